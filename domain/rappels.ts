/** Reminders (`rappel-…`): someone who is awaited is told of a deadline before it is reached. No effect of their own. */
import { ajouterJours } from './calendrier.ts';
import type { Echeance } from './echeances.types.ts';
import type { Etat } from './etat.ts';
import type { DateCivile } from './valeurs.ts';

/** Days between a reminder and the last day: not in the texts, a matter of use. Farthest first. */
const PAR_DEFAUT: readonly number[] = [30, 15, 7, 1];

/** Deadlines, by the start of their key, that are reminded of otherwise; an empty list: never. */
const AUTREMENT: readonly (readonly [debut: string, jours: readonly number[]])[] = [
  // Observations and grounds: awaited of no one on a given day.
  ['cible-', []],
  ['concertation-5-ans', []],
  ['absence-missions-socles', []],
  // A month or less in all: a reminder on the first day would remind of nothing.
  ['paiement-', [15, 7, 1]],
  ['signature-', [15, 7, 1]],
  ['reponse-', [7, 1]],
];

/** Days before the last day of a deadline on which it is recalled. */
export const joursDeRappel = (cle: string): readonly number[] =>
  AUTREMENT.find(([debut]) => cle.startsWith(debut))?.[1] ?? PAR_DEFAUT;

export interface Rappel {
  readonly cle: string;
  readonly le: DateCivile;
  readonly jours: number;
  readonly echeance: Echeance;
}

/** Where `etat.rappels` notes that a deadline was recalled. Without days: the one reminder of earlier versions, at 15. */
export const cleDeRappel = (cle: string, jours: number | undefined): string =>
  jours === undefined ? cle : `${cle}@${jours}`;

const dejaEmis = ({ rappels }: Etat, { cle, expire }: Echeance, jours: number): boolean =>
  rappels[cleDeRappel(cle, jours)] === expire || (jours >= 15 && rappels[cle] === expire);

/**
 * The next reminder of each of these deadlines: one timer at a time. None for a day that the case had already passed when
 * the deadline arose; none once the deadline is gone.
 */
export function* rappels(etat: Etat, echeances: readonly Echeance[]): Iterable<Rappel> {
  for (const echeance of echeances) {
    const { cle, expire, effet, attendu } = echeance;
    if (attendu.length === 0 || effet === 'denombrement') continue;
    const jours = joursDeRappel(cle).find((avant) => {
      const le = ajouterJours(expire, -avant);
      return !dejaEmis(etat, echeance, avant) && le > (etat.dernierLe ?? le);
    });
    if (jours !== undefined) yield { cle: `rappel-${cle}`, le: ajouterJours(expire, -jours), jours, echeance };
  }
}
