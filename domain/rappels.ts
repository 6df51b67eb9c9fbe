/** Reminders (`rappel-…`): someone who is awaited is told of a deadline before it is reached. No effect of their own. */
import { ajouterJours } from './calendrier.ts';
import type { Echeance } from './echeances.types.ts';
import type { Etat } from './etat.ts';
import type { DateCivile } from './valeurs.ts';

/** Days between the reminder and the last day: not in the texts, a matter of use. */
export const JOURS_DE_RAPPEL = 15;

/** Observations and grounds are not awaited of anyone on a given day: nothing to remind. */
const SANS_RAPPEL = ['cible-30', 'cible-50', 'concertation-5-ans', 'absence-missions-socles'];

export interface Rappel {
  readonly cle: string;
  readonly le: DateCivile;
  readonly echeance: Echeance;
}

/** The reminders to come for these deadlines; none for a day that the case had already passed when the deadline arose. */
export function* rappels(etat: Etat, echeances: readonly Echeance[]): Iterable<Rappel> {
  for (const echeance of echeances) {
    const { cle, expire, effet, attendu } = echeance;
    if (attendu.length === 0 || effet === 'denombrement' || SANS_RAPPEL.includes(cle)) continue;
    const le = ajouterJours(expire, -JOURS_DE_RAPPEL);
    if (etat.rappels[cle] !== expire && le > (etat.dernierLe ?? le)) yield { cle: `rappel-${cle}`, le, echeance };
  }
}
