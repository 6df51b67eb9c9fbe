/**
 * What the case asks the outside world and what it tells it. Activities carry these out; `demandes.ts` and `effets.ts`
 * say when. `cle` is unique for ever (ESS id + name + ordinal): an activity writes its effect under it, once.
 */
import type { Etat, Rival } from './etat.ts';
import type { Evenement } from './evenements.ts';
import type { Centimes, ClePaiement, DateCivile, Instant, Role, StatutPaiement } from './valeurs.ts';

/** A question whose answer becomes an event. Derived from state: nothing to store, nothing to lose. */
export type Demande =
  | {
      readonly type: 'signaler-conflits' | 'revendiquer-territoire';
      readonly cle: string;
      readonly ess: string;
      readonly le: DateCivile;
      readonly specialites: readonly string[];
      readonly departements: readonly string[];
      /** A CPN derogation to uniqueness is recorded (DER-02): the claim is then not contested. */
      readonly derogation: boolean;
      /** By which the same letter is recognised (DEC-56). */
      readonly siege?: string;
      readonly effectifs?: Etat['effectifs'];
    }
  | { readonly type: 'attribuer-finess'; readonly cle: string; readonly ess: string; readonly departement: string }
  | {
      readonly type: 'denombrer-adherents';
      readonly cle: string;
      readonly ess: string;
      readonly date: DateCivile;
      readonly cycle: number;
      readonly specialites: readonly string[];
    };
export type TypeDemande = Demande['type'];

export interface Reponses {
  /**
   * `autres`: ids of the ESS that hold a claim on one of the (specialty, department) pairs; `financees`: those of them whose
   * contract runs (DEC-48); `rivaux`: these and those in instruction, with where each stands (DEC-56); `dejaFinances`: those
   * that had an amorçage there (DEC-57).
   */
  'signaler-conflits': {
    readonly autres: readonly string[];
    readonly financees?: readonly string[];
    readonly rivaux?: readonly Rival[];
    readonly identiques?: readonly string[];
    readonly dejaFinances?: readonly string[];
  };
  'revendiquer-territoire': {
    readonly conteste: boolean;
    readonly autres: readonly string[];
    readonly dejaFinances?: readonly string[];
  };
  /** `null`: the installation has no range for the seat; the ARS gives the number (DEC-51). */
  'attribuer-finess': { readonly numero: string | null };
  /** `null`: the records hold no adherent of this ESS at all; the last nominative list then counts (DEC-11). */
  'denombrer-adherents': { readonly nombre: number | null };
}

/** The events that an answer becomes. `aujourdhui`: the day on which it came. */
export type Reponse<T extends TypeDemande> = (
  etat: Etat,
  demande: Demande & { readonly type: T },
  reponse: Reponses[T],
  aujourdhui: DateCivile,
) => readonly Evenement[];

/**
 * Something to tell; no answer is awaited by the law. All are written with their event, in one transaction. Those of a
 * lane (`voie`) then leave, in order within it; those of `journal` are done by then, and of `registre` too, but for the
 * cases that are then told.
 */
export type Effet =
  | {
      readonly type: 'ordonner-paiement';
      readonly voie: 'argent';
      readonly cle: string;
      readonly ess: string;
      /** Code of the caisse that pays: that of the seat (GEN-06, DEC-66). */
      readonly caisse: string;
      readonly paiement: ClePaiement;
      readonly montantCentimes: Centimes;
      readonly le: DateCivile;
      readonly dateLimite: DateCivile;
    }
  | {
      readonly type: 'suivre-paiement';
      /** `journal` for what the caisse itself has just said: executed, rejected. */
      readonly voie: 'argent' | 'journal';
      readonly cle: string;
      readonly ess: string;
      readonly caisse: string;
      readonly paiement: ClePaiement;
      /** `rectifie`: a life played again made another thing of it (DEC-33). */
      readonly statut: StatutPaiement | 'libere' | 'rectifie';
      readonly le: DateCivile;
      /** What the event is about: the transfer that left or came back, or what was still to be paid; rectified, all that left. */
      readonly montantCentimes: Centimes;
      /** What the payment is then, and what is still to be paid of it. */
      readonly apres: StatutPaiement;
      readonly resteCentimes: Centimes;
      readonly reference?: string;
    }
  | {
      /** DEC-47: an order not executed goes to the caisse of the new seat; it is handed over only when it is to be paid. */
      readonly type: 'transferer-ordre';
      readonly voie: 'argent';
      readonly cle: string;
      readonly ess: string;
      readonly de: string;
      readonly vers: string;
      readonly paiement: ClePaiement;
      readonly statut: 'ordonnance' | 'rejete';
      readonly montantCentimes: Centimes;
      readonly le: DateCivile;
      readonly dateLimite: DateCivile;
    }
  | {
      readonly type: 'liberer-territoire';
      readonly voie: 'registre';
      readonly cle: string;
      readonly ess: string;
      readonly le: DateCivile;
      /** DEC-48: what of it is kept, when the territory is modified; absent: nothing. */
      readonly gardees?: { readonly specialites: readonly string[]; readonly departements: readonly string[] };
    }
  | {
      /** DEC-56: where this case stands has changed; those on its territory that can still be refused are told. */
      readonly type: 'prevenir-rivaux';
      readonly voie: 'registre';
      readonly cle: string;
      readonly ess: string;
      readonly le: DateCivile;
      readonly specialites: readonly string[];
      readonly departements: readonly string[];
    }
  | {
      /** The notices that fail are to be tried now. */
      readonly type: 'relancer-avis';
      readonly voie: 'journal';
      readonly cle: string;
      readonly ess: string;
    }
  | {
      readonly type: 'ecarter-avis';
      readonly voie: 'journal';
      readonly cle: string;
      readonly ess: string;
      /** Key of the notice that will not be sent: `ESS/notifier/ordinal`, alone or with one addressee. */
      readonly avis: string;
    }
  | {
      readonly type: 'notifier';
      readonly voie: 'avis';
      readonly cle: string;
      readonly ess: string;
      /** Ordinal of the event that is told. */
      readonly rang: number;
      readonly destinataires: readonly Role[];
    };
export type TypeEffet = Effet['type'];
export type Voie = Exclude<Effet['voie'], 'journal'>;

/** One line of the journal: the event, its ordinal in the case, the instant at which the system recorded it. */
export interface LigneJournal {
  readonly rang: number;
  readonly enregistreLe: Instant;
  readonly evenement: Evenement;
}
