import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  composerCourrier,
  pdfDuCourrier,
  presenter,
  texteDuCourrier,
  type Contexte,
  type Courrier,
  type Declarations,
} from '../../documents/letters/index.ts';
import { OBJETS_CORRIGEABLES } from '../../domain/rectification/cible.ts';
import { DESTINATAIRES } from '../../domain/effets.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import { ACTIVITES, CODES_PIECES, FONDEMENTS_PS, FONDEMENTS_RESILIATION } from '../../domain/valeurs.ts';
import { date } from '../records/exemples.ts';
import { EXPEDITEUR, courriersDe, evenementsDe } from './exemples.ts';
import { conformite, fontesDuPdf, balisesDuPdf, poppler, texteDuPdf, verapdf } from './lire-pdf.ts';

const CODES: readonly string[] = [
  ...CODES_PIECES,
  ...FONDEMENTS_PS,
  ...FONDEMENTS_RESILIATION,
  ...ACTIVITES,
  ...OBJETS_CORRIGEABLES,
];
const contexte: Contexte = {
  ess: 'ess-33-1',
  rang: 7,
  siege: '33',
  region: 'nouvelle-aquitaine',
  caisse: 'gironde',
  intitule: 'Dermatologie de Gironde',
  specialites: ['dermatologie'],
  departements: ['33'],
  destinataire: 'porteur',
};
/** What no worked case comes to. */
const RARES: readonly Evenement[] = [
  {
    evenement: 'RegimeRequalifie',
    le: date('2026-03-02'),
    acteur: 'ars',
    regle: 'DEC-50',
    regime: 'en-fonctionnement-conforme',
    avant: 'A',
  },
  {
    evenement: 'DateContestee',
    le: date('2026-03-02'),
    acteur: 'ars',
    regle: 'DEC-29',
    rang: 1,
    declareLe: date('2026-01-15'),
  },
];
const premier = async <N extends NomEvenement>(fichier: string, nom: N) => {
  const trouve = (await evenementsDe(fichier)).find(({ evenement }) => evenement === nom);
  if (trouve === undefined) throw new Error(`${nom} is not in ${fichier}`);
  return trouve;
};

describe('le courrier en PDF', () => {
  test('le même courrier donne les mêmes octets : son empreinte le prouve', async () => {
    const courrier = composerCourrier(
      await premier('S01-silence-lettre-intention', 'LettreIntentionValidee'),
      contexte,
    );
    expect(pdfDuCourrier(courrier)).toEqual(pdfDuCourrier(courrier));
    expect(pdfDuCourrier({ ...courrier, rang: 8 })).not.toEqual(pdfDuCourrier(courrier));
  });

  test.skipIf(!poppler)(
    'l’accusé de réception dit au porteur quand le silence vaudra validation (LI-09, CRPA R. 112-5), dans l’ordre de lecture',
    async () => {
      const depot = await premier('S05-nominal-cinq-ans', 'LettreIntentionDeposee');
      const texte = await texteDuPdf(pdfDuCourrier(composerCourrier(depot, contexte), { expediteur: EXPEDITEUR }));
      const ordre = [
        'Agence régionale de santé Nouvelle-Aquitaine',
        'Équipe de soins spécialisés Dermatologie de Gironde',
        'Le 10 avril 2025',
        'Objet : accusé de réception de votre lettre d’intention',
        'Madame, Monsieur,',
        'notifie sa décision au plus tard le 10 juin 2025',
        'réputée validée le 11 juin 2025',
        'une attestation vous sera adressée',
        'Service chargé du dossier : Agence régionale de santé Nouvelle-Aquitaine, Pôle des soins de ville, 1 rue de l’Exemple, 33000 Bordeaux, téléphone 05 00 00 00 00, courriel ess@exemple.invalid',
        'Décision attendue, au plus tard le 10 juin 2025',
        'Veuillez agréer',
        'Par délégation du directeur général',
        'Directrice adjointe',
        'Prénom 01 Nom 01',
        'Textes appliqués',
        'Instruction du 24 mars 2025, I, jalon 1',
        'Règles du service : LI-01',
        'Page 1 sur 1',
      ];
      const places = ordre.map((morceau) => [morceau, texte.indexOf(morceau)] as const);
      expect(places.filter(([, place]) => place < 0)).toEqual([]);
      expect(places.map(([, place]) => place)).toEqual(places.map(([, place]) => place).toSorted((a, b) => a - b));
      expect(texte).not.toContain('Projet.');
      expect(texte).not.toMatch(/repère|Nature :|\(LI-/);
    },
  );

  test.skipIf(!poppler)('sans réglages de son auteur, il dit qu’il est un projet et ce qui manque', async () => {
    const refus = await premier('LI-criteres', 'LettreIntentionRefusee');
    const texte = await texteDuPdf(pdfDuCourrier(composerCourrier(refus, contexte)));
    expect(texte).toMatch(
      /Projet\. Ce courrier n’est pas signé et ne vaut pas notification.*« adresse postale ».*« signataire »/,
    );
    expect(texte).not.toContain('dispensée de signature');
  });

  test.skipIf(!poppler)(
    'une décision défavorable nomme son auteur (CRPA L. 212-2), son droit, ses recours',
    async () => {
      const refus = await premier('LI-criteres', 'LettreIntentionRefusee');
      const texte = await texteDuPdf(pdfDuCourrier(composerCourrier(refus, contexte), { expediteur: EXPEDITEUR }));
      expect(texte).toContain(
        'dispensée de signature (code des relations entre le public et l’administration, article L. 212-2)',
      );
      expect(texte).toContain('Voies et délais de recours');
      expect(texte).toMatch(/R\. 421-1 et R\. 421-5/);
      expect(texte).toContain('Ce critère est le suivant');
      expect(texte).toContain('Motif :');
    },
  );

  test.skipIf(!poppler)(
    'un ordre de paiement dit à la caisse combien, à qui, sur quel compte masqué, pour quoi et avec quel calcul',
    async () => {
      const ordre = await premier('S05-nominal-cinq-ans', 'PaiementOrdonnance');
      const courrier = composerCourrier(ordre, { ...contexte, destinataire: 'caisse' });
      const declares: Record<string, unknown> = {
        AssociationDeclaree: { association: { nom: 'Association 01' } },
        CoordonneesBancairesDeclarees: { iban: 'FR7630006000011234567890189' },
      };
      const lire: Declarations = (nom) => Promise.resolve(declares[nom] as never);
      const texte = await texteDuPdf(pdfDuCourrier(courrier, await presenter(courrier, lire)));
      expect(texte).toContain('Caisse primaire d’assurance maladie de la Gironde');
      expect(texte).toContain('Vous avez à verser 40 000,00 €');
      expect(texte).toContain('moitié du crédit d’amorçage de 80 000,00 €');
      expect(texte).toContain('Bénéficiaire Association 01');
      expect(texte).toContain('FR76 … 0189');
      expect(texte).not.toContain('30006');
      expect(texte).toContain('À verser, au plus tard le 12 juillet 2025');
    },
  );

  test('le porteur est nommé avec l’adresse de son association, ou du référent avant elle', async () => {
    const depot = await premier('S05-nominal-cinq-ans', 'LettreIntentionDeposee');
    const courrier = composerCourrier(depot, contexte);
    const avec = (declares: Record<string, unknown>) =>
      presenter(courrier, (nom) => Promise.resolve(declares[nom] as never)).then(({ destinataire }) => destinataire);
    expect(await avec({})).toEqual(['Équipe de soins spécialisés', 'Dermatologie de Gironde']);
    expect(await avec({ LettreIntentionDeposee: { referent: { prenom: 'Prénom 01', nom: 'Nom 01' } } })).toEqual([
      'Prénom 01 Nom 01',
      'Dermatologie de Gironde',
    ]);
    const association = {
      nom: 'Association 01',
      adresse: '1 rue de l’Exemple, 33000 Bordeaux',
      president: { prenom: 'Prénom 01', nom: 'Nom 01', fonction: 'présidence' },
    };
    expect(await avec({ AssociationDeclaree: { association } })).toEqual([
      'Association 01',
      "À l'attention de Prénom 01 Nom 01, présidence",
      '1 rue de l’Exemple',
      '33000 Bordeaux',
    ]);
  });

  test.skipIf(!poppler)(
    'toute écriture d’un nom se lit, et ce qu’aucune police n’a se dit par son numéro',
    async () => {
      const depot = await premier('S05-nominal-cinq-ans', 'LettreIntentionDeposee');
      const noms = [
        'Nguyễn Đặng',
        'Łukasz Žižka',
        'Ωμέγα',
        'Иванов',
        'Հայկ',
        'ქართული',
        '王小明',
        '김철수',
        'ゆき',
        'محمد',
        'שלום',
        'देवी',
        'สมชาย',
        'அருண்',
        'ኃይሌ',
        'Élodie',
        '40\u202f000',
      ];
      const intitule = `${noms.join(' ')} \u{1F9FF}`;
      const pdf = pdfDuCourrier(composerCourrier(depot, { ...contexte, intitule }));
      const texte = (await texteDuPdf(pdf)).normalize('NFC');
      for (const nom of noms) expect(texte).toContain(nom.replace('\u202f', ' '));
      expect(texte).toContain('[U+1F9FF]');
      const fontes = await fontesDuPdf(pdf);
      expect(fontes.filter(({ dedans }) => !dedans)).toEqual([]);
      // Ours alone, whatever the machine has: the same letter has the same bytes on any.
      const notres = (await readdir(join(import.meta.dirname, '../../documents/fonts'))).join(' ');
      expect(fontes.filter(({ nom }) => !notres.includes(nom))).toEqual([]);
      expect(fontes.length).toBeGreaterThan(8);
      const seul = pdfDuCourrier(composerCourrier(depot, { ...contexte, intitule: 'Élodie décomposé e\u0301' }));
      expect((await texteDuPdf(seul)).normalize('NFC')).toContain('Élodie décomposé é');
    },
  );

  test.skipIf(!poppler)('un mot plus long que la page se coupe et ne déborde pas', async () => {
    const depot = await premier('S05-nominal-cinq-ans', 'LettreIntentionDeposee');
    const mot = 'W'.repeat(300);
    const texte = await texteDuPdf(pdfDuCourrier(composerCourrier(depot, { ...contexte, intitule: mot })));
    expect(texte.replace(/[\s\u200b]/g, '')).toContain(mot);
    expect(Math.max(...texte.split(/[\s\u200b]/).map(({ length }) => length))).toBeLessThan(60);
  });

  test.skipIf(!poppler)('le texte d’une personne n’est jamais un langage', async () => {
    const depot = await premier('S05-nominal-cinq-ans', 'LettreIntentionDeposee');
    const intitule = '#let x = 3 *gras* _it_ $x^2$ @ref <cle> = titre // fin \\ `code` ~ -- "guillemets" #panic("non")';
    const texte = await texteDuPdf(pdfDuCourrier(composerCourrier(depot, { ...contexte, intitule })));
    expect(texte).toContain(
      '#let x = 3 *gras* _it_ $x^2$ @ref <cle> = titre // fin \\ `code` ~ -- "guillemets" #panic("non")',
    );
  });

  test.skipIf(!poppler)('un lecteur d’écran suit ses balises : titres, en-têtes du tableau, listes', async () => {
    const refus = await premier('LI-criteres', 'LettreIntentionRefusee');
    const balises = await balisesDuPdf(pdfDuCourrier(composerCourrier(refus, contexte)));
    for (const balise of ['H1', 'L (block)', 'P (block)']) expect(balises).toContain(balise);
    const ordre = await premier('S05-nominal-cinq-ans', 'PaiementOrdonnance');
    const tableau = await balisesDuPdf(pdfDuCourrier(composerCourrier(ordre, { ...contexte, destinataire: 'caisse' })));
    for (const balise of ['Table', 'TH', 'TD']) expect(tableau).toContain(balise);
  });

  test('chaque événement d’une vie qui est dit à quelqu’un a un courrier : un objet, des phrases, sa règle, sa date', async () => {
    const dits = [
      ...(await evenementsDe('S05-nominal-cinq-ans')),
      ...(await evenementsDe('S09-resiliation-amorcage')),
      ...(await evenementsDe('S11-saisine-sans-reponse')),
      ...(await evenementsDe('S13-dix-huit-mois')),
      ...(await evenementsDe('LI-correction-depot')),
      ...(await evenementsDe('RES-dotation-quatrieme-annee')),
    ].filter(({ evenement }) => evenement === 'RappelEmis' || DESTINATAIRES[evenement] !== undefined);
    expect(dits.length).toBeGreaterThan(60);
    for (const evenement of dits) {
      const courrier = composerCourrier(evenement, contexte);
      const { objet, corps } = texteDuCourrier(courrier);
      expect(objet).not.toContain(evenement.evenement);
      // No code of the domain in a sentence: « depot-projet-sante » is read as words.
      const mots: readonly string[] = courrier.phrases.join(' ').match(/[a-z]+(?:-[a-z0-9]+)+/g) ?? [];
      const { echeance } = evenement as { readonly echeance?: string };
      expect(mots.filter((mot) => CODES.includes(mot) || mot === echeance)).toEqual([]);
      expect(courrier.regles).toContain(evenement.regle);
      expect(corps).toContain('Textes appliqués :');
      expect(corps).not.toMatch(/\((?:LI|PS|AMO|DOT|DEC|RES|REC|PAY)-/);
      expect(corps).not.toMatch(/undefined|null|NaN|\[object/);
      expect(courrier.le).toBe(evenement.le);
      expect(courrier.phrases.join('')).toMatch(/[.:]/);
    }
  });

  test.skipIf(!verapdf)(
    'chaque sorte de courrier, à chacun de ses lecteurs, est un PDF/A-2a (veraPDF)',
    { timeout: 300_000 },
    async () => {
      const vies = (await readdir(join(import.meta.dirname, '../regles/scenarios'))).filter((nom) =>
        nom.endsWith('.json'),
      );
      const pdfs: Record<string, Uint8Array> = {};
      const sortes = new Map<string, Courrier>();
      for (const vie of vies)
        for (const courrier of await courriersDe(vie.replace('.json', '')))
          sortes.set(`${courrier.evenement}-${courrier.destinataire}`, courrier);
      for (const rare of RARES)
        for (const destinataire of ['porteur', 'ars', 'caisse'] as const)
          sortes.set(`${rare.evenement}-${destinataire}`, composerCourrier(rare, { ...contexte, destinataire }));
      const composes = new Set([...sortes.values()].map(({ evenement }) => evenement));
      // What the operator alone is told is no letter.
      expect(Object.keys(DESTINATAIRES).filter((nom) => !composes.has(nom as NomEvenement))).toEqual([
        'IncidentOuvert',
      ]);
      for (const [sorte, courrier] of sortes) pdfs[sorte] = pdfDuCourrier(courrier, { expediteur: EXPEDITEUR });
      expect(sortes.size).toBeGreaterThan(190);
      const verdicts = await conformite(pdfs);
      expect(Object.keys(verdicts).toSorted()).toEqual(Object.keys(pdfs).toSorted());
      expect(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'PASS')).toEqual([]);
    },
  );
});
