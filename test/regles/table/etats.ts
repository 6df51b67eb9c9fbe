/** One representative case per phase, lived through its commands; and one in which nothing has happened yet. */
import { heureLocale } from '../../../domain/calendrier/calendrier.ts';
import type { Droit } from '../../../domain/avenants.ts';
import type { Commande, NomCommande } from '../../../domain/commandes.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import { Refus } from '../../../domain/refus.ts';
import type { DateCivile, Instant, Phase, Role } from '../../../domain/valeurs.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { Dossier, mondeSeul, type Observateur } from '../proprietes/dossier.ts';

export const midi = (date: string): Instant => heureLocale(date as DateCivile, '12:00', 'Europe/Paris');
export const acte = (commande: NomCommande, acteur: Role, le: string, donnees: object = {}): Commande =>
  ({ commande, acteur, donnees: { le, ...donnees } }) as unknown as Commande;

export type Acte = readonly [le: string, acteur: Role, commande: NomCommande, donnees?: object];

export const conformes = (...codes: string[]) => ({ pieces: codes.map((code) => ({ code, conforme: true })) });
export const pieces = (...codes: string[]) => ({
  pieces: codes.map((code) => ({ code, signePar: ['president', 'tresorier'] })),
});
const ANNUELLES = ['profil-coordinateur', 'cooperations', 'document-annuel', 'formulaires-adhesion'];

const ENTREE: readonly Acte[] = [
  [
    '2026-01-05',
    'porteur',
    'deposer-lettre-intention',
    {
      specialites: ['dermatologie'],
      departements: ['33'],
      siege: '33',
      medecinsPresents: 120,
      liberaux: 120,
      engages: 37,
    },
  ],
];
const CREATION: readonly Acte[] = [
  ...ENTREE,
  ['2026-01-20', 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }],
  ['2026-02-02', 'ars', 'valider-lettre-intention'],
];
const AMORCAGE: readonly Acte[] = [
  ...CREATION,
  ['2026-02-03', 'porteur', 'declarer-association'],
  ['2026-02-03', 'porteur', 'declarer-coordonnees-bancaires'],
  ['2026-02-04', 'porteur', 'deposer-pieces', pieces('statuts', 'budget-previsionnel', 'liste-medecins-engages')],
  ['2026-02-05', 'caisse', 'verifier-pieces', conformes('statuts', 'budget-previsionnel', 'liste-medecins-engages')],
  ['2026-02-10', 'porteur', 'signer-contrat-amorcage'],
  ['2026-02-10', 'ars', 'signer-contrat-amorcage'],
  ['2026-02-10', 'caisse', 'signer-contrat-amorcage'],
];
const PAYE: readonly Acte[] = [...AMORCAGE, ['2026-02-20', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }]];
const DOTATION: readonly Acte[] = [
  ...PAYE,
  ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
  ['2026-04-10', 'caisse', 'rendre-avis', { sur: 'projet-sante', sens: 'favorable' }],
  ['2026-04-20', 'ars', 'valider-projet-sante'],
  ['2026-04-21', 'porteur', 'deposer-pieces', pieces('action-socle', 'etat-depenses')],
  ['2026-04-22', 'caisse', 'verifier-pieces', conformes('action-socle', 'etat-depenses')],
  ['2026-04-23', 'caisse', 'executer-paiement', { paiement: 'amorcage-2' }],
  ['2026-05-04', 'porteur', 'deposer-liste-nominative', { liste: { id: 'liste-1', nombre: 37 } }],
  ['2026-05-04', 'porteur', 'signer-contrat-dotation'],
  ['2026-05-04', 'ars', 'signer-contrat-dotation'],
  ['2026-05-04', 'caisse', 'signer-contrat-dotation'],
  ['2026-05-05', 'porteur', 'deposer-pieces', pieces(...ANNUELLES)],
  ['2026-05-06', 'caisse', 'verifier-pieces', conformes('liste-nominative', ...ANNUELLES)],
];
const RECOUVREMENT: readonly Acte[] = [
  ...PAYE,
  ['2026-03-02', 'porteur', 'resilier'],
  ['2026-03-04', 'caisse', 'accuser-reception-resiliation'],
  ['2026-03-05', 'ars', 'accuser-reception-resiliation'],
];
const CLOSE: readonly Acte[] = [...CREATION, ['2026-02-10', 'porteur', 'renoncer']];

/** Plays the acts, then waits until the given day. Throws when one of them is refused: the case would not be what it says. */
export function vivre(actes: readonly Acte[], jusquAu: string, fait?: Observateur['fait'], droit?: Droit): Dossier {
  const dossier = new Dossier(
    midi('2026-01-01'),
    mondeSeul(() => 37),
    fait === undefined ? {} : { fait },
    3,
    droit,
  );
  for (const [le, acteur, commande, donnees] of actes) {
    dossier.avancer(midi(le));
    const reponse = dossier.commander(acte(commande, acteur, le, donnees));
    if (reponse instanceof Refus) throw new Error(`${le} ${commande}: ${reponse.message}`);
  }
  dossier.avancer(midi(jusquAu));
  return dossier;
}

/** What was journalled of that life. */
export function journal(actes: readonly Acte[], jusquAu: string): readonly Evenement[] {
  const lignes: Evenement[] = [];
  vivre(actes, jusquAu, ({ evenement }) => lignes.push(evenement));
  return lignes;
}

export type Situation = 'rien' | Phase;
export const LE = '2026-06-01';

const INCOMPLETE: Acte = [
  '2026-01-10',
  'ars',
  'demander-pieces-lettre-intention',
  { piecesManquantes: ['gouvernance'] },
];

/** The state in each situation, on 1 June 2026; lived anew each time, so that mutation testing sees which test lives it. */
export const etatDe = (situation: Situation): Etat =>
  situation === 'rien' ? etatInitial('ess-1') : dossierDe(situation).etat;

/** The same, with its journal. */
export function dossierDe(phase: Phase): Dossier {
  const vecus: Readonly<Record<Phase, readonly Acte[]>> = {
    'lettre-intention': [...ENTREE, INCOMPLETE],
    creation: CREATION,
    amorcage: AMORCAGE,
    dotation: DOTATION,
    recouvrement: RECOUVREMENT,
    close: CLOSE,
  };
  return vivre(vecus[phase], LE);
}
export const ACTES = { ENTREE, CREATION, AMORCAGE, PAYE, DOTATION, RECOUVREMENT, CLOSE };
