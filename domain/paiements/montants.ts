/** Amounts, in integer cents: DOT-05, DEC-09, DEC-10, DEC-61, TRA-03. Rounded half up, once. */
import { ajouterMois, joursEntre, lendemain, plusTard, plusTot } from '../calendrier/calendrier.ts';
import { ajoute, depuis, type CalculDate } from '../calculs/date.ts';
import { etape, somme, type CalculMontant } from '../calculs/montant.ts';
import type { Denombrement, Etat } from '../etat.ts';
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

/** DOT-05 — how the dotation for the adherents counted on that day is found; null below the first step of the scale (DEC-09). */
export function calculDotation(etat: Etat, { nombre, date }: Denombrement): CalculMontant | null {
  const bareme = baremeDuCycle(etat, date);
  const resultat = dotation(nombre, bareme);
  if (resultat === null) return null;
  const { adherentsPlancher, adherentsPlafond, dotationPlancher, dotationPlafond } = bareme;
  return etape({
    operation: 'bareme',
    nombre,
    compteLe: date,
    plancher: { medecins: adherentsPlancher, montantCentimes: dotationPlancher },
    plafond: { medecins: adherentsPlafond, montantCentimes: dotationPlafond },
    regle: 'DOT-05',
    ...versionDuBareme(etat, date),
    resultat,
  });
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

/** CNT-5 — how anniversary `k` of a signature is found, always counted from the signature. */
export function calculAnniversaire(signature: DateCivile, k: number): CalculDate {
  const { premiere: annee, regle } = PARAMETRES.anniversaire;
  const plusieurs = k > 1 ? { periodes: Array.from({ length: k }, () => annee) } : {};
  const longueur = { valeur: annee * k, unite: 'mois' as const, parametre: 'anniversaire', ...plusieurs };
  return ajoute(depuis('ContratDotationConclu', signature), longueur, regle);
}

/** CNT-5 — that day. */
export const anniversaire = (signature: DateCivile, k: number): DateCivile =>
  ajouterMois(signature, PARAMETRES.anniversaire.premiere * k);

/** DEC-10 — rank (1-based) of the contract year that contains `date`: [anniversary k-1, anniversary k[. */
export function anneeContrat(signature: DateCivile, date: DateCivile): number {
  let k = 1;
  while (anniversaire(signature, k) <= date) k += 1;
  return k;
}

/** DEC-10, RES-D-05 — how the part of the year's dotation that is left to run at the effective date is found. */
export function calculProrata(paye: CalculMontant, signature: DateCivile, effet: DateCivile): CalculMontant {
  const k = anneeContrat(signature, effet);
  const au = anniversaire(signature, k);
  const jours = joursEntre(effet, au);
  const joursEnTout = joursEntre(anniversaire(signature, k - 1), au);
  const resultat = arrondi(BigInt(paye.resultat) * BigInt(jours), BigInt(joursEnTout));
  return etape({ operation: 'prorata', jours, joursEnTout, du: effet, au, regle: 'DEC-10', resultat }, paye);
}

/** DEC-10, RES-D-05 — that part. */
export const prorataRestant = (paye: Centimes, signature: DateCivile, effet: DateCivile): Centimes =>
  calculProrata(somme([{ quoi: 'verse', montantCentimes: paye }], 'DEC-10'), signature, effet).resultat;

export interface Chevauchement {
  readonly jours: number;
  readonly montantCentimes: Centimes;
  readonly calcul: CalculMontant;
}

/** TRA-03 — days of ARS funding (`du`…`au`, both included) that the contract overlaps, and their share of the funding. */
export function chevauchement(
  financement: { readonly du: DateCivile; readonly au: DateCivile; readonly montantCentimes: Centimes },
  signature: DateCivile,
): Chevauchement {
  const fin = lendemain(financement.au);
  const debut = plusTot(plusTard(financement.du, signature), fin);
  const jours = joursEntre(debut, fin);
  const joursEnTout = joursEntre(financement.du, fin);
  const resultat = arrondi(BigInt(financement.montantCentimes) * BigInt(jours), BigInt(joursEnTout));
  const calcul = etape(
    { operation: 'prorata', jours, joursEnTout, du: debut, au: fin, regle: 'TRA-03', resultat },
    etape({
      operation: 'fixe',
      evenement: 'FinancementArsDeclare',
      regle: 'TRA-03',
      resultat: financement.montantCentimes,
    }),
  );
  return { jours, montantCentimes: resultat, calcul };
}

/** DEC-61 — the same for several periods: each rounded, then added up. */
export function chevauchements(
  financements: readonly Parameters<typeof chevauchement>[0][],
  signature: DateCivile,
): Chevauchement {
  const parts = financements.map((financement) => chevauchement(financement, signature));
  const jours = parts.reduce((total, part) => total + part.jours, 0);
  const [seule] = parts;
  const calcul =
    seule !== undefined && parts.length === 1
      ? seule.calcul
      : somme(
          parts.map(({ montantCentimes }, rang) => ({
            quoi: 'chevauchement',
            cle: `${financements[rang]?.du}/${financements[rang]?.au}`,
            montantCentimes,
          })),
          'DEC-61',
        );
  return { jours, montantCentimes: calcul.resultat, calcul };
}
