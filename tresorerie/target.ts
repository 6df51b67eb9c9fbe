/** Days on which banks settle transfers in euros: the calendar of TARGET (T2), closed on weekends and six days a year. */
import { ajouterJours, enToutesLettres } from '../domain/calendrier/calendrier.ts';
import { estFerie } from '../domain/calendrier/jours-feries.ts';
import type { DateCivile } from '../domain/valeurs.ts';

/** 1 January, 1 May, 25 and 26 December; Good Friday and Easter Monday move. */
const FIXES: readonly string[] = ['01-01', '05-01', '12-25', '12-26'];
const [DIMANCHE, LUNDI, VENDREDI, SAMEDI] = [0, 1, 5, 6];
const jourDeSemaine = (date: DateCivile): number => new Date(date).getUTCDay();

/** The only Monday from 23 March to 26 April that France does not work on: one table of Easter is enough. */
const lundiDePaques = (date: DateCivile): boolean =>
  jourDeSemaine(date) === LUNDI && date.slice(5) >= '03-23' && date.slice(5) <= '04-26' && estFerie(date, '33');

/** Whether transfers in euros are settled that day; years of the table of public holidays (2024 to 2099). */
export function estJourTarget(date: DateCivile): boolean {
  const jour = jourDeSemaine(date);
  if (jour === SAMEDI || jour === DIMANCHE || FIXES.includes(date.slice(5))) return false;
  return !lundiDePaques(date) && !(jour === VENDREDI && lundiDePaques(ajouterJours(date, 3)));
}

/** The day itself when banks settle, else the next one. */
export function prochainJourTarget(date: DateCivile): DateCivile {
  let jour = date;
  while (!estJourTarget(jour)) jour = ajouterJours(jour, 1);
  return jour;
}

/** Banks take an order this long before its day, as a rule. */
const AVANCE_MAX = 365;

/** PAY-01 — why no batch may be asked for that day; `undefined`: it may. `aujourdhui`: where the caisse is. */
export function defautDuJour(le: DateCivile, aujourdhui: DateCivile): string | undefined {
  if (le < aujourdhui)
    return `Le ${enToutesLettres(le)} est passé : une banque n’exécute pas un virement dans le passé. Demandez le ${enToutesLettres(prochainJourTarget(aujourdhui))}, ou plus tard.`;
  if (le > ajouterJours(aujourdhui, AVANCE_MAX))
    return `Le ${enToutesLettres(le)} est dans plus d’un an : les banques ne prennent pas d’ordre si longtemps d’avance.`;
  if (!estJourTarget(le))
    return `Le ${enToutesLettres(le)} n’est pas un jour de banque (calendrier TARGET) : demandez le ${enToutesLettres(prochainJourTarget(le))}.`;
  return undefined;
}
