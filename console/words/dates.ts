/** Dates as people read them: in words, with the days left; never « 00:00 », never the days alone. */

const day = (civil: string): number => Date.parse(`${civil}T00:00:00Z`) / 86_400_000;

const LONG = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone: 'UTC' });
const MEDIUM = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const SHORT = new Intl.DateTimeFormat('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('fr-FR', { month: 'long', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });
const PARIS = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' });

/** « 1er mars », as French writes the first of a month. */
const first = (text: string): string => text.replace(/(^| )1 (?=[a-zéû]+ \d{4})/, '$11er ');
const at = (civil: string): Date => new Date(`${civil}T00:00:00Z`);

/** « lundi 1er mars 2027 ». `civil`: `yyyy-mm-dd`. */
export const fullDate = (civil: string): string => first(LONG.format(at(civil)));
/** « 1er mars 2027 ». */
export const longDate = (civil: string): string => first(MEDIUM.format(at(civil)));
/** « 01/03/2027 », for columns. */
export const shortDate = (civil: string): string => SHORT.format(at(civil));
/** « mars ». `month`: `yyyy-mm`. */
export const monthName = (month: string): string => MONTH.format(at(`${month}-01`));
/** « 1er mars 2027 à 14:05 », in Paris. `instant`: ISO. */
export const moment = (instant: string): string => first(MOMENT.format(new Date(instant)));
/** The civil date of this instant, in Paris. */
export const civilToday = (now = new Date()): string => PARIS.format(now);

/** Days from `today` to `civil`: negative when it is past. */
export const daysUntil = (civil: string, today: string): number => day(civil) - day(today);

/** Beyond, nobody counts in days: the date stands beside. */
const DAYS_AT_MOST = 92;
const YEAR = 365.25;

/** « 12 jours », « 7 mois », « 4 ans », in whole ones. */
function span(days: number): string {
  if (days <= DAYS_AT_MOST) return `${days} jour${days > 1 ? 's' : ''}`;
  return days < 2 * YEAR ? `${Math.floor(days / (YEAR / 12))} mois` : `${Math.floor(days / YEAR)} ans`;
}

/** « aujourd’hui », « demain », « dans 12 jours », « dans 7 mois », « hier », « il y a 3 jours ». */
export function inDays(civil: string, today: string): string {
  const days = daysUntil(civil, today);
  if (days === 0) return 'aujourd’hui';
  if (days === 1) return 'demain';
  if (days === -1) return 'hier';
  return days > 0 ? `dans ${span(days)}` : `il y a ${span(-days)}`;
}

export type Nearness = 'late' | 'today' | 'near' | 'later';
const NEAR_DAYS = 7;

/** What a last day is, today: a day that is today's is not late. */
export function nearness(civil: string, today: string): Nearness {
  const days = daysUntil(civil, today);
  if (days < 0) return 'late';
  if (days === 0) return 'today';
  return days <= NEAR_DAYS ? 'near' : 'later';
}

const NAMES: Readonly<Record<Nearness, (days: number) => string>> = {
  late: (days) => `en retard de ${span(-days)}`,
  today: () => 'dernier jour : aujourd’hui',
  near: (days) => (days === 1 ? 'demain' : `dans ${span(days)}`),
  later: (days) => `dans ${span(days)}`,
};
/** What is left of a delay: « en retard de 3 jours », « dernier jour : aujourd’hui », « dans 12 jours ». */
export const timeLeft = (civil: string, today: string): string =>
  NAMES[nearness(civil, today)](daysUntil(civil, today));

/** The Monday of the week of this day. */
export function mondayOf(civil: string): string {
  const at = day(civil);
  // 1 January 1970 was a Thursday.
  return new Date((at - ((at + 3) % 7)) * 86_400_000).toISOString().slice(0, 10);
}
