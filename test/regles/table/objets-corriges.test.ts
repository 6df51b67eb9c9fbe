/** DEC-33 — what the older form of `corriger` names (`objet`), and what of a fact can be put right. */
import { describe, expect, it } from 'vitest';
import type { Commande } from '../../../domain/commandes.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { Refus } from '../../../domain/refus.ts';
import { cibleDe, OBJETS_CORRIGEABLES } from '../../../domain/rectification/cible.ts';
import { ACTES, acte, vivre, type Acte } from './etats.ts';

const LE = '2026-07-01';
/** The event that the object names in that life, and its field. */
function cible(actes: readonly Acte[], objet: string): readonly [Evenement['evenement'] | undefined, string, number] {
  const { journal } = vivre(actes, LE);
  const commande = acte('corriger', 'ars', LE, { objet, valeur: LE, motif: 'Erreur.' });
  const { rang, champ } = cibleDe(commande as Commande<'corriger'>, journal);
  return [journal.find((ligne) => ligne.rang === rang)?.evenement.evenement, champ, rang];
}
const INCOMPLETE: readonly Acte[] = [
  ...ACTES.ENTREE,
  ['2026-01-10', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: ['gouvernance'] }],
  ['2026-01-12', 'porteur', 'completer-lettre-intention'],
];
const PRECISEE: readonly Acte[] = [
  ...ACTES.PAYE,
  ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
  ['2026-04-05', 'ars', 'demander-precisions', { delai: '2026-05-04', motif: 'À préciser.' }],
  ['2026-04-10', 'porteur', 'repondre-precisions'],
];
const NOTIFIEE: readonly Acte[] = [
  ...ACTES.AMORCAGE,
  ['2026-02-20', 'caisse', 'proposer-resiliation', { fondement: 'manquement-manifeste', motif: 'Contrôle.' }],
  ['2026-02-21', 'ars', 'approuver-resiliation'],
  ['2026-02-22', 'caisse', 'notifier-resiliation', { recueLe: '2026-02-22' }],
];

describe('« objet » nomme un fait et sa donnée', () => {
  it.each<[string, readonly Acte[], string, string]>([
    ['depot-lettre-intention', ACTES.CREATION, 'LettreIntentionDeposee', 'le'],
    ['completude-lettre-intention', INCOMPLETE, 'LettreIntentionCompletee', 'le'],
    ['completude-lettre-intention', ACTES.CREATION, 'LettreIntentionDeposee', 'le'],
    ['reception-projet-sante', ACTES.DOTATION, 'ProjetSanteDepose', 'recueLe'],
    ['reception-precisions', PRECISEE, 'PrecisionsRecues', 'recueLe'],
    ['reception-resiliation-association', NOTIFIEE, 'ResiliationNotifiee', 'recueLe'],
    ['medecinsPresents', ACTES.CREATION, 'LettreIntentionDeposee', 'medecinsPresents'],
    ['liberaux', ACTES.CREATION, 'LettreIntentionDeposee', 'liberaux'],
    ['engages', ACTES.CREATION, 'LettreIntentionDeposee', 'engages'],
  ])('« %s »', (objet, actes, nom, champ) => {
    expect(cible(actes, objet).slice(0, 2)).toEqual([nom, champ]);
  });

  it('de deux réceptions de la lettre de l’équipe, celle de la partie nommée', () => {
    const [caisse, ars] = ['caisse', 'ars'].map((partie) =>
      cible(ACTES.RECOUVREMENT, `reception-resiliation-${partie}`),
    );
    expect(caisse).toEqual(['ReceptionResiliationAccusee', 'recueLe', Number(ars?.[2]) - 1]);
    expect(ars?.slice(0, 2)).toEqual(['ReceptionResiliationAccusee', 'recueLe']);
    const premiere = ACTES.RECOUVREMENT.slice(0, -1);
    expect(cible(premiere, 'reception-resiliation-caisse')[0]).toBe('ReceptionResiliationAccusee');
    expect(() => cible(premiere, 'reception-resiliation-ars')).toThrow("n'a pas encore de valeur");
  });

  it('l’effectif est celui du dernier fait qui l’ait dit', () => {
    const recontrole: readonly Acte[] = [
      ...ACTES.DOTATION,
      ['2026-06-01', 'caisse', 'controler-criteres', { resultat: 'conforme', liberaux: 118 }],
    ];
    expect(cible(recontrole, 'liberaux').slice(0, 2)).toEqual(['CriteresControles', 'liberaux']);
    expect(cible(recontrole, 'engages').slice(0, 2)).toEqual(['LettreIntentionDeposee', 'engages']);
  });

  it('tout autre objet est refusé, avec ceux qui se nomment', () => {
    expect(() => cible(ACTES.CREATION, 'decision')).toThrow(OBJETS_CORRIGEABLES.join(', '));
    expect(() => cible(ACTES.CREATION, 'toString')).toThrow(OBJETS_CORRIGEABLES.join(', '));
  });
});

describe('ce qui se corrige d’un fait est dit', () => {
  const phrase = (
    actes: readonly Acte[],
    le: string,
    nom: string,
    acteur: 'ars' | 'caisse',
    donnees: object,
  ): string => {
    const dossier = vivre(actes, le);
    const rang = dossier.journal.find(({ evenement }) => evenement.evenement === nom)?.rang;
    const reponse = dossier.commander(acte('corriger', acteur, le, { motif: 'Erreur.', rang, ...donnees }));
    return reponse instanceof Refus ? reponse.message : 'accepté';
  };
  it.each<[string, 'ars' | 'caisse', object, string]>([
    [
      'AvisCaisseRendu',
      'caisse',
      { champ: 'couleur', valeur: 'bleu' },
      '« champ » : ce qui se corrige de ce fait est le, sur, sens',
    ],
    [
      'AvisCaisseRendu',
      'caisse',
      { champ: 'toString', valeur: 'x' },
      '« champ » : ce qui se corrige de ce fait est le, sur, sens',
    ],
    [
      'AvisCaisseRendu',
      'caisse',
      { champ: 'le', valeur: '2026-02-30' },
      '« valeur » : une date (aaaa-mm-jj) est attendu',
    ],
    [
      'AdherentsDenombres',
      'caisse',
      { champ: 'cycle', valeur: 2 },
      '« champ » : ce qui se corrige de ce fait est nombre.',
    ],
    [
      'AdherentsDenombres',
      'caisse',
      { champ: 'nombre', valeur: -1 },
      '« valeur » : un nombre entier positif ou nul est attendu',
    ],
    [
      'AdherentsDenombres',
      'caisse',
      { champ: 'nombre', valeur: 3.5 },
      '« valeur » : un nombre entier positif ou nul est attendu',
    ],
    ['AdherentsDenombres', 'ars', { champ: 'nombre', valeur: 36 }, 'accepté'],
    ['AdherentsDenombres', 'caisse', { champ: 'nombre', valeur: 0 }, 'accepté'],
    [
      'PaiementOrdonnance',
      'caisse',
      { champ: 'le', valeur: '2026-02-11' },
      'est un effet de la règle, pas un fait saisi',
    ],
    ['AvisCaisseRendu', 'ars', { champ: 'sens', valeur: 'defavorable' }, 'Ce fait se corrige par : caisse.'],
  ])('%s, par %s : %o', (nom, acteur, donnees, attendu) => {
    expect(phrase(ACTES.DOTATION, '2026-05-10', nom, acteur, donnees)).toContain(attendu);
  });

  it.each<[string, string]>([
    ['ListeNominativeDeposee', '2026-05-03'],
    ['PiecesDeposees', '2026-02-03'],
  ])('« %s », du porteur, se corrige par l’ARS et par la caisse', (nom, valeur) => {
    expect(phrase(ACTES.DOTATION, '2026-05-10', nom, 'caisse', { champ: 'le', valeur })).toBe('accepté');
    expect(phrase(ACTES.DOTATION, '2026-05-10', nom, 'ars', { champ: 'le', valeur })).toBe('accepté');
  });

  it('un projet de santé, du porteur, ne se corrige pas par la caisse', () => {
    expect(
      phrase(ACTES.DOTATION, '2026-05-10', 'ProjetSanteDepose', 'caisse', { champ: 'le', valeur: '2026-04-02' }),
    ).toBe('Ce fait se corrige par : ars.');
  });
});
