/**
 * The state of one ESS: what its events leave behind. Plain JSON with a version (it survives continue-as-new and
 * releases), no personal data, no `undefined`, nothing that can be derived (deadlines, amounts due, missing pieces).
 */
import type { Droit } from './avenants.ts';
import { PARAMETRES } from './parametres.ts';
import { REVISION, VERSION_ETAT } from './revision.ts';
import type {
  Activite,
  Canal,
  Centimes,
  CodePiece,
  DateCivile,
  DelaisDeRappel,
  MotifCloture,
  Partie,
  Phase,
  Regime,
  SignatairePiece,
  TypeContrat,
} from './valeurs.ts';

export interface Avis {
  readonly le: DateCivile;
  readonly sens: 'favorable' | 'defavorable';
}

interface Decision<Sens> {
  readonly sens: Sens;
  readonly mode: 'expresse' | 'tacite';
  readonly le: DateCivile;
}
export interface LettreIntention {
  /** Drives the PS deadline and the 18 months (DEC-07). */
  readonly deposeeLe: DateCivile;
  /** Null while pieces asked by the ARS are missing (DEC-07); see `completeLe` in lettre-intention.ts for the clock. */
  readonly piecesCompletesLe: DateCivile | null;
  readonly canal: Canal;
  readonly piecesManquantes: readonly string[];
  /** Date of the last request for missing pieces (DEC-07). */
  readonly piecesDemandeesLe: DateCivile | null;
  readonly echanges: readonly DateCivile[];
  readonly avis: Avis | null;
  readonly decision: Decision<'validee' | 'refusee'> | null;
  readonly indicateurQualitatif: boolean;
  /** Day on which `corriger` gave back the time to enter a timely act (DEC-19); null: never. */
  readonly rouverteLe: DateCivile | null;
}

export interface Derogation {
  readonly requise: boolean;
  readonly sens: 'accordee' | 'refusee' | null;
  readonly le: DateCivile | null;
  readonly objet: string | null;
  /** DER-02, DEC-15: what the CPN said of uniqueness, apart from what the LI needed to be complete. */
  readonly unicite: null | { readonly sens: 'accordee' | 'refusee'; readonly le: DateCivile };
}

export interface Piece {
  readonly code: CodePiece;
  readonly statut: 'deposee' | 'conforme' | 'non-conforme';
  readonly deposeeLe: DateCivile | null;
  readonly verifieeLe: DateCivile | null;
  readonly motif: string | null;
  readonly montantCentimes: Centimes | null;
  readonly signePar: readonly SignatairePiece[];
}

export interface Contrat {
  readonly signatures: Readonly<Partial<Record<Partie, DateCivile>>>;
  /** Date of the last of the three signatures (AMO-16bis). */
  readonly concluLe: DateCivile | null;
  /** Date from which the contract is over: term, or effect of a résiliation. */
  readonly finiLe: DateCivile | null;
  readonly fin: 'termine' | 'resilie' | null;
  /** Number of tacit renewals so far (DEC-17). */
  readonly reconductions: number;
}

export interface ProjetSante {
  readonly prolongeAu: DateCivile | null;
  /** Regime C: the delay agreed by both parties (TRA-C); each party's say until they agree; a number: months from the signature. */
  readonly delaiFixe: Readonly<Partial<Record<'ars' | 'caisse', DateCivile | number>>>;
  /** First deposit: starts the year of MIS-02. */
  readonly premierDepot: DateCivile | null;
  /** Reception by the ARS of the version in instruction or decided (DEC-21). */
  readonly recuLe: DateCivile | null;
  readonly version: number;
  readonly accuses: Readonly<Partial<Record<'ars' | 'caisse', DateCivile>>>;
  readonly avis: Avis | null;
  readonly precisions: null | {
    readonly demandeesLe: DateCivile;
    readonly delai: DateCivile;
    readonly recuesLe: DateCivile | null;
  };
  readonly oppositionLe: DateCivile | null;
  readonly decision: Decision<'valide' | 'refuse'> | null;
  /** As on the LI: day on which `corriger` reopened the instruction. */
  readonly rouvertLe: DateCivile | null;
}
export interface ActiviteSuivie {
  readonly declareeLe: DateCivile | null;
  readonly constateeLe: DateCivile | null;
}

export interface Paiement {
  readonly montantCentimes: Centimes;
  readonly statut: 'ordonnance' | 'execute' | 'rejete' | 'interrompu';
  readonly ordonnanceLe: DateCivile;
  readonly dateLimite: DateCivile;
  readonly executeLe: DateCivile | null;
  /** DEC-65 — the texts that gave its amount and its delay, where they are not the first. */
  readonly versionDroit?: string;
}

/** Count at the start of a contract year: cycle 1 at signature, cycle k+1 at anniversary k (DEC-11). */
export interface Denombrement {
  readonly date: DateCivile;
  readonly nombre: number;
}
/** DEC-09: below ten, fixed by the caisse and approved by the ARS. */
export interface MontantFixe {
  readonly montantCentimes: Centimes;
  /** Absent from the states of earlier versions. */
  readonly fixeLe?: DateCivile;
  readonly approuve: boolean;
}

export interface Resiliation {
  readonly contrat: TypeContrat;
  readonly origine: 'ess' | 'caisse-ars';
  readonly fondement: string | null;
  readonly proposeePar: Partie | null;
  readonly approuvee: boolean;
  readonly demandeeLe: DateCivile;
  /** Receipts of the ESS's letter by caisse and ARS, or of the authorities' letter by the ESS (`association`). */
  readonly receptions: Readonly<Partial<Record<Partie, DateCivile>>>;
  readonly saisine: null | {
    readonly recueLe: DateCivile;
    readonly reponses: Readonly<Partial<Record<'ars' | 'caisse', { sens: 'accepte' | 'rejete'; le: DateCivile }>>>;
  };
}

export interface Recouvrement {
  readonly origine: 'amorcage' | 'dotation' | 'dix-huit-mois';
  readonly statut: 'propose' | 'notifie' | 'rembourse' | 'impaye' | 'clos';
  readonly montantCentimes: Centimes;
  readonly rembourseCentimes: Centimes;
  readonly dateLimite: DateCivile | null;
  readonly ouvertLe: DateCivile;
}

export interface Transition {
  readonly conformite: boolean | null;
  readonly conformiteLe: DateCivile | null;
  readonly engagementLe: DateCivile | null;
  readonly complementAccordeLe: DateCivile | null;
  readonly financementArs: null | {
    readonly du: DateCivile;
    readonly au: DateCivile;
    readonly montantCentimes: Centimes;
  };
  readonly aideInterrompueLe: DateCivile | null;
  readonly chevauchementSignale: boolean;
}

export interface Etat {
  readonly version: number;
  /** Behaviour of the current run; folding never looks at it. */
  readonly revision: number;
  readonly ess: string;
  /** Ordinal of the last event; 0: nothing has happened yet. */
  readonly rang: number;
  readonly regime: Regime;
  readonly phase: Phase;
  readonly motifCloture: MotifCloture | null;
  readonly entreeLe: DateCivile | null;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  readonly siege: string;
  readonly effectifs: Readonly<Record<'medecinsPresents' | 'liberaux' | 'engages', number | null>>;
  /** Days of grace of DEC-19: a setting of the case, fixed at its start. */
  readonly grace: number;
  /** Days of the reminders, where the installation has its own; fixed likewise. */
  readonly delaisDeRappel?: DelaisDeRappel;
  /** DEC-65 — texts beside those of the country (`avenants.ts`), fixed likewise: a simulation, a test. */
  readonly droit?: Droit;
  readonly li: LettreIntention | null;
  readonly derogation: Derogation;
  readonly territoire: 'libre' | 'revendique' | 'conteste' | 'libere';
  readonly conflits: readonly string[];
  readonly associationLe: DateCivile | null;
  readonly finess: { readonly numero: string; readonly fermeLe: DateCivile | null } | null;
  readonly coordonneesBancairesLe: DateCivile | null;
  /** Last registration of adhesion forms by the caisse (ADH-01). */
  readonly adhesionsLe: DateCivile | null;
  /** By key: the code, or `code#cycle` for the pieces of a dotation. */
  readonly pieces: Readonly<Record<string, Piece>>;
  readonly listeNominative: { readonly le: DateCivile; readonly nombre: number } | null;
  readonly amorcage: Contrat;
  readonly dotation: Contrat;
  readonly projetSante: ProjetSante;
  readonly activites: Readonly<Record<Activite, ActiviteSuivie>>;
  readonly paiements: Readonly<Record<string, Paiement>>;
  readonly denombrements: Readonly<Record<string, Denombrement>>;
  readonly montantsFixes: Readonly<Record<string, MontantFixe>>;
  readonly concertationLe: DateCivile | null;
  readonly resiliation: Resiliation | null;
  /** The one that took effect last, for a saisine received in time and entered too late (DEC-19). */
  readonly resiliationEffective: Resiliation | null;
  readonly recouvrements: Readonly<Record<string, Recouvrement>>;
  readonly dixHuitMoisOuvertLe: DateCivile | null;
  readonly renonceeLe: DateCivile | null;
  readonly transition: Transition;
  /** Deadlines already signalled as passed: key → last day that was missed. */
  readonly depassees: Readonly<Record<string, DateCivile>>;
  /** Deadlines already recalled: key and days before (`…@7`) → last day that was recalled. */
  readonly rappels: Readonly<Record<string, DateCivile>>;
  /** Latest legal date of an event: nothing is recalled for a day that was already past. */
  readonly dernierLe: DateCivile | null;
  readonly corrections: number;
  /** Open incidents: key of the effect that keeps failing → day on which it was said. */
  readonly incidents: Readonly<Record<string, DateCivile>>;
}

const contratVierge: Contrat = { signatures: {}, concluLe: null, finiLe: null, fin: null, reconductions: 0 };
const activiteVierge: ActiviteSuivie = { declareeLe: null, constateeLe: null };

/** A case in which nothing has happened yet. `grace`: days, DEC-19 (default 3). `delaisDeRappel`: other than the usual. */
export function etatInitial(
  ess: string,
  grace: number = PARAMETRES.grace.premiere,
  delaisDeRappel?: DelaisDeRappel,
  droit?: Droit,
): Etat {
  return {
    version: VERSION_ETAT,
    revision: REVISION,
    ess,
    rang: 0,
    regime: 'droit-commun',
    phase: 'lettre-intention',
    motifCloture: null,
    entreeLe: null,
    specialites: [],
    departements: [],
    siege: '',
    effectifs: { medecinsPresents: null, liberaux: null, engages: null },
    grace,
    ...(delaisDeRappel === undefined ? {} : { delaisDeRappel }),
    ...(droit === undefined || droit.length === 0 ? {} : { droit }),
    li: null,
    derogation: { requise: false, sens: null, le: null, objet: null, unicite: null },
    territoire: 'libre',
    conflits: [],
    associationLe: null,
    finess: null,
    coordonneesBancairesLe: null,
    adhesionsLe: null,
    pieces: {},
    listeNominative: null,
    amorcage: contratVierge,
    dotation: contratVierge,
    projetSante: {
      prolongeAu: null,
      delaiFixe: {},
      premierDepot: null,
      recuLe: null,
      version: 0,
      accuses: {},
      avis: null,
      precisions: null,
      oppositionLe: null,
      decision: null,
      rouvertLe: null,
    },
    activites: {
      'structuration-offre': activiteVierge,
      'avis-ponctuel': activiteVierge,
      'consultations-avancees': activiteVierge,
    },
    paiements: {},
    denombrements: {},
    montantsFixes: {},
    concertationLe: null,
    resiliation: null,
    resiliationEffective: null,
    recouvrements: {},
    dixHuitMoisOuvertLe: null,
    renonceeLe: null,
    transition: {
      conformite: null,
      conformiteLe: null,
      engagementLe: null,
      complementAccordeLe: null,
      financementArs: null,
      aideInterrompueLe: null,
      chevauchementSignale: false,
    },
    depassees: {},
    rappels: {},
    dernierLe: null,
    corrections: 0,
    incidents: {},
  };
}
