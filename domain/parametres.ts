/**
 * The figures of the scheme as its first texts give them: value, unit, rule, and which date of a case selects among later
 * ones (DEC-65). Read them through `droit.ts`, which knows the texts since. Sentences and sources are in `catalogue/`, out
 * of the workflow bundle; a test holds both together.
 */
import {
  CRITERES_LI,
  FONDEMENTS_PS,
  centimes,
  type Centimes,
  type CodePiece,
  type CritereLi,
  type FondementPs,
  type FondementResiliation,
} from './valeurs.ts';

/** DEC-03 — one switch per kind of deadline: does a last day that is not a working day roll to the next one? */
export const REPORTS = {
  'decision-lettre-intention': false, // T1
  'signature-contrat-amorcage': false, // T2
  paiement: false, // T3, T7, T12
  'depot-projet-sante': true, // T4, T20, T22
  'decision-projet-sante': false, // T5, T21
  'reponse-precisions': true, // T6; DEC-55: any answer awaited of the porteur by a day that is given
  'terme-contrat-amorcage': false, // T8
  'operationnalite-18-mois': false, // T9
  'missions-socles': false, // T10
  'absence-missions-socles': false, // T11
  'effet-resiliation': false, // T15, T16
  saisine: false, // T17: its last day is the day of effect
  'reponse-saisine': false, // T18
  'notification-resiliation': false, // DEC-40
  'reception-resiliation': false, // DEC-41
  remboursement: true, // T19
  'mise-en-demeure': true, // DEC-44: a deadline of the porteur, like those of DEC-03
} as const;
export type GenreDelai = keyof typeof REPORTS;
export type Reports = Readonly<Record<GenreDelai, boolean>>;

type Unite = 'mois' | 'jours' | 'centimes' | 'medecins' | 'pour-cent';

/**
 * DEC-65 — the date of the case that selects a value. `depart`: the day on which the delay starts. `signature`: that of the
 * contract; or the day on which the payment is opened, for a text that applies to contracts under way. `depot`: the entry
 * of the ESS. `jamais`: a year is a year, and the grace is a setting of the case.
 */
export type Selon = 'depart' | 'signature' | 'depot' | 'jamais';

interface Parametre<S extends Selon, V extends number = number> {
  readonly regle: string;
  readonly premiere: V;
  readonly unite: Unite;
  readonly selon: S;
  /** Of a delay: which switch says whether its last day rolls (DEC-03); none: it never does. */
  readonly genre?: GenreDelai;
}
const delai =
  (unite: 'mois' | 'jours') =>
  (regle: string, premiere: number, genre?: GenreDelai): Parametre<'depart'> => ({
    regle,
    premiere,
    unite,
    selon: 'depart',
    ...(genre === undefined ? {} : { genre }),
  });
const [mois, jours] = [delai('mois'), delai('jours')];
const argent = (regle: string, euros: number): Parametre<'signature', Centimes> => ({
  regle,
  premiere: centimes(euros * 100),
  unite: 'centimes',
  selon: 'signature',
});
const nombre =
  <S extends Selon>(unite: 'medecins' | 'pour-cent', selon: S) =>
  (regle: string, premiere: number): Parametre<S> => ({ regle, premiere, unite, selon });
const fixe = (regle: string, premiere: number, unite: Unite): Parametre<'jamais'> => ({
  regle,
  premiere,
  unite,
  selon: 'jamais',
});
const condition = { medecins: nombre('medecins', 'depot'), pourCent: nombre('pour-cent', 'depot') };
const clause = { medecins: nombre('medecins', 'signature'), pourCent: nombre('pour-cent', 'signature') };

export const PARAMETRES = {
  decisionLettreIntention: mois('LI-07', 2, 'decision-lettre-intention'),
  attributionFiness: mois('DEC-51', 1),
  signatureContratAmorcage: mois('AMO-03', 1, 'signature-contrat-amorcage'),
  paiementAmorcage1: mois('PAY-01', 1, 'paiement'),
  depotProjetSante: mois('PS-02', 6, 'depot-projet-sante'),
  prolongationProjetSante: mois('PS-02', 6),
  preavisProjetSante: mois('DEC-53', 1, 'depot-projet-sante'),
  decisionProjetSante: mois('PS-06', 2, 'decision-projet-sante'),
  paiementAmorcage2: mois('PAY-02', 2, 'paiement'),
  dureeContratAmorcage: mois('AMO-15', 10, 'terme-contrat-amorcage'),
  operationnalite: mois('REC-01', 18, 'operationnalite-18-mois'),
  missionsSocles: mois('MIS-02', 12, 'missions-socles'),
  absenceMissionsSocles: mois('RES-D-03', 12, 'absence-missions-socles'),
  paiementDotation: mois('DOT-07', 1, 'paiement'),
  anniversaire: fixe('DOT-07', 12, 'mois'),
  dureeContratDotation: mois('DOT-10', 60),
  effetResiliationAmorcage: jours('RES-A-01', 15, 'effet-resiliation'),
  effetResiliationDotation: mois('RES-D-01', 1, 'effet-resiliation'),
  reponseSaisine: mois('RES-A-03', 1, 'reponse-saisine'),
  notificationResiliation: mois('DEC-40', 2, 'notification-resiliation'),
  receptionResiliation: jours('DEC-41', 15, 'reception-resiliation'),
  remboursement: mois('RES-A-04', 2, 'remboursement'),
  cible30: mois('DEC-25', 30),
  cible50: mois('DEC-25', 60),
  projetSanteTransition: mois('TRA-B', 6, 'depot-projet-sante'),
  grace: fixe('DEC-19', 3, 'jours'),
  confirmationDate: jours('DEC-29', 15),
  rectification: mois('DEC-34', 1),
  archivage: mois('DEC-35', 24),
  silencePorteur: mois('DEC-44', 2),
  miseEnDemeure: mois('DEC-44', 1, 'mise-en-demeure'),
  trancheAmorcage: argent('AMO-09', 40_000),
  creditAmorcage: argent('AMO-09', 80_000),
  complementTransition: argent('TRA-B', 24_000),
  dotationPlancher: argent('DOT-05', 50_000),
  dotationPlafond: argent('DOT-05', 100_000),
  adherentsPlancher: clause.medecins('DOT-05', 10),
  adherentsPlafond: clause.medecins('DOT-05', 100),
  medecinsPresents: condition.medecins('ELI-03', 10),
  adhesionInitiale: condition.pourCent('ELI-04', 10),
  cibleIntermediaire: clause.pourCent('ELI-05', 30),
  cibleCinqAns: clause.pourCent('ELI-05', 50),
} as const;

type Parametres = typeof PARAMETRES;
export type NomParametre = keyof Parametres;
/** The parameters that a date of this kind selects. */
export type NomSelon<S extends Selon> = {
  [N in NomParametre]: Parametres[N]['selon'] extends S ? N : never;
}[NomParametre];
export type Valeur<N extends NomParametre> = Parametres[N]['premiere'];

interface Liste<S extends Selon, V extends string> {
  readonly regle: string;
  readonly premiere: readonly V[];
  readonly selon: S;
}
const pieces = (regle: string, ...premiere: readonly CodePiece[]): Liste<'signature', CodePiece> => ({
  regle,
  premiere,
  selon: 'signature',
});
const fondements = (
  regle: string,
  ...premiere: readonly FondementResiliation[]
): Liste<'signature', FondementResiliation> => ({ regle, premiere, selon: 'signature' });

/** The closed lists: pieces that a payment waits for, grounds of a refusal or of a résiliation. */
export const LISTES = {
  piecesAmorcage1: pieces(
    'AMO-10',
    'lettre-intention',
    'liste-medecins-engages',
    'statuts',
    'budget-previsionnel',
    'rib',
  ),
  piecesAmorcage30: pieces('AMO-10', 'statuts', 'budget-previsionnel', 'rib'),
  piecesAmorcage2: pieces('AMO-11', 'projet-sante-valide', 'action-socle', 'etat-depenses', 'rib'),
  piecesDotation1: pieces(
    'DOT-08',
    'liste-nominative',
    'profil-coordinateur',
    'cooperations',
    'document-annuel',
    'formulaires-adhesion',
    'rib',
  ),
  piecesDotationSuivantes: pieces(
    'DOT-08',
    'liste-nominative',
    'rapport-activite',
    'profil-coordinateur',
    'cooperations',
    'document-annuel',
    'bilan-comptable',
    'rib',
  ),
  fondementsResiliationAmorcage: fondements(
    'RES-A-02',
    'manquement-manifeste',
    'absence-action-socle',
    'ps-non-depose',
  ),
  fondementsResiliationDotation: fondements('RES-D-02', 'effectifs-objectifs', 'absence-action-socle'),
  criteresLettreIntention: { regle: 'DEC-16', premiere: CRITERES_LI, selon: 'depot' } as Liste<'depot', CritereLi>,
  fondementsProjetSante: { regle: 'PS-09', premiere: FONDEMENTS_PS, selon: 'depot' } as Liste<'depot', FondementPs>,
} as const;
type Listes = typeof LISTES;
export type NomListe = keyof Listes;
export type NomListeSelon<S extends Selon> = { [N in NomListe]: Listes[N]['selon'] extends S ? N : never }[NomListe];
export type Element<N extends NomListe> = Listes[N]['premiere'][number];
