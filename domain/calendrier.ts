/**
 * Civil dates (DEC-01…03, CNT-1…7). Months go de quantième à quantième and always start from the original event
 * (CNT-5): never chain `ajouterMois`.
 */
import { Temporal } from 'temporal-polyfill';
import { estFerie } from './jours-feries.ts';
import { REPORTS, type GenreDelai, type Reports } from './parametres.ts';
import { instant, type DateCivile, type Instant } from './valeurs.ts';

const FUSEAUX_OUTRE_MER: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/Guadeloupe',
  '978': 'America/Guadeloupe',
};

const plain = (date: DateCivile) => Temporal.PlainDate.from(date);
const civile = (date: Temporal.PlainDate) => date.toString() as DateCivile;

/** DEC-01 — IANA time zone of the seat's department. */
export const fuseau = (departement: string): string => FUSEAUX_OUTRE_MER[departement] ?? 'Europe/Paris';

/** Reads an ISO `yyyy-mm-dd` date that exists in the calendar; `undefined` otherwise (30 February, other forms). */
export function lireDate(texte: string): DateCivile | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(texte)) return undefined;
  try {
    return civile(Temporal.PlainDate.from(texte, { overflow: 'reject' }));
  } catch (erreur) {
    if (erreur instanceof RangeError) return undefined;
    throw erreur;
  }
}

/** DEC-01 — the civil date of an instant in a time zone. */
export const dateDe = (moment: Instant, zone: string): DateCivile =>
  civile(Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate());

/** Reads an ISO 8601 instant with its offset; `undefined` when it is not one. */
export function lireInstant(texte: string): Instant | undefined {
  try {
    return instant(Temporal.Instant.from(texte).epochMilliseconds);
  } catch (erreur) {
    if (erreur instanceof RangeError) return undefined;
    throw erreur;
  }
}

/** DEC-02 — 00:00 local time of a day, as an instant. */
export const minuit = (date: DateCivile, zone: string): Instant =>
  instant(plain(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds);

/** Local time `hh:mm` of a day, as an instant. */
export const heureLocale = (date: DateCivile, heure: string, zone: string): Instant =>
  instant(plain(date).toZonedDateTime({ timeZone: zone, plainTime: heure }).epochMilliseconds);

/** CNT-1 — same quantième `mois` months later, or the last day of that month. */
export const ajouterMois = (date: DateCivile, mois: number): DateCivile =>
  civile(plain(date).add({ months: mois }, { overflow: 'constrain' }));

/** CNT-2 — calendar days; the day of the event does not count. */
export const ajouterJours = (date: DateCivile, jours: number): DateCivile => civile(plain(date).add({ days: jours }));

export const lendemain = (date: DateCivile): DateCivile => ajouterJours(date, 1);

/** Days from `debut` to `fin` (negative when `fin` comes first). */
export const joursEntre = (debut: DateCivile, fin: DateCivile): number => plain(debut).until(plain(fin)).days;

export const plusTard = (a: DateCivile, b: DateCivile): DateCivile => (a > b ? a : b);
export const plusTot = (a: DateCivile, b: DateCivile): DateCivile => (a < b ? a : b);
export const annee = (date: DateCivile): number => plain(date).year;

/** DEC-03 — not a Saturday, a Sunday or a public holiday of the department. */
export const estOuvrable = (date: DateCivile, departement: string): boolean =>
  plain(date).dayOfWeek < 6 && !estFerie(date, departement);

/** DEC-03 — the day itself when it is a working day, else the next one. */
export function reporter(date: DateCivile, departement: string): DateCivile {
  let jour = date;
  while (!estOuvrable(jour, departement)) jour = lendemain(jour);
  return jour;
}

/** DEC-03 — last day of a delay of that kind, which ends on `date`: rolled where the switch of the kind says so. */
export const finDelai = (
  genre: GenreDelai,
  date: DateCivile,
  departement: string,
  reports: Reports = REPORTS,
): DateCivile => (reports[genre] ? reporter(date, departement) : date);

/** « 16 mars 2026 », for sentences that people read. */
export function enToutesLettres(date: DateCivile): string {
  const { day, month, year } = plain(date);
  return `${day === 1 ? '1er' : day} ${MOIS[month - 1]} ${year}`;
}
const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
