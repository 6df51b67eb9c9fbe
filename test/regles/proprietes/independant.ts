/**
 * The counting rules said a second time, from their text (regles.md §0.3, art. 641 and 642 CPC, L. 3133-1 and
 * L. 3422-2 du code du travail), with integers and nothing of `domain/`: a day is its number since 1 January 1970.
 */
export type Jour = number;

const bissextile = (annee: number): boolean => (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0;
const LONGUEURS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const longueurMois = (annee: number, mois: number): number =>
  mois === 2 && bissextile(annee) ? 29 : (LONGUEURS[mois - 1] ?? 0);

/** Counts whole years, then whole months, then days. */
export function enJours(annee: number, mois: number, quantieme: number): Jour {
  let total = 0;
  for (let a = 1970; a < annee; a += 1) total += bissextile(a) ? 366 : 365;
  for (let m = 1; m < mois; m += 1) total += longueurMois(annee, m);
  return total + quantieme - 1;
}

export function decomposer(jour: Jour): { annee: number; mois: number; quantieme: number } {
  let annee = 1970;
  let reste = jour;
  for (let duree = 365; reste >= (duree = bissextile(annee) ? 366 : 365); annee += 1) reste -= duree;
  let mois = 1;
  for (; reste >= longueurMois(annee, mois); mois += 1) reste -= longueurMois(annee, mois);
  return { annee, mois, quantieme: reste + 1 };
}

const deux = (n: number) => String(n).padStart(2, '0');
export function enTexte(jour: Jour): string {
  const { annee, mois, quantieme } = decomposer(jour);
  return `${annee}-${deux(mois)}-${deux(quantieme)}`;
}
export function depuisTexte(texte: string): Jour {
  const [annee = 0, mois = 0, quantieme = 0] = texte.split('-').map(Number);
  return enJours(annee, mois, quantieme);
}

/** Art. 641 al. 2: « le jour du dernier mois qui porte le même quantième […]. À défaut, le dernier jour du mois ». */
export function decalerMois(jour: Jour, nombre: number): Jour {
  const { annee, mois, quantieme } = decomposer(jour);
  const rang = annee * 12 + (mois - 1) + nombre;
  const [a, m] = [Math.floor(rang / 12), (rang % 12) + 1];
  return enJours(a, m, Math.min(quantieme, longueurMois(a, m)));
}

/** 1: Monday … 7: Sunday. 1 January 1970 was a Thursday. */
export const jourDeLaSemaine = (jour: Jour): number => ((jour + 3) % 7) + 1;

/** Gauss's formula for Easter Sunday, valid from 1900 to 2099. */
function paques(annee: number): Jour {
  const [a, b, c] = [annee % 19, annee % 4, annee % 7];
  const lune = (19 * a + 24) % 30;
  const semaine = (2 * b + 4 * c + 6 * lune + 5) % 7;
  let depuisMars = 22 + lune + semaine;
  if (lune === 29 && semaine === 6) depuisMars -= 7;
  if (lune === 28 && semaine === 6 && a > 10) depuisMars -= 7;
  return enJours(annee, 3, 1) + depuisMars - 1;
}

/** L. 3133-1: the eleven days; L. 3422-2 and decree 83-1003: the abolition of slavery, by territory. */
export function estFerieDApresLaLoi(jour: Jour, departement: string): boolean {
  const { annee, mois, quantieme } = decomposer(jour);
  const fixes = [
    [1, 1],
    [5, 1],
    [5, 8],
    [7, 14],
    [8, 15],
    [11, 1],
    [11, 11],
    [12, 25],
  ];
  const abolition: Record<string, [number, number]> = {
    '971': [5, 27],
    '972': [5, 22],
    '973': [6, 10],
    '974': [12, 20],
    '976': [4, 27],
    '977': [10, 9],
    '978': [5, 28],
  };
  const propre = abolition[departement];
  return (
    fixes.some(([m, q]) => m === mois && q === quantieme) ||
    [1, 39, 50].some((decalage) => jour === paques(annee) + decalage) ||
    (propre !== undefined && propre[0] === mois && propre[1] === quantieme)
  );
}

/** Art. 642 al. 2: « prorogé jusqu'au premier jour ouvrable suivant ». */
export function jourSuivantOuvrable(jour: Jour, departement: string): Jour {
  for (let candidat = jour; ; candidat += 1)
    if (jourDeLaSemaine(candidat) < 6 && !estFerieDApresLaLoi(candidat, departement)) return candidat;
}
