/** What crosses the wire between the API, the worker and the workflow `ess`: names and shapes, no code of either side. */
import type { Droit } from '../domain/avenants.ts';
import type { Donnees, NomCommande } from '../domain/commandes.ts';
import type { Effet } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import type { EtatStocke } from '../domain/mise-a-niveau.ts';
import type { DateCivile, DelaisDeRappel, Role } from '../domain/valeurs.ts';

export const FILE_ESS = 'ess';
export const WORKFLOW_ESS = 'ess';
/**
 * What a worker has for one task of a case, its replay included: so long a case waits for a worker that died with its task.
 * A replay takes a quarter of a second (`EVENEMENTS_PAR_RUN`).
 */
export const DUREE_TACHE = '3 seconds';
/** Task queue on which a caisse receives its payment orders (DEC-66: by its code). */
export const fileCaisse = (caisse: string): string => `paiements-${caisse}`;

/** Argument of an Update or a Signal; its name is the command's. `id` de-duplicates across continue-as-new. */
export interface Message<N extends NomCommande = NomCommande> {
  readonly id: string;
  /** Digest of what was asked under this id: the same id for something else is refused. */
  readonly empreinte?: string;
  readonly acteur: Role;
  readonly donnees: Donnees[N];
  /** Ordinal of the last event that the author had before their eyes: any other, and nothing is decided. */
  readonly siRang?: number;
  /** The records have been asked: nothing was answered under this id when it was sent. */
  readonly cherchee?: boolean;
}

/** Answer of an accepted Update: which lines of the journal its events are, all written by now. */
export interface Recu {
  readonly rang: number;
  /** How many events, `rang` being the last. */
  readonly nombre: number;
}

/** Details of the `ApplicationFailure` of type `Refus` that answers a refused Update. */
export interface DetailsRefus {
  readonly nature: 'donnees' | 'role' | 'etat' | 'regle' | 'perime';
  readonly regle: string;
  readonly phrase: string;
}

/** Start argument. `origine`: tests and demonstrations only, the instant (ms) at which the case's clock starts. */
export interface ArgumentsEss {
  readonly ess: string;
  readonly origine?: number;
  /** Days of grace of DEC-19: a setting of the installation, fixed for the case at its start. */
  readonly grace?: number;
  /** Days of the reminders, likewise. */
  readonly rappels?: DelaisDeRappel;
  /** DEC-65 — texts beside those of the country, likewise: tests and demonstrations only. */
  readonly droit?: Droit;
  readonly suite?: Suite;
}

/** Signal from a case to those that contest its territory, once it is free (DEC-15). */
export const TERRITOIRE_LIBERE = 'territoire-libere';
export interface TerritoireLibere {
  readonly par: string;
  readonly le: DateCivile;
}

/** Signal from the worker that sends the notices: some of this case keep failing, or all of them left. */
export const AVIS_EN_SOUFFRANCE = 'avis-en-souffrance';
export interface AvisEnSouffrance {
  readonly enSouffrance: boolean;
}

/** An answered command. */
export interface Traitee extends Recu {
  readonly empreinte: string | null;
}

/** The same, with the id under which it was asked. */
export interface Reponse extends Traitee {
  readonly id: string;
}

/** An effect and the ordinal of its event. */
export interface AFaire<E extends Effet> {
  readonly effet: E;
  readonly rang: number;
}
/** What leaves by an activity of its own; the rest is done by the journal's transaction, or leaves from the outbox. */
export type Acte = Extract<Effet, { readonly type: 'ordonner-paiement' | 'suivre-paiement' | 'transferer-ordre' }>;

/** What a run had still to do when it was renewed: a lane stopped by an incident; nothing as a rule. */
export interface Reste {
  readonly argent: readonly AFaire<Acte>[];
}

/** Where people see the case, when the installation says it. */
export interface Liens {
  readonly console?: string;
  readonly api?: string;
}

/** What continue-as-new carries: plain JSON. A field that a later version adds is optional: earlier runs did not carry it. */
export interface Suite {
  readonly etat: EtatStocke;
  readonly decalage: number;
  /** Commands already answered, most recent last: a repeated one gets the same answer. */
  readonly traitees: readonly (readonly [string, Traitee])[];
  /** Questions answered without an event: not to be asked again. */
  readonly repondues: readonly string[];
  readonly reste: Reste;
  readonly liberations: readonly TerritoireLibere[];
  readonly liens: Liens;
}

/** Ten years: a case outlives the history of its earlier runs by nothing (`temporal.md`). */
export const RETENTION_JOURS = 3653;

/** Search attributes that the engine must know, with their types. */
export const ATTRIBUTS = {
  EssPhase: 'Keyword',
  EssRegime: 'Keyword',
  EssRegion: 'Keyword',
  EssDepartements: 'KeywordList',
  EssSpecialites: 'KeywordList',
  EssProchaineEcheance: 'Datetime',
  EssEcheance: 'Keyword',
  EssMontantVerse: 'Int',
  EssDecisionTacite: 'Datetime',
  EssIncident: 'KeywordList',
} as const;

/** Answer of the query `etat`. `enCours`: keys of the effects and questions not yet done. */
export interface VueEss {
  readonly etat: Etat;
  readonly maintenant: number;
  /** How far the case's clock is from the engine's (ms): 0 but for tests and demonstrations. */
  readonly decalage: number;
  readonly enCours: readonly string[];
}
