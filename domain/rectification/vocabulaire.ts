/** Commands and events of rectifications: one payload type each, with the names of `langage.md` and of DEC-33. */
import type { Commune } from '../charges.ts';
import type { Etat, OrdreDu } from '../etat.ts';
import type { Centimes, DateCivile, Partie, Phase, Role } from '../valeurs.ts';

/** What a field of a fact can hold: JSON. */
export type Valeur = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;

/** What a rectification changes, as people read it: a deadline, a payment, a decision…; `null`: there is none. */
export interface Difference {
  readonly quoi:
    'echeance' | 'decision' | 'contrat' | 'paiement' | 'recouvrement' | 'phase' | 'courrier' | 'impossible';
  readonly cle: string;
  readonly avant: string | number | null;
  readonly apres: string | number | null;
  /** Of a letter to correct, or of an act that is no longer possible: its ordinal in the journal. */
  readonly rang?: number;
}

/** What is rectified, from what to what. `champ` absent: the fact itself; `avant` null: entered late; `apres` null: struck. */
interface Rectification {
  readonly rang: number;
  /** Day of the fact that is put right, as it stood. */
  readonly du?: DateCivile;
  readonly champ?: string;
  readonly avant: Valeur | null;
  readonly apres: Valeur | null;
  readonly differences: readonly Difference[];
}

/** DEC-67 — a fact of a life that was led before the product arrived: its own command, at its true date, with its proof. */
export interface FaitRepris {
  readonly commande: string;
  readonly acteur: Role;
  readonly donnees: Commune & Readonly<Record<string, unknown>>;
}

/** DEC-67 — what the law drew from these facts by itself, before the day of the reprise. */
export interface SuiteReprise {
  readonly le: DateCivile;
  readonly evenement: string;
  readonly regle: string;
}

export interface CommandesRectification {
  /** `rang` and `champ`; or, as before, `objet`: the name of a date or a figure. */
  corriger: Commune & {
    readonly rang?: number;
    readonly champ?: string;
    readonly objet?: string;
    readonly valeur: Valeur;
  };
  annuler: Commune & { readonly rang: number };
  'confirmer-date': Commune & { readonly rang: number; readonly sens: 'confirmee' | 'contestee' };
  'approuver-rectification': Commune & { readonly rang: number; readonly sens: 'approuvee' | 'refusee' };
  /** DEC-67: opens a case at today's state. `faits`: the entry first. */
  reprendre: Commune & { readonly faits: readonly FaitRepris[] };
}

export interface EvenementsRectification {
  FaitRectifie: Rectification & {
    /** Fields of the state as the replay leaves them; those that do not change are absent. */
    readonly correctif: Partial<Etat>;
  };
  RectificationProposee: Rectification & {
    /** What was asked, whole: it is done when the other authority agrees. */
    readonly commande: string;
    readonly donnees: Readonly<Record<string, unknown>>;
    /** Last day of the approval (DEC-34). */
    readonly dateLimite: DateCivile;
  };
  RectificationApprouvee: { readonly rang: number; readonly sens: 'approuvee' | 'refusee'; readonly partie: Partie };
  DateConfirmee: { readonly rang: number; readonly declareLe: DateCivile };
  DateContestee: { readonly rang: number; readonly declareLe: DateCivile };
  DossierRepris: {
    readonly faits: readonly FaitRepris[];
    readonly phase: Phase;
    readonly verseCentimes: Centimes;
    /** Due and not listed as executed: ordered when the caisse confirms. */
    readonly aOrdonner: readonly OrdreDu[];
    readonly suites: readonly SuiteReprise[];
    /** Fields of the state as the law draws them from the facts. */
    readonly correctif: Partial<Etat>;
  };
}
