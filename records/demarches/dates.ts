/** Days as sentences about a démarche say them. */
import { dateDe, enToutesLettres } from '../../domain/calendrier/calendrier.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';

const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

/** « 3 mars 2026 », of a civil date or of an instant (ISO 8601), whose day is that of Paris. What is neither stands as it is. */
export function inWords(date: string): string {
  if (CIVIL.test(date)) return enToutesLettres(date as DateCivile);
  const at = Date.parse(date);
  return Number.isNaN(at) ? date : enToutesLettres(dateDe(instant(at), 'Europe/Paris'));
}
