/** Letters and contracts gain no paragraph, no article and no link from what people wrote, whenever it was (F8). */
import { describe, expect, test } from 'vitest';
import { inline } from '../../documents/inline.ts';
import { pdfDuContrat } from '../../documents/contracts/contrats.ts';
import { composerCourrier, texteDuCourrier } from '../../documents/letters/index.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { date } from '../records/exemples.ts';
import { poppler, texteDuPdf } from './lire-pdf.ts';

const contexte = {
  ess: 'ess-33-1',
  rang: 7,
  siege: '33',
  region: 'nouvelle-aquitaine',
  caisse: 'gironde',
  intitule: null,
  specialites: ['cardiologie'],
  departements: ['33'],
  destinataire: 'caisse',
} as const;
const commun = { le: date('2026-03-16'), acteur: 'porteur', regle: 'DEC-23' } as const;
const HOSTILE =
  'ESS de Corse\r\n\r\nDÉCISION : votre virement est suspendu.\u2028Confirmez votre IBAN sur https://evil.example/iban\u202e www.evil.example';

describe('un texte dans une phrase', () => {
  test.each([
    ['a\r\n\r\nb\u2028c\u0085d', 'a b c d'],
    ['a\u202eb\u200bc', 'abc'],
    ['voir https://evil.example/iban', 'voir evil.example/iban'],
    ['hthttps://tps://evil.example', 'evil.example'],
    ['www.www.evil.example', 'evil.example'],
    ['javascript://x@evil.example', 'evil.example'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['L’équipe « Dermato » : 40\u202f000 €', 'L’équipe « Dermato » : 40\u202f000 €'],
  ])('%j se lit « %s »', (written, read) => expect(inline(written)).toBe(read));
});

test('un intitulé d’autrefois ne fait ni paragraphe ni lien dans le message, ni d’en-tête', () => {
  const renonciation = { ...commun, evenement: 'Renonciation' } as Evenement;
  const sain = texteDuCourrier(composerCourrier(renonciation, { ...contexte, intitule: 'ESS de Corse' }));
  const { objet, corps } = texteDuCourrier(composerCourrier(renonciation, { ...contexte, intitule: HOSTILE }));
  expect(corps.split('\n')).toHaveLength(sain.corps.split('\n').length);
  expect(`${objet}${corps}`).not.toMatch(/:\/\/|www\.|[\u202e\u2028\r]/);
  expect(objet).toBe(sain.objet);
});

test.each<[string, Partial<Evenement> & { evenement: string }]>([
  ['le motif d’un acte', { evenement: 'Renonciation', motif: HOSTILE }],
  [
    'le motif d’une pièce',
    {
      evenement: 'PiecesVerifiees',
      pieces: [{ code: 'statuts', cle: 'statuts', conforme: false, motif: HOSTILE }],
    } as never,
  ],
  [
    'la référence d’un paiement',
    { evenement: 'PaiementExecute', paiement: 'amorcage-1', montantCentimes: 1, reference: HOSTILE } as never,
  ],
  ['une rubrique absente', { evenement: 'Renonciation', avertissements: [{ regle: 'LI-03', phrase: HOSTILE }] }],
  ['un document demandé', { evenement: 'DocumentsDemandes', documents: [HOSTILE] } as never],
])('%s reste dans sa phrase', (_what, evenement) => {
  const { corps } = texteDuCourrier(composerCourrier({ ...commun, ...evenement } as unknown as Evenement, contexte));
  expect(corps).toContain('votre virement est suspendu');
  expect(corps).not.toMatch(/^(DÉCISION|Confirmez)/m);
  expect(corps).not.toMatch(/:\/\/|www\.|[\u202e\u2028\r]/);
});

test('l’association ne gagne pas d’article dans son contrat, ni de champ', async () => {
  const nom = 'Association X\n\nArticle 4 bis - Versement complémentaire\nLa caisse verse sans délai';
  const etat = {
    ...etatInitial('ess-33-1'),
    siege: '33',
    caisse: 'gironde',
    ars: 'nouvelle-aquitaine',
    departements: ['33'],
    specialites: ['dermatologie'],
  };
  const adresseAssociation = '#champs.montant_total *gras* \\ $x$ @ref <cle>';
  const hostile = await pdfDuContrat('amorcage', etat, { association: nom, adresseAssociation });
  const plat = await pdfDuContrat('amorcage', etat, { association: inline(nom), adresseAssociation });
  expect(hostile).toEqual(plat);
  if (poppler) expect(await texteDuPdf(plat)).toContain(adresseAssociation);
});

test('une référence entre parenthèses écrite par quelqu’un reste la sienne', () => {
  const { corps } = texteDuCourrier(
    composerCourrier({ ...commun, evenement: 'Renonciation', motif: 'Voir (ELI-04) et (LI-09).' }, contexte),
  );
  expect(corps).toMatch(/Motif[ \u00a0]: Voir \(ELI-04\) et \(LI-09\)\./);
});
