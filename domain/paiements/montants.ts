/** Amounts, in integer cents: DOT-05, DEC-09, DEC-10, DEC-61, TRA-03. Rounded half up, once. */
import { ajouterMois, joursEntre, lendemain, plusTard, plusTot } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { clause, versionDesClauses, type DatesClause, type SousDroit, type Versionnee } from '../droit.ts';
import { PARAMETRES } from '../parametres.ts';
import { centimes, type Centimes, type DateCivile } from '../valeurs.ts';

/** Half up, for non-negative integers: `numerateur / denominateur` rounded once. Exact below 2^53 thanks to BigInt. */
export function arrondi(numerateur: bigint, denominateur: bigint): Centimes {
  return centimes(Number((2n * numerateur + denominateur) / (2n * denominateur)));
}

/**
 * DOT-05, DEC-09 — annual dotation for `n` adherent doctors: linear from 50 000 € (10) to 100 000 € (100 and more).
 * `null` below the first: the caisse fixes the amount and the ARS approves it.
 */
export function dotation(n: number, bareme: Bareme): Centimes | null {
  const { adherentsPlancher, adherentsPlafond, dotationPlancher, dotationPlafond } = bareme;
  if (n < adherentsPlancher) return null;
  if (n >= adherentsPlafond) return dotationPlafond;
  const plage = BigInt(adherentsPlafond - adherentsPlancher);
  const ecart = BigInt(dotationPlafond - dotationPlancher);
  return arrondi(BigInt(dotationPlancher) * plage + BigInt(n - adherentsPlancher) * ecart, plage);
}

const CLAUSES_DU_BAREME = ['adherentsPlancher', 'adherentsPlafond', 'dotationPlancher', 'dotationPlafond'] as const;

/** The scale of a dotation. */
export interface Bareme {
  readonly adherentsPlancher: number;
  readonly adherentsPlafond: number;
  readonly dotationPlancher: Centimes;
  readonly dotationPlafond: Centimes;
}

/** DEC-65 — the scale in force for these dates. */
export const bareme = (sous: SousDroit, dates: DatesClause): Bareme => ({
  adherentsPlancher: clause(sous, 'adherentsPlancher', dates),
  adherentsPlafond: clause(sous, 'adherentsPlafond', dates),
  dotationPlancher: clause(sous, 'dotationPlancher', dates),
  dotationPlafond: clause(sous, 'dotationPlafond', dates),
});

/** That of a payment of this case, opened on that day: the signature, or the count of its year. */
export const baremeDuCycle = (etat: Etat, ouvertLe: DateCivile): Bareme =>
  bareme(etat, { signeLe: etat.dotation.concluLe, ouvertLe });
export const versionDuBareme = (etat: Etat, ouvertLe: DateCivile): Versionnee =>
  versionDesClauses(etat, CLAUSES_DU_BAREME, { signeLe: etat.dotation.concluLe, ouvertLe });

/** CNT-5 — anniversary `k` of a signature, always counted from the signature. */
export const anniversaire = (signature: DateCivile, k: number): DateCivile =>
  ajouterMois(signature, PARAMETRES.anniversaire.premiere * k);

/** DEC-10 — rank (1-based) of the contract year that contains `date`: [anniversary k-1, anniversary k[. */
export function anneeContrat(signature: DateCivile, date: DateCivile): number {
  let k = 1;
  while (anniversaire(signature, k) <= date) k += 1;
  return k;
}

/** DEC-10, RES-D-05 — part of the year's dotation that is left to run at the effective date. */
export function prorataRestant(paye: Centimes, signature: DateCivile, effet: DateCivile): Centimes {
  const k = anneeContrat(signature, effet);
  const debut = anniversaire(signature, k - 1);
  const fin = anniversaire(signature, k);
  return arrondi(BigInt(paye) * BigInt(joursEntre(effet, fin)), BigInt(joursEntre(debut, fin)));
}

export interface Chevauchement {
  readonly jours: number;
  readonly montantCentimes: Centimes;
}

/** TRA-03 — days of ARS funding (`du`…`au`, both included) that the contract overlaps, and their share of the funding. */
export function chevauchement(
  financement: { readonly du: DateCivile; readonly au: DateCivile; readonly montantCentimes: Centimes },
  signature: DateCivile,
): Chevauchement {
  const fin = lendemain(financement.au);
  const debut = plusTot(plusTard(financement.du, signature), fin);
  const jours = joursEntre(debut, fin);
  return {
    jours,
    montantCentimes: arrondi(
      BigInt(financement.montantCentimes) * BigInt(jours),
      BigInt(joursEntre(financement.du, fin)),
    ),
  };
}

/** DEC-61 — the same for several periods: each rounded, then added up. */
export function chevauchements(
  financements: readonly Parameters<typeof chevauchement>[0][],
  signature: DateCivile,
): Chevauchement {
  const parts = financements.map((financement) => chevauchement(financement, signature));
  return {
    jours: parts.reduce((total, { jours }) => total + jours, 0),
    montantCentimes: centimes(parts.reduce((total, { montantCentimes }) => total + montantCentimes, 0)),
  };
}
