/** What an object that can be corrected is. */
import type { Etat } from '../etat.ts';
import type { DateCivile } from '../valeurs.ts';

export interface Correction {
  /** `date`: a civil date, not in the future; `nombre`: a non-negative integer. */
  readonly nature: 'date' | 'nombre';
  readonly lire: (etat: Etat) => string | number | null;
  /** `rouvertLe`: the day on which the correction is made. */
  readonly ecrire: (etat: Etat, valeur: never, rouvertLe: DateCivile) => Partial<Etat>;
  /** Why it cannot be corrected (what has been carried out on the strength of the old value), and what to do instead. */
  readonly empeche: (etat: Etat, valeur: never) => string | null;
}
