/**
 * Civil dates (DEC-01…03, CNT-1…7). Months go de quantième à quantième and always start from the original event
 * (CNT-5): never chain `ajouterMois`.
 */
import { Temporal } from 'temporal-polyfill';
import { fete } from './fetes.ts';
import { estFerie } from './jours-feries.ts';
import { parTextes } from '../memoire.ts';
import { instant, type DateCivile, type Instant } from '../valeurs.ts';

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

/**
 * Dates are asked by the thousand at each step of a life: their arithmetic is that of the platform's own dates at 00:00
 * UTC, ten times as fast as a calendar library's; zones, and what comes from outside, are the library's (Temporal).
 */
const JOUR = 86_400_000;
const [DIMANCHE, SAMEDI] = [0, 6];
const enMs = (date: DateCivile): number => Date.parse(date);
const civile = (ms: number) => new Date(ms).toISOString().slice(0, 10) as DateCivile;
const plain = (date: DateCivile) => Temporal.PlainDate.from(date);

/** DEC-01 — IANA time zone of the seat's department. */
export const fuseau = (departement: string): string =>
  (Object.hasOwn(FUSEAUX_OUTRE_MER, departement) ? FUSEAUX_OUTRE_MER[departement] : undefined) ?? 'Europe/Paris';

/** Reads an ISO `yyyy-mm-dd` date that exists in the calendar; `undefined` otherwise (30 February, other forms). */
export function lireDate(texte: unknown): DateCivile | undefined {
  if (typeof texte !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(texte)) return undefined;
  try {
    return Temporal.PlainDate.from(texte, { overflow: 'reject' }).toString() as DateCivile;
  } catch (erreur) {
    if (erreur instanceof RangeError) return undefined;
    throw erreur;
  }
}

/** DEC-01 — the civil date of an instant in a time zone. */
export const dateDe = (moment: Instant, zone: string): DateCivile =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString() as DateCivile;

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
export const minuit = parTextes((date: DateCivile, zone: string): Instant =>
  instant(plain(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds),
);

/** Local time `hh:mm` of a day, as an instant. */
export const heureLocale = (date: DateCivile, heure: string, zone: string): Instant =>
  instant(plain(date).toZonedDateTime({ timeZone: zone, plainTime: heure }).epochMilliseconds);

/** CNT-1 — same quantième `mois` months later, or the last day of that month. */
export function ajouterMois(date: DateCivile, mois: number): DateCivile {
  const cible = new Date(enMs(date));
  const quantieme = cible.getUTCDate();
  cible.setUTCMonth(cible.getUTCMonth() + mois, 1);
  const dernier = new Date(cible);
  dernier.setUTCMonth(cible.getUTCMonth() + 1, 0);
  cible.setUTCDate(Math.min(quantieme, dernier.getUTCDate()));
  return civile(cible.getTime());
}

/** CNT-2 — calendar days; the day of the event does not count. */
export const ajouterJours = (date: DateCivile, jours: number): DateCivile => civile(enMs(date) + jours * JOUR);

export const lendemain = (date: DateCivile): DateCivile => ajouterJours(date, 1);

/** Days from `debut` to `fin` (negative when `fin` comes first). */
export const joursEntre = (debut: DateCivile, fin: DateCivile): number => (enMs(fin) - enMs(debut)) / JOUR;

export const plusTard = (a: DateCivile, b: DateCivile): DateCivile => (a > b ? a : b);
export const plusTot = (a: DateCivile, b: DateCivile): DateCivile => (a < b ? a : b);
export const annee = (date: DateCivile): number => Number(date.slice(0, 4));

/** DEC-03 — not a Saturday, a Sunday or a public holiday of the department. */
export const estOuvrable = (date: DateCivile, departement: string): boolean =>
  ![SAMEDI, DIMANCHE].includes(new Date(enMs(date)).getUTCDay()) && !estFerie(date, departement);

/** A day that is no working day, and why. */
interface Saute {
  readonly le: DateCivile;
  readonly motif: 'samedi' | 'dimanche' | 'ferie';
  readonly fete?: string;
}

/** DEC-03 — the day itself when it is a working day, else the next one; and the days skipped on the way, each with its reason. */
export function joursSautes(
  date: DateCivile,
  departement: string,
): { readonly jour: DateCivile; readonly sautes: readonly Saute[] } {
  const sautes: Saute[] = [];
  let jour = date;
  for (; !estOuvrable(jour, departement); jour = lendemain(jour)) {
    const rang = new Date(enMs(jour)).getUTCDay();
    const ferie = fete(jour, departement, rang);
    if (ferie !== undefined) sautes.push({ le: jour, motif: 'ferie', fete: ferie });
    else sautes.push({ le: jour, motif: rang === SAMEDI ? 'samedi' : 'dimanche' });
  }
  return { jour, sautes };
}

/** DEC-03 — the day itself when it is a working day, else the next one. */
export const reporter = (date: DateCivile, departement: string): DateCivile => joursSautes(date, departement).jour;

/** « 16 mars 2026 », for sentences that people read. */
export function enToutesLettres(date: DateCivile): string {
  const [an = 0, mois = 0, jour = 0] = date.split('-').map(Number);
  return `${jour === 1 ? '1er' : jour} ${MOIS[mois - 1]} ${an}`;
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
