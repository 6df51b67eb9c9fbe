/**
 * Builds domain/calendrier/jours-feries.ts from the date-holidays library (`npm run feries`).
 * The library weighs 7 MB and stays out of the workflow bundle; a test compares the table with it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Holidays from 'date-holidays';

const PREMIERE = 2024;
const DERNIERE = 2099;
/** Regions of the library for the overseas departments that have a day of their own (abolition of slavery). */
const REGIONS = { '971': 'GP', '972': 'MQ', '973': 'GF', '974': 'RE', '976': 'YT', '977': 'BL' } as const;

function publics(region: string | undefined, annee: number): { jour: string; nom: string }[] {
  const calendrier = region === undefined ? new Holidays('FR') : new Holidays('FR', region);
  return calendrier
    .getHolidays(annee, 'fr')
    .filter((fete) => fete.type === 'public')
    .map((fete) => ({ jour: fete.date.slice(5, 10), nom: fete.name }));
}

/** The 11 national days of a year, `mm-dd`. */
export const nationales = (annee: number): string[] => publics(undefined, annee).map((fete) => fete.jour);

/** The day of the abolition of slavery, `mm-dd`, by department. Saint-Martin (978): 28 May, C. trav. art. L. 3422-2. */
export function abolitions(annee: number): Record<string, string> {
  const jours: Record<string, string> = { '978': '05-28' };
  for (const [departement, region] of Object.entries(REGIONS)) {
    const fete = publics(region, annee).find(({ nom }) => nom.startsWith('Abolition'));
    if (fete === undefined) throw new Error(`the library has no abolition day for ${region} in ${annee}`);
    jours[departement] = fete.jour;
  }
  return jours;
}

function source(): string {
  const annees = Array.from({ length: DERNIERE - PREMIERE + 1 }, (_, rang) => PREMIERE + rang);
  const communes = annees.map(nationales).reduce((fixes, jours) => fixes.filter((jour) => jours.includes(jour)));
  const mobiles = annees.map((annee) => {
    const jours = nationales(annee).filter((jour) => !communes.includes(jour));
    return `  ${annee}: '${jours.join(' ')}',`;
  });
  const outreMer = Object.entries(abolitions(PREMIERE)).map(([departement, jour]) => `  '${departement}': '${jour}',`);
  return `/** DEC-03 — public holidays, ${PREMIERE} to ${DERNIERE}. Built by scripts/jours-feries.ts: do not edit. */
import type { DateCivile } from './valeurs.ts';

const FIXES = '${communes.join(' ')}';

/** Easter Monday, Ascension, Whit Monday. */
const MOBILES: Readonly<Record<number, string>> = {
${mobiles.join('\n')}
};

/** The overseas departments' own day. */
const OUTRE_MER: Readonly<Record<string, string>> = {
${outreMer.join('\n')}
};

/** True on the 11 national days and on the overseas department's own; Alsace-Moselle's two are left out (DEC-03). */
export function estFerie(date: DateCivile, departement: string): boolean {
  const jour = date.slice(5);
  return FIXES.includes(jour) || (MOBILES[Number(date.slice(0, 4))] ?? '').includes(jour) || OUTRE_MER[departement] === jour;
}
`;
}

if (import.meta.main) {
  const cible = join(import.meta.dirname, '../domain/calendrier/jours-feries.ts');
  writeFileSync(cible, source());
  console.log(`written: ${cible}`);
}
