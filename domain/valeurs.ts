/** Values that carry meaning. Everything here is plain JSON: what is in the state crosses the wire as it is. */

declare const marque: unique symbol;
type Marque<Base, Nom extends string> = Base & { readonly [marque]: Nom };

/** A civil date, ISO `yyyy-mm-dd`, in the ESS's legal time zone (DEC-01). Compares as a string. */
export type DateCivile = Marque<string, 'DateCivile'>;
/** Money in integer cents of euro (DEC-18). */
export type Centimes = Marque<number, 'Centimes'>;
/** An instant, in milliseconds since 1970-01-01T00:00Z, read from the workflow's clock. */
export type Instant = Marque<number, 'Instant'>;

export const centimes = (valeur: number): Centimes => {
  if (!Number.isSafeInteger(valeur)) throw new RangeError(`not an integer number of cents: ${valeur}`);
  return valeur as Centimes;
};
export const instant = (millisecondes: number): Instant => millisecondes as Instant;

/** What the id of an ESS can be (`ess-33-7k2m9qxa`): a workflow id, a path segment, a key. */
export const IDENTIFIANT_ESS = /^[a-z0-9][a-zA-Z0-9-]{1,62}$/;

export const ROLES = ['porteur', 'ars', 'caisse', 'national', 'exploitant', 'systeme'] as const;
export type Role = (typeof ROLES)[number];

export const REGIMES = [
  'droit-commun',
  'en-fonctionnement-conforme',
  'en-fonctionnement-a-mettre-en-conformite',
  'en-projet-avec-amorcage-ars',
] as const;
export type Regime = (typeof REGIMES)[number];
/** DEC-50: A and B, between which an existing ESS is moved. */
export const REGIMES_REQUALIFIABLES = [
  'en-fonctionnement-conforme',
  'en-fonctionnement-a-mettre-en-conformite',
] as const satisfies readonly Regime[];
export type RegimeRequalifiable = (typeof REGIMES_REQUALIFIABLES)[number];

export const PHASES = ['lettre-intention', 'creation', 'amorcage', 'dotation', 'recouvrement', 'close'] as const;
export type Phase = (typeof PHASES)[number];

export const MOTIFS_CLOTURE = [
  'li-refusee',
  'renonciation',
  'ps-refuse',
  'terme-sans-suite',
  'resiliation',
  'non-conforme',
  'abandon',
  'dissolution',
  'annulation',
] as const;
export type MotifCloture = (typeof MOTIFS_CLOTURE)[number];

/** The three parties of both contracts (AMO-01, DOT-01). */
export const PARTIES = ['ars', 'caisse', 'association'] as const;
export type Partie = (typeof PARTIES)[number];

export const CONTRATS = ['amorcage', 'dotation'] as const;
export type TypeContrat = (typeof CONTRATS)[number];

/** S1, S2 (mission socle, MIS-01) and the optional mission (MIS-04). */
export const ACTIVITES = ['structuration-offre', 'avis-ponctuel', 'consultations-avancees'] as const;
export type Activite = (typeof ACTIVITES)[number];
export const ACTIVITES_SOCLES = ['structuration-offre', 'avis-ponctuel'] as const satisfies readonly Activite[];

export const CODES_PIECES = [
  'lettre-intention',
  'liste-medecins-engages',
  'statuts',
  'budget-previsionnel',
  'rib',
  'action-socle',
  'etat-depenses',
  'projet-sante-valide',
  'liste-nominative',
  'rapport-activite',
  'profil-coordinateur',
  'cooperations',
  'document-annuel',
  'bilan-comptable',
  'formulaires-adhesion',
  'deploiement',
] as const;
export type CodePiece = (typeof CODES_PIECES)[number];

export const SIGNATAIRES_PIECE = ['president', 'tresorier'] as const;
export type SignatairePiece = (typeof SIGNATAIRES_PIECE)[number];

/** PS-09: the closed list of grounds of an unfavourable decision on the projet de santé. */
export const FONDEMENTS_PS = [
  'cahier-des-charges',
  'criteres-conventionnels',
  'criteres-reglementaires',
  'destabilisation-offre',
] as const;
export type FondementPs = (typeof FONDEMENTS_PS)[number];

/** RES-A-02, RES-D-02, RES-D-03: grounds of a résiliation by caisse and ARS. */
export const FONDEMENTS_RESILIATION = [
  'manquement-manifeste',
  'absence-action-socle',
  'ps-non-depose',
  'effectifs-objectifs',
] as const;
export type FondementResiliation = (typeof FONDEMENTS_RESILIATION)[number];

/** DEC-16: what an unfavourable decision on the LI may be founded on. */
export const CRITERES_LI = [
  'ELI-01',
  'ELI-02',
  'ELI-03',
  'ELI-04',
  'ELI-05',
  'ELI-06',
  'ELI-07',
  'ELI-08',
  'ELI-09',
  'ELI-10',
  'ELI-11',
  'ELI-12',
  'GEN-02',
  'GEN-04',
  'LI-03',
] as const;
export type CritereLi = (typeof CRITERES_LI)[number];

/** LI-02: normal channel first; others are accepted and flagged. */
export const CANAUX = ['demarches-simplifiees', 'courrier', 'courriel', 'autre'] as const;
export type Canal = (typeof CANAUX)[number];

/** What a contract gives right to: `amorcage-1`, `amorcage-2`, `amorcage-30`, `dotation-1`, `dotation-2`… */
export type BasePaiement = 'amorcage-1' | 'amorcage-2' | 'amorcage-30' | `dotation-${number}`;
/** DEC-34 — the same, or what is ordered beside it when more is due: `dotation-1-complement`. */
export type ClePaiement = BasePaiement | `${BasePaiement}-complement` | `${BasePaiement}-complement-${number}`;

export const STATUTS_PAIEMENT = ['ordonnance', 'execute', 'rejete', 'interrompu', 'retenu', 'retourne'] as const;
export type StatutPaiement = (typeof STATUTS_PAIEMENT)[number];

/** Who ends a contract: the ESS by its letter, or caisse and ARS by their agreement (DEC-40: side by side). */
export const ORIGINES_RESILIATION = ['ess', 'caisse-ars'] as const;
export type OrigineResiliation = (typeof ORIGINES_RESILIATION)[number];

/** REC-01, RES-A-04, RES-D-05, DEC-34: what a sum is to be repaid for. */
export const ORIGINES_RECOUVREMENT = ['amorcage', 'dotation', 'dix-huit-mois', 'indu'] as const;
export type OrigineRecouvrement = (typeof ORIGINES_RECOUVREMENT)[number];

/** A warning: never a blocker, always with its rule. */
export interface Avertissement {
  readonly regle: string;
  readonly phrase: string;
}

/** What happens by itself when a deadline is reached. */
export const EFFETS_DU_SILENCE = [
  'validation-tacite',
  'alerte',
  'fin-de-contrat',
  'resiliation',
  'caducite',
  'reconduction',
  'denombrement',
  'procedure',
  'impaye',
  'archivage',
  'rappel',
] as const;
export type EffetEcheance = (typeof EFFETS_DU_SILENCE)[number];

/** An installation's own days, by the start of the deadlines' keys: `{ "paiement-": [10, 3], "reponse-": [] }`. */
export type DelaisDeRappel = Readonly<Record<string, readonly number[]>>;
