/** SUI-03 — what was paid and repaid in each month of a year, in the nation; small counts hidden as in the rest of the picture. */
import { SEUILS } from './petits-effectifs.ts';
import type { Version } from './etat-des-lieux.ts';

/** What one ESS was paid, less what came back, and repaid, in one month. */
export interface ApportDuMois {
  /** `aaaa-mm`. */
  readonly mois: string;
  readonly ess: string;
  readonly verseCentimes: number;
  readonly rembourseCentimes: number;
}

/** The figures are null when they are hidden. */
export interface MoisPublie {
  readonly mois: string;
  readonly masque: boolean;
  readonly equipes: number | null;
  readonly verseCentimes: number | null;
  readonly rembourseCentimes: number | null;
}

const equipesDe = (apports: readonly ApportDuMois[]): ReadonlySet<string> => new Set(apports.map(({ ess }) => ess));

/**
 * The twelve months of a year. A month of fewer teams than the threshold is hidden; since the year's sum is published,
 * so are others, the smallest first, until what is hidden rests on enough teams together.
 */
export function argentParMois(
  annee: string,
  apports: readonly ApportDuMois[],
  version: Version,
): readonly MoisPublie[] {
  const parMois = Map.groupBy(apports, ({ mois }) => mois);
  const mois = Array.from({ length: 12 }, (_, rang) => `${annee}-${String(rang + 1).padStart(2, '0')}`);
  const masques = version === 'exacts' ? new Set<string>() : moisMasques(parMois);
  return mois.map((un) => {
    const siens = parMois.get(un) ?? [];
    const masque = masques.has(un);
    const somme = (nom: 'verseCentimes' | 'rembourseCentimes') =>
      masque ? null : siens.reduce((total, apport) => total + apport[nom], 0);
    return {
      mois: un,
      masque,
      equipes: masque ? null : equipesDe(siens).size,
      verseCentimes: somme('verseCentimes'),
      rembourseCentimes: somme('rembourseCentimes'),
    };
  });
}

function moisMasques(parMois: ReadonlyMap<string, readonly ApportDuMois[]>): ReadonlySet<string> {
  const parTaille = [...parMois]
    .map(([mois, apports]) => ({ mois, equipes: equipesDe(apports) }))
    .toSorted((a, b) => a.equipes.size - b.equipes.size || a.mois.localeCompare(b.mois));
  const masques = new Set(parTaille.filter(({ equipes }) => equipes.size < SEUILS.equipes).map(({ mois }) => mois));
  const cachees = new Set(parTaille.filter(({ mois }) => masques.has(mois)).flatMap(({ equipes }) => [...equipes]));
  for (const { mois, equipes } of parTaille) {
    if (masques.size === 0 || cachees.size >= SEUILS.equipes) break;
    masques.add(mois);
    for (const ess of equipes) cachees.add(ess);
  }
  return masques;
}
