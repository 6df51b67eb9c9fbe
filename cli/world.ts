/** The world of a scenario, as records: fictitious doctors whose number is the one asked for on each date. */
import type { Monde } from '../domain/simulation/scenario.ts';
import type { DateCivile } from '../domain/valeurs.ts';
import type { Adhesion } from '../records/registers/adhesions.ts';

/** A fictitious RPPS: 11 digits, the last a Luhn key. */
function rppsFictif(rang: number): string {
  const dix = `1${String(rang).padStart(9, '0')}`;
  const somme = [...dix].reduce((total, chiffre, position) => {
    const valeur = position % 2 === 1 ? Number(chiffre) * 2 : Number(chiffre);
    return total + (valeur > 9 ? valeur - 9 : valeur);
  }, 0);
  return `${dix}${(10 - (somme % 10)) % 10}`;
}

/** Adhesions such that, from each date of `monde.adherents` on, the count is the one given (DEC-11). */
export function adhesionsOfWorld({ adherents = {} }: Monde, specialite: string): readonly Adhesion[] {
  const adhesions: Adhesion[] = [];
  const presents: number[] = [];
  for (const le of Object.keys(adherents).sort() as DateCivile[]) {
    const voulu = adherents[le] ?? 0;
    while (presents.length < voulu) {
      const rang = adhesions.length + 1;
      presents.push(adhesions.length);
      const nom = `Médecin ${String(rang).padStart(2, '0')}`;
      adhesions.push({
        rpps: rppsFictif(rang),
        nom,
        prenom: 'Adhérent',
        specialite,
        liberal: true,
        signeeLe: le,
        sortieLe: null,
      });
    }
    while (presents.length > voulu) {
      const place = presents.pop() as number;
      const adhesion = adhesions[place];
      if (adhesion !== undefined) adhesions[place] = { ...adhesion, sortieLe: le };
    }
  }
  return adhesions;
}
