/** The known word nearest to one that is not: for who mistyped. */

/** How many letters to change, add, drop or swap with their neighbour. */
function ecart(a: string, b: string): number {
  const lignes: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const ligne = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const en = (di: number, dj: number) => lignes[i - di]?.[j - dj] ?? Infinity;
      const remplacee = en(1, 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const echangee = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? en(2, 2) + 1 : Infinity;
      ligne.push(Math.min(remplacee, echangee, en(1, 0) + 1, (ligne[j - 1] ?? Infinity) + 1));
    }
    lignes.push(ligne);
  }
  return lignes[a.length]?.[b.length] ?? Infinity;
}

const nu = (mot: string): string => mot.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The nearest of these words, accents and case aside; undefined when there is none. */
export const leplusProche = (mot: string, connus: readonly string[]): string | undefined =>
  connus
    .map((connu) => ({ connu, ecart: ecart(nu(mot).slice(0, 60), nu(connu)) }))
    .toSorted((a, b) => a.ecart - b.ecart)[0]?.connu;
