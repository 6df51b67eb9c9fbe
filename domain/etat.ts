/**
 * The state of one ESS: what its events leave behind. Plain JSON with a version (it survives continue-as-new and
 * releases), no personal data, no `undefined`, nothing that can be derived (deadlines, amounts due, missing pieces).
 */
import type { Arret } from './calculs/date.ts';
import type { Droit } from './avenants.ts';
import { PARAMETRES } from './parametres.ts';
import { REVISION, VERSION_ETAT } from './revision.ts';
import type {
  Activite,
  Canal,
  Centimes,
  ClePaiement,
  CodePiece,
  DateCivile,
  DelaisDeRappel,
  MotifCloture,
  OrigineRecouvrement,
  OrigineResiliation,
  Partie,
  Phase,
  Regime,
  SignatairePiece,
  StatutPaiement,
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
  /** Asked and not answered yet (DEC-55). */
  readonly piecesManquantes: readonly string[];
  /** All that was asked so far: what is asked and no longer missing was answered. */
  readonly piecesDemandees: readonly string[];
  /** Date of the last request for missing pieces (DEC-07). */
  readonly piecesDemandeesLe: DateCivile | null;
  /** Last day given by the last request, rolled (DEC-55). */
  readonly delaiPieces: DateCivile | null;
  /** A further request, once the two months had begun, stops them without beginning them again (DEC-55). */
  readonly suspendueLe: DateCivile | null;
  readonly suspensions: readonly Arret[];
  readonly echanges: readonly DateCivile[];
  readonly avis: Avis | null;
  readonly decision: Decision<'validee' | 'refusee'> | null;
  readonly indicateurQualitatif: boolean;
  /** Day on which what makes its deadline was entered, when it was entered late: grace counts from it (DEC-30). */
  readonly saisieLe: DateCivile | null;
}

export interface Derogation {
  readonly requise: boolean;
  readonly sens: 'accordee' | 'refusee' | null;
  readonly le: DateCivile | null;
  readonly objet: string | null;
  /** The answer of the CPN is awaited until that day (DEC-55). */
  readonly delai: DateCivile | null;
  /** DER-02, DEC-15: what the CPN said of uniqueness, apart from what the LI needed to be complete. */
  readonly unicite: null | { readonly sens: 'accordee' | 'refusee'; readonly le: DateCivile };
}

/** DEC-48: what the porteur asks, until the ARS decides; `autres`: who claims it, `financees`: who is paid for it. */
export interface ModificationTerritoire {
  readonly rang: number;
  readonly le: DateCivile;
  readonly departements: readonly string[];
  readonly specialites: readonly string[];
  readonly liberaux: number;
  readonly medecinsPresents: number;
  readonly avis: Avis | null;
  readonly autres: readonly string[];
  readonly financees: readonly string[];
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
  /** Date of the last of the three signatures (AMO-16bis), or of a later taking of effect (DEC-61). */
  readonly concluLe: DateCivile | null;
  /** DEC-61: agreed by the parties, at the end of the ARS's own funding. */
  readonly priseEffet: DateCivile | null;
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
  /** Sending of the first deposit, with a date certaine: in time or not (DEC-53). */
  readonly premierEnvoi: DateCivile | null;
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
  /** The caisse withdrew its opposition: no second one (DEC-59). */
  readonly oppositionLeveeLe: DateCivile | null;
  readonly decision: Decision<'valide' | 'refuse'> | null;
  /** As on the LI (DEC-30). */
  readonly saisiLe: DateCivile | null;
  /** DEC-46: no contract can come of it any more; its instruction stopped. */
  readonly sansObjetLe: DateCivile | null;
}
export interface ActiviteSuivie {
  readonly declareeLe: DateCivile | null;
  /** First finding that it was there. */
  readonly constateeLe: DateCivile | null;
  /** The last dated finding: the one that counts (DEC-60). */
  readonly constat: null | { readonly le: DateCivile; readonly sens: 'presente' | 'absente' };
}

/** DEC-55: extra documents asked by the caisse and not all received. */
export interface DocumentsAttendus {
  readonly documents: readonly string[];
  readonly demandesLe: DateCivile;
  readonly delai: DateCivile | null;
}

/** DEC-56: another case on an overlapping (specialty, department), and where it stands. */
export interface Rival {
  readonly ess: string;
  readonly statut: 'en-instruction' | 'validee' | 'en-cours';
}

/** A transfer that left (DEC-37), and the day on which it came back (DEC-38). */
export interface Versement {
  readonly le: DateCivile;
  readonly montantCentimes: Centimes;
  readonly reference: string | null;
  readonly retourneLe: DateCivile | null;
}

export interface Paiement {
  /** The sum ordered; executed without order, the sum executed. */
  readonly montantCentimes: Centimes;
  readonly statut: StatutPaiement;
  readonly ordonnanceLe: DateCivile;
  /** Day of the first order, due and complete (DEC-36); null: executed without order. */
  readonly duLe: DateCivile | null;
  readonly dateLimite: DateCivile;
  /** Day on which it was paid in full; null while it is not. */
  readonly executeLe: DateCivile | null;
  readonly versements: readonly Versement[];
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
  /** Absent when the approval alone is known: folding is total. */
  readonly fixeLe?: DateCivile;
  readonly approuve: boolean;
}

export interface Resiliation {
  readonly contrat: TypeContrat;
  readonly origine: OrigineResiliation;
  readonly fondement: string | null;
  readonly proposeePar: Partie | null;
  readonly approuvee: boolean;
  readonly demandeeLe: DateCivile;
  /** Receipts of the ESS's letter by caisse and ARS, or of the authorities' letter by the ESS (`association`). */
  readonly receptions: Readonly<Partial<Record<Partie, DateCivile>>>;
  /** DEC-40: who asked for its withdrawal, and when. */
  readonly retraits: Readonly<Partial<Record<Partie, DateCivile>>>;
  /** How it ended, and on what day; null while it is under way. */
  readonly fin: null | 'effective' | 'retiree' | 'abandonnee' | 'caduque' | 'non-notifiee';
  readonly finLe: DateCivile | null;
  readonly saisine: null | {
    readonly recueLe: DateCivile;
    readonly reponses: Readonly<Partial<Record<'ars' | 'caisse', { sens: 'accepte' | 'rejete'; le: DateCivile }>>>;
  };
}

/** DEC-42 — the association is dissolved, on `le`. */
export interface Dissolution {
  /** Ordinal of the finding. */
  readonly rang: number;
  readonly le: DateCivile;
  readonly partie: 'ars' | 'caisse';
  readonly confirmeeLe: DateCivile | null;
  /** Receipt of the letter that says so: an objection counts from it. */
  readonly lettreLe: DateCivile | null;
  readonly objectionLe: DateCivile | null;
  readonly reponses: Readonly<Partial<Record<'ars' | 'caisse', { sens: 'accepte' | 'rejete'; le: DateCivile }>>>;
  /** How the contracts stood when it ended them: an objection brings them back. Null while it has ended none. */
  readonly avant:
    | (Readonly<Record<TypeContrat, Pick<Contrat, 'fin' | 'finiLe'>>> & {
        readonly resiliations: Etat['resiliations'];
      })
    | null;
}

/** DEC-44 — a formal notice, until an act of the porteur voids it. */
export interface MiseEnDemeure {
  readonly le: DateCivile;
  readonly recueLe: DateCivile;
  readonly dateLimite: DateCivile;
  /** The deadline that was missed. */
  readonly echeance: string;
}

export interface Recouvrement {
  readonly origine: OrigineRecouvrement;
  readonly statut: 'propose' | 'notifie' | 'rembourse' | 'impaye' | 'clos';
  readonly montantCentimes: Centimes;
  /** What the law gave when it was last proposed; the caisse may have confirmed another sum (DEC-10). */
  readonly duCentimes: Centimes;
  readonly rembourseCentimes: Centimes;
  /** What the caisse has given up. */
  readonly remisCentimes: Centimes;
  /** Day of its notification (DEC-37: `impaye` not before two months after it). */
  readonly notifieLe: DateCivile | null;
  readonly dateLimite: DateCivile | null;
  readonly ouvertLe: DateCivile;
}

export interface Transition {
  readonly conformite: boolean | null;
  readonly conformiteLe: DateCivile | null;
  readonly engagementLe: DateCivile | null;
  readonly complementAccordeLe: DateCivile | null;
  /** One a period (DEC-61). */
  readonly financementsArs: readonly {
    readonly du: DateCivile;
    readonly au: DateCivile;
    readonly montantCentimes: Centimes;
    readonly declareLe: DateCivile;
  }[];
  readonly aideInterrompueLe: DateCivile | null;
  /** The ARS recorded the end of its own aid (DEC-61). */
  readonly aideArsInterrompueLe: DateCivile | null;
  /** Sum signalled so far (TRA-03). */
  readonly chevauchementCentimes: Centimes | null;
}

/** DEC-67 — what was due when a case was taken up. */
export interface OrdreDu {
  readonly paiement: ClePaiement;
  readonly montantCentimes: Centimes;
  readonly dateLimite: DateCivile;
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
  /** DEC-35: the procedure is over, the file lives on until `archiveLe`. */
  readonly closeLe: DateCivile | null;
  readonly archiveLe: DateCivile | null;
  readonly entreeLe: DateCivile | null;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  readonly siege: string;
  /** DEC-66: code of the caisse of the seat. */
  readonly caisse: string;
  /** DEC-47: those of before, the last first: they read, and act on what they keep. */
  readonly caissesAnterieures: readonly string[];
  /** DEC-47: what a former caisse keeps (payments, recoveries, `resiliation`) → that caisse. */
  readonly gardes: Readonly<Record<string, string>>;
  /** DEC-47: a new seat that waits for the confirmation of its caisse; `rang`: ordinal of the event that says it. */
  readonly siegeAnnonce: null | {
    readonly rang: number;
    readonly le: DateCivile;
    readonly siege: string;
    readonly caisse: string;
  };
  /** DEC-49: region of the ARS that decides, fixed at the deposit. */
  readonly ars: string;
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
  /** How many times it was freed: a claim made again is another question. */
  readonly liberations: number;
  /** Those that hold a claim: they make the contract wait (DEC-15). */
  readonly conflits: readonly string[];
  readonly modificationTerritoire: ModificationTerritoire | null;
  /** DEC-48: the territory was modified by the event of that ordinal, and is to be claimed anew. */
  readonly aRevendiquer: null | { readonly rang: number; readonly le: DateCivile };
  /** All that the ARS was told of (DEC-56). */
  readonly rivaux: readonly Rival[];
  /** Cases that already had an amorçage on this specialty and territory (DEC-57). */
  readonly dejaFinances: readonly string[];
  /** Who attested that this is another ESS (DEC-57). */
  readonly attestations: Readonly<Partial<Record<'ars' | 'caisse', DateCivile>>>;
  readonly associationLe: DateCivile | null;
  readonly finess: { readonly numero: string; readonly fermeLe: DateCivile | null } | null;
  readonly coordonneesBancairesLe: DateCivile | null;
  /** DEC-52: new bank details wait for the caisse to verify them. */
  readonly ribAVerifier: boolean;
  /** Last registration of adhesion forms by the caisse (ADH-01). */
  readonly adhesionsLe: DateCivile | null;
  /** By key: the code, or `code#cycle` for the pieces of a dotation. */
  readonly pieces: Readonly<Record<string, Piece>>;
  readonly listeNominative: { readonly le: DateCivile; readonly nombre: number } | null;
  readonly documentsAttendus: DocumentsAttendus | null;
  /** Day of the last control of each contract year (DEC-60). */
  readonly controles: Readonly<Record<string, DateCivile>>;
  readonly amorcage: Contrat;
  readonly dotation: Contrat;
  readonly projetSante: ProjetSante;
  readonly activites: Readonly<Record<Activite, ActiviteSuivie>>;
  readonly paiements: Readonly<Record<string, Paiement>>;
  readonly denombrements: Readonly<Record<string, Denombrement>>;
  readonly montantsFixes: Readonly<Record<string, MontantFixe>>;
  readonly concertationLe: DateCivile | null;
  /** DEC-40: a letter of the ESS and an agreement of the authorities live side by side; the last of each. */
  readonly resiliations: Readonly<Partial<Record<OrigineResiliation, Resiliation>>>;
  /** The one that took effect last, for a saisine received in time and entered too late (DEC-19). */
  readonly resiliationEffective: Resiliation | null;
  readonly recouvrements: Readonly<Record<string, Recouvrement>>;
  readonly dixHuitMoisOuvertLe: DateCivile | null;
  /** REC-01: an activity was there when the eighteen months ended; what showed it was lost since. */
  readonly dixHuitMoisTenus: boolean;
  readonly renonceeLe: DateCivile | null;
  readonly abandonneLe: DateCivile | null;
  readonly miseEnDemeure: MiseEnDemeure | null;
  readonly dissolution: Dissolution | null;
  readonly transition: Transition;
  /** Deadlines already signalled as passed: key → last day that was missed. */
  readonly depassees: Readonly<Record<string, DateCivile>>;
  /** Deadlines already recalled: key and days before (`…@7`) → last day that was recalled. */
  readonly rappels: Readonly<Record<string, DateCivile>>;
  /** Latest date of an act of the porteur (DEC-44). */
  readonly porteurActifLe: DateCivile | null;
  /** Latest legal date of an event: nothing is recalled for a day that was already past. */
  readonly dernierLe: DateCivile | null;
  /** Latest legal date of what a life is made of: a fact dated before it is entered late (DEC-33). */
  readonly faitLe: DateCivile | null;
  /** Earlier dates that the porteur declared with a proof, by ordinal, until an addressee confirms or contests (DEC-29). */
  readonly aConfirmer: Readonly<Record<string, { readonly declareLe: DateCivile; readonly saisiLe: DateCivile }>>;
  /** The rectification that waits for the other authority (DEC-34): ordinal of its proposal. */
  readonly rectification: null | {
    readonly rang: number;
    readonly proposeePar: 'ars' | 'caisse';
    readonly dateLimite: DateCivile;
  };
  /** DEC-67: the case was under way when it was entered; nothing is ordered until the caisse confirms. */
  readonly reprise: null | {
    readonly rang: number;
    readonly le: DateCivile;
    readonly confirmeeLe: DateCivile | null;
    /** Orders of before, that nothing paid: made once the caisse has confirmed, with the last day that they had. */
    readonly dus: readonly OrdreDu[];
  };
  /** The entry itself was struck (DEC-33). */
  readonly annuleeLe: DateCivile | null;
  /** Open incidents: key of the effect that keeps failing → day on which it was said. */
  readonly incidents: Readonly<Record<string, DateCivile>>;
}

const contratVierge: Contrat = {
  signatures: {},
  concluLe: null,
  priseEffet: null,
  finiLe: null,
  fin: null,
  reconductions: 0,
};
const activiteVierge: ActiviteSuivie = { declareeLe: null, constateeLe: null, constat: null };

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
    closeLe: null,
    archiveLe: null,
    entreeLe: null,
    specialites: [],
    departements: [],
    siege: '',
    caisse: '',
    caissesAnterieures: [],
    gardes: {},
    siegeAnnonce: null,
    ars: '',
    effectifs: { medecinsPresents: null, liberaux: null, engages: null },
    grace,
    ...(delaisDeRappel === undefined ? {} : { delaisDeRappel }),
    ...(droit === undefined || droit.length === 0 ? {} : { droit }),
    li: null,
    derogation: { requise: false, sens: null, le: null, objet: null, delai: null, unicite: null },
    territoire: 'libre',
    liberations: 0,
    conflits: [],
    modificationTerritoire: null,
    aRevendiquer: null,
    rivaux: [],
    dejaFinances: [],
    attestations: {},
    associationLe: null,
    finess: null,
    coordonneesBancairesLe: null,
    ribAVerifier: false,
    adhesionsLe: null,
    pieces: {},
    listeNominative: null,
    documentsAttendus: null,
    controles: {},
    amorcage: contratVierge,
    dotation: contratVierge,
    projetSante: {
      prolongeAu: null,
      delaiFixe: {},
      premierDepot: null,
      premierEnvoi: null,
      recuLe: null,
      version: 0,
      accuses: {},
      avis: null,
      precisions: null,
      oppositionLe: null,
      oppositionLeveeLe: null,
      decision: null,
      saisiLe: null,
      sansObjetLe: null,
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
    resiliations: {},
    resiliationEffective: null,
    recouvrements: {},
    dixHuitMoisOuvertLe: null,
    dixHuitMoisTenus: false,
    renonceeLe: null,
    abandonneLe: null,
    miseEnDemeure: null,
    dissolution: null,
    transition: {
      conformite: null,
      conformiteLe: null,
      engagementLe: null,
      complementAccordeLe: null,
      financementsArs: [],
      aideInterrompueLe: null,
      aideArsInterrompueLe: null,
      chevauchementCentimes: null,
    },
    depassees: {},
    rappels: {},
    porteurActifLe: null,
    dernierLe: null,
    faitLe: null,
    aConfirmer: {},
    rectification: null,
    reprise: null,
    annuleeLe: null,
    incidents: {},
  };
}
