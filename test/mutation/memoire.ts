/** In the place of `domain/memoire.ts`: a test remembers nothing of those before it, hence of no other mutant. */
import type { Etat } from '../../domain/etat.ts';

const memoires: { vider(): void }[] = [];

/** Before each test. */
export const oublier = (): void => {
  for (const memoire of memoires) memoire.vider();
};

function memoire<A extends readonly unknown[], T>(cleDe: (...args: A) => unknown, calculer: (...args: A) => T) {
  const connus = new Map<unknown, T>();
  memoires.push({ vider: () => connus.clear() });
  return (...args: A): T => {
    const cle = cleDe(...args);
    const connu = connus.get(cle) ?? calculer(...args);
    connus.set(cle, connu);
    return connu;
  };
}

export const parEtat = <T>(calculer: (etat: Etat) => T) => memoire((etat: Etat) => etat, calculer);
export const parTextes = <T>(calculer: (a: string, b: string) => T) =>
  memoire((a: string, b: string) => `${a} ${b}`, calculer);
