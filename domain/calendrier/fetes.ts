/** DEC-03 — which public holiday a day is, by its French name: a date that is put off says why. */
import { estFerie } from './jours-feries.ts';
import type { DateCivile } from '../valeurs.ts';

const FIXES: Readonly<Record<string, string>> = {
  '01-01': 'jour de l’an',
  '05-01': 'fête du Travail',
  '05-08': 'Victoire de 1945',
  '07-14': 'fête nationale',
  '08-15': 'Assomption',
  '11-01': 'Toussaint',
  '11-11': 'Armistice de 1918',
  '12-25': 'Noël',
};

const JEUDI = 4;

/** The name of the holiday of that day in that department; nothing on any other day. `semaine`: 0, Sunday, to 6. */
export function fete(date: DateCivile, departement: string, semaine: number): string | undefined {
  if (!estFerie(date, departement)) return undefined;
  const fixe = FIXES[date.slice(5)];
  if (fixe !== undefined) return fixe;
  // A holiday of the department alone is the abolition of slavery; of the three that move, one is a Thursday, and Easter
  // Monday comes before May.
  if (!estFerie(date, '')) return 'abolition de l’esclavage';
  if (semaine === JEUDI) return 'Ascension';
  return date.slice(5) < '05' ? 'lundi de Pâques' : 'lundi de Pentecôte';
}
