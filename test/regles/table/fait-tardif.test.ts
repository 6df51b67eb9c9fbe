/** DEC-19, DEC-29, DEC-32, DEC-33, DEC-35 — a fact entered after what it precedes: what follows, on which day, or why not. */
import { describe, expect, it } from 'vitest';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { juger as trancher } from '../../../domain/rectification/juger.ts';
import { Refus } from '../../../domain/refus.ts';
import { juger } from './dernier-acte.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';
import { NOTIFIEE } from './resiliation-essai.ts';
import { aTemps, saisir, saisis, type Saisie } from './saisies.ts';

/** The answer to an act entered on that day, after others. */
function tardif(actes: readonly Acte[], saisiLe: string, [le, acteur, commande, donnees]: Acte) {
  const dossier = vivre(actes, saisiLe);
  return { dossier, reponse: dossier.commander(acte(commande, acteur, le, donnees)) };
}
const lus = (reponse: ReturnType<typeof tardif>['reponse']): readonly (readonly [string, NomEvenement])[] => {
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse.map(({ le, evenement }) => [le, evenement]);
};

describe('ce qui suit d’un fait saisi après coup', () => {
  const rembourser = (le: string, montantCentimes: number): Acte => [
    le,
    'caisse',
    'constater-remboursement',
    { montantCentimes },
  ];

  it('est daté de tous les faits dont il découle : le premier versement connu, la somme est soldée du second (DEC-32)', () => {
    const { reponse } = tardif(
      [...ACTES.RECOUVREMENT, rembourser('2026-05-15', 2_500_000)],
      '2026-05-20',
      rembourser('2026-04-10', 1_500_000),
    );
    expect(lus(reponse)).toEqual([
      ['2026-04-10', 'RemboursementConstate'],
      ['2026-05-15', 'RecouvrementClos'],
      ['2026-05-15', 'EssClose'],
    ]);
  });

  it('rouvre un dossier clos par une rectification, qui dit ce qu’elle change (V02, DEC-35)', () => {
    const { reponse } = tardif(
      [
        ...ACTES.AMORCAGE,
        ['2026-02-20', 'caisse', 'proposer-resiliation', { fondement: 'manquement-manifeste', motif: 'Contrôle.' }],
        ['2026-02-21', 'ars', 'approuver-resiliation'],
        ['2026-02-22', 'caisse', 'notifier-resiliation'],
      ],
      '2026-04-20',
      ['2026-02-20', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
    );
    expect(lus(reponse).map(([, nom]) => nom)).toEqual([
      'PaiementExecute',
      'FaitRectifie',
      'RecouvrementPropose',
      'DossierRouvert',
    ]);
  });
});

describe('un fait saisi après coup, et refusé', () => {
  const phrase = (reponse: unknown) => (reponse as Refus).message;

  it.each<[string, readonly Acte[], Acte, readonly string[], RegExp]>([
    [
      'ce qui lui manquait à sa date, puis ce que dit le dossier : le contrat est signé, et rien n’y était déposé',
      ACTES.AMORCAGE,
      ['2026-02-03', 'porteur', 'signer-contrat-amorcage'],
      ['regle', 'AMO-10'],
      /^Les statuts .* manquent à la signature\. .*« motif »\. Le crédit d'amorçage .* le contrat est déjà signé\.$/,
    ],
    [
      'de même d’un refus sans critère, la lettre étant validée',
      ACTES.AMORCAGE,
      ['2026-01-25', 'ars', 'refuser-lettre-intention', { motif: 'Hors critères.' }],
      ['regle', 'LI-08'],
      /^Le refus doit se fonder sur un critère .* La lettre d'intention a déjà fait l'objet d'une décision\.$/,
    ],
    [
      'ce que dit le dossier seulement, quand rien d’autre ne manque à l’acte',
      ACTES.AMORCAGE,
      ['2026-02-01', 'ars', 'attribuer-finess', { numero: '330000019' }],
      ['etat', 'FIN-01'],
      /^Le numéro FINESS 330000000 est déjà attribué : [^.]*\.$/,
    ],
    [
      'ce qui manque à l’acte seulement, quand le dossier dit de même',
      ACTES.AMORCAGE,
      ['2026-01-25', 'porteur', 'declarer-coordonnees-bancaires'],
      ['regle', 'DEC-18'],
      /^La date \(25 janvier 2026\) précède la validation de la lettre d'intention \(2 février 2026\)\.$/,
    ],
  ])('dit %s (DEC-19)', (_, actes, un, attendu, phraseDite) => {
    const { reponse } = tardif(actes, '2026-02-15', un);
    expect(juger(reponse)).toEqual(attendu);
    expect(phrase(reponse)).toMatch(phraseDite);
  });

  it('dans un dossier clos, l’est pour ce qui manquait à sa date, non parce qu’il est clos (DEC-35)', () => {
    const { reponse } = tardif(ACTES.CLOSE, '2026-02-12', ['2026-02-05', 'porteur', 'signer-contrat-amorcage']);
    expect(juger(reponse)).not.toEqual(['etat', 'DEC-20']);
    expect(phrase(reponse)).not.toContain('close');
  });
});

describe('une date déclarée que son acte a déjà (DEC-29)', () => {
  it('se confirme, et ne change rien d’autre', () => {
    const saisine: Acte = ['2026-03-26', 'porteur', 'saisir', { preuve: { nature: 'courrier-recommande' } }];
    const { dossier, reponse } = tardif(NOTIFIEE, '2026-03-28', saisine);
    expect(lus(reponse)).toEqual([['2026-03-26', 'SaisineRecue']]);
    const rang = dossier.etat.rang;
    expect(dossier.etat.aConfirmer).toHaveProperty(String(rang));
    const confirmee = dossier.commander(acte('confirmer-date', 'ars', '2026-03-28', { rang, sens: 'confirmee' }));
    expect(lus(confirmee)).toEqual([['2026-03-28', 'DateConfirmee']]);
    expect(dossier.etat.aConfirmer).toEqual({});
  });
});

describe('un journal qui ne redonne pas l’état du dossier (DEC-33)', () => {
  it('ne se rectifie pas : chaque donnée qui diffère est nommée', () => {
    const { etat, journal } = vivre(ACTES.CREATION, '2026-02-10');
    const autre = { ...etat, renonceeLe: etat.entreeLe, abandonneLe: etat.entreeLe };
    const corriger = acte('corriger', 'ars', '2026-02-10', {
      motif: 'Erreur.',
      rang: 1,
      champ: 'le',
      valeur: '2026-01-06',
    });
    const reponse = trancher(autre, corriger, midi('2026-02-10'), journal);
    expect(juger(reponse)).toEqual(['etat', 'INCIDENT']);
    expect((reponse as Refus).message).toMatch(/\((renonceeLe, abandonneLe|abandonneLe, renonceeLe)\)/);
  });
});

describe('une valeur corrigée', () => {
  it.each(['VIR-2099-01-01', '2099-01-01-VIR'])('n’est dans le futur que si elle est une date : %s', (valeur) => {
    const dossier = vivre(ACTES.PAYE, '2026-03-10');
    const rang = dossier.journal.find(({ evenement }) => evenement.evenement === 'PaiementExecute')?.rang;
    const donnees = { motif: 'Erreur.', rang, champ: 'reference', valeur };
    expect(juger(dossier.commander(acte('corriger', 'caisse', '2026-03-10', donnees)))).toBe('accepté');
    expect(dossier.etat.paiements['amorcage-1']?.versements).toMatchObject([{ reference: valeur }]);
  });
});

describe('un virement revenu (DEC-38)', () => {
  const PARTI = aTemps(ACTES.PAYE);
  const retour = (saisiLe: string, le: string): Saisie => [
    saisiLe,
    [le, 'caisse', 'retourner-paiement', { paiement: 'amorcage-1', motif: 'Compte clos.' }],
  ];
  const refait: readonly Saisie[] = aTemps([
    ['2026-03-10', 'caisse', 'reemettre-paiement', { paiement: 'amorcage-1' }],
    ['2026-03-11', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
  ]);

  it('ne revient pas deux fois : son retour entré à nouveau, à une date d’avant, est refusé, et sa date se corrige', () => {
    const dossier = saisis([...PARTI, retour('2026-03-09', '2026-03-09'), ...refait]);
    expect(saisir(dossier, retour('2026-03-20', '2026-03-02'))).toMatchObject({
      regle: 'DEC-38',
      message:
        'Le virement de « amorcage-1 » du 20 février 2026 est déjà revenu, le 9 mars 2026 : si cette date est fausse, corrigez-la.',
    });
    expect(dossier.etat.paiements['amorcage-1']?.versements.map(({ retourneLe }) => retourneLe)).toEqual([
      '2026-03-09',
      null,
    ]);
  });

  it('ne s’annule pas, ni ne part plus tard, sans son retour : rien ne revient qui ne soit parti', () => {
    const dossier = saisis([...PARTI, retour('2026-03-09', '2026-03-09')]);
    const rangDe = (nom: NomEvenement) => dossier.journal.find(({ evenement }) => evenement.evenement === nom)?.rang;
    const rectifier = (commande: 'annuler' | 'corriger', nom: NomEvenement, donnees: object = {}) =>
      saisir(dossier, [
        '2026-03-20',
        ['2026-03-20', 'caisse', commande, { rang: rangDe(nom), motif: 'Erreur.', ...donnees }],
      ]);
    const annuler = (nom: NomEvenement) => rectifier('annuler', nom);
    const au = (valeur: string) => ({ champ: 'le', valeur });
    const refus = {
      regle: 'DEC-38',
      message: 'Ce virement est revenu : corrigez ou annulez d’abord son retour.',
    };
    expect(annuler('PaiementExecute')).toMatchObject(refus);
    expect(rectifier('corriger', 'PaiementExecute', au('2026-03-10'))).toMatchObject(refus);
    expect(rectifier('corriger', 'PaiementExecute', au('2026-03-09'))).not.toBeInstanceOf(Refus);
    expect(annuler('PaiementRetourne')).not.toBeInstanceOf(Refus);
    expect(annuler('PaiementExecute')).not.toBeInstanceOf(Refus);
    expect(dossier.etat.paiements['amorcage-1']).toMatchObject({ statut: 'ordonnance', versements: [] });
  });

  it('ne revient pas avant d’être parti : son retour n’est pas daté d’avant lui', () => {
    const dossier = saisis([...PARTI, retour('2026-03-09', '2026-03-09')]);
    const rang = dossier.journal.find(({ evenement }) => evenement.evenement === 'PaiementRetourne')?.rang;
    const au = (valeur: string) =>
      saisir(dossier, [
        '2026-03-20',
        ['2026-03-20', 'caisse', 'corriger', { rang, motif: 'Erreur.', champ: 'le', valeur }],
      ]);
    expect(au('2026-02-19')).toMatchObject({
      regle: 'DEC-38',
      message: 'Ce virement n’était pas parti ce jour-là : son retour ne peut pas le précéder.',
    });
    expect(au('2026-02-20')).not.toBeInstanceOf(Refus);
    expect(dossier.etat.paiements['amorcage-1']?.versements).toMatchObject([{ retourneLe: '2026-02-20' }]);
  });
});
