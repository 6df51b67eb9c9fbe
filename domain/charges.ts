/** What the payloads of commands and events share. No personal data: people, bank details and files are records. */
import type { DateCivile } from './valeurs.ts';

/** What every payload carries. `preuve`: how the date is certain. `fiche`: id of the record that holds the rest. */
export interface Commune {
  readonly le: DateCivile;
  readonly preuve?: { readonly nature: string; readonly reference?: string };
  readonly fiche?: string;
  readonly motif?: string;
}

/** ELI-12: the four questions, each answered yes or no. */
export interface Evaluation {
  readonly besoinReel: boolean;
  readonly adequationCahierDesCharges: boolean;
  readonly contenuAdapte: boolean;
  readonly projetMature: boolean;
}

export interface Territoire {
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  readonly siege: string;
}
/** DEC-66: the caisse of the seat, by its code. */
export interface Rattachement {
  readonly caisse: string;
}
/** DEC-49: the ARS that decides, by its region, fixed at the entry. */
export interface Competence {
  readonly ars: string;
}
export interface Effectifs {
  readonly medecinsPresents?: number;
  readonly liberaux?: number;
  readonly engages?: number;
}

/** An event that says no more than its name. */
export type Vide = Record<never, never>;
