/** Commands and events of corrections: one payload type each, with the names of `langage.md`. */
import type { Commune } from '../charges.ts';
import type { DateCivile } from '../valeurs.ts';

export interface CommandesRectification {
  corriger: Commune & { readonly objet: string; readonly valeur: string | number };
}

export interface EvenementsRectification {
  CorrectionApportee: {
    readonly objet: string;
    readonly ancienne: string | number | null;
    readonly valeur: string | number;
    /** The correction gives back the time to enter a timely act, from that day (DEC-19). */
    readonly rouvertLe?: DateCivile;
  };
}
