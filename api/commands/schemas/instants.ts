/** Instants as the outside gives them: of a time when there are cases, which every database and calendar can hold. */
import { lireInstant } from '../../../domain/calendrier/calendrier.ts';
import type { Instant } from '../../../domain/valeurs.ts';

/** Those of civil dates (1901 to 2099), with the deadlines of the last ones. */
export const isStorableYear = (year: number): boolean => year >= 1901 && year <= 2199;

/** An ISO 8601 instant with its offset, from 1901 to 2199; `undefined` when it is not one. */
export function readInstant(text: string): Instant | undefined {
  const read = lireInstant(text);
  return read !== undefined && isStorableYear(new Date(read).getUTCFullYear()) ? read : undefined;
}
