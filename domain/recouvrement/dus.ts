/** What is to be repaid, by when, and what may still be claimed: RES-A-04, DEC-03, DEC-10. Amounts in cents. */
import { depuis, inscrite, pasAvant, type CalculDate } from '../calculs/date.ts';
import { moins, somme, type CalculMontant, type Part } from '../calculs/montant.ts';
import type { Etat, Recouvrement } from '../etat.ts';
import { totalPaye } from '../paiements/verses.ts';
import { delai, type Ressort } from '../droit.ts';
import { centimes, type Centimes, type DateCivile } from '../valeurs.ts';

/** RES-A-04, DEC-03 — how the last day of the reimbursement is found: two months from the effective date, rolled. */
export const calculRemboursement = (
  le: DateCivile,
  ressort: Ressort,
  evenement: 'ResiliationEffective' | 'RecouvrementConfirme' = 'ResiliationEffective',
): CalculDate => delai(ressort, 'remboursement', depuis(evenement, le));

/** RES-A-04, DEC-03 — that day. */
export const limiteRemboursement = (le: DateCivile, ressort: Ressort): DateCivile =>
  calculRemboursement(le, ressort).resultat;

export const ouvert = ({ statut }: Recouvrement): boolean =>
  statut === 'propose' || statut === 'notifie' || statut === 'impaye';
export const recouvrementsOuverts = (etat: Etat): readonly [string, Recouvrement][] =>
  Object.entries(etat.recouvrements).filter(([, recouvrement]) => ouvert(recouvrement));

export const resteDu = ({ montantCentimes, rembourseCentimes, remisCentimes }: Recouvrement): Centimes =>
  centimes(Math.max(0, montantCentimes - rembourseCentimes - remisCentimes));

/** DEC-63 — repaid beyond the sum due, or beyond what a remission left of it: to be returned to the ESS. */
export const aRendre = ({ montantCentimes, rembourseCentimes, remisCentimes }: Recouvrement): Centimes =>
  centimes(Math.max(0, Math.min(rembourseCentimes, rembourseCentimes + remisCentimes - montantCentimes)));

/** The day on which it is to be repaid, as its proposal or its confirmation said it; null while no day is fixed. */
export const calculLimite = ({ dateLimite, ouvertLe, notifieLe }: Recouvrement): CalculDate | null => {
  if (dateLimite === null) return null;
  const evenement = notifieLe === null ? 'RecouvrementPropose' : 'RecouvrementConfirme';
  return inscrite(depuis(evenement, notifieLe ?? ouvertLe), evenement, dateLimite, 'DEC-37');
};

/** DEC-37 — last day before it is unpaid: never before two months after its notification; null while no day is fixed. */
export function calculImpaye(recouvrement: Recouvrement, ressort: Ressort): CalculDate | null {
  const { dateLimite, notifieLe } = recouvrement;
  if (dateLimite === null || notifieLe === null) return calculLimite(recouvrement);
  const deuxMois = calculRemboursement(notifieLe, ressort, 'RecouvrementConfirme');
  return pasAvant(deuxMois, 'RecouvrementPropose', dateLimite, 'DEC-37');
}

/** DEC-37 — that day. */
export const limiteImpaye = (recouvrement: Recouvrement, ressort: Ressort): DateCivile | null =>
  calculImpaye(recouvrement, ressort)?.resultat ?? null;

/** Everything reimbursed so far. */
export const totalRembourse = (etat: Etat): Centimes =>
  centimes(Object.values(etat.recouvrements).reduce((total, { rembourseCentimes }) => total + rembourseCentimes, 0));

const totalRemis = (etat: Etat): number =>
  Object.values(etat.recouvrements).reduce((total, { remisCentimes }) => total + remisCentimes, 0);

/** DEC-34 — what is claimed by other recoveries than `sauf`. */
const autresReclamations = (etat: Etat, sauf?: string): readonly Part[] =>
  recouvrementsOuverts(etat)
    .filter(([cle]) => cle !== sauf)
    .map(([cle, autre]) => ({ quoi: 'reclame', cle, montantCentimes: resteDu(autre) }));

/** DEC-34 — what left, did not come back, was neither repaid nor given up, less what other recoveries than `sauf` claim. */
const aReclamer = (etat: Etat, sauf?: string): number =>
  autresReclamations(etat, sauf).reduce(
    (reste, { montantCentimes }) => reste - montantCentimes,
    totalPaye(etat) - totalRembourse(etat) - totalRemis(etat),
  );

/** How what may still be claimed is found, beside what other recoveries than `sauf` claim. */
export const calculReclamable = (etat: Etat, sauf?: string): CalculMontant =>
  [
    { quoi: 'rembourse', montantCentimes: totalRembourse(etat) } as const,
    { quoi: 'remis', montantCentimes: centimes(totalRemis(etat)) } as const,
    ...autresReclamations(etat, sauf),
  ].reduce(
    (calcul, part) => moins(calcul, part, 'DEC-34'),
    somme([{ quoi: 'verse', montantCentimes: totalPaye(etat) }], 'DEC-34'),
  );

/** What may still be claimed; by the recovery `sauf`, `deja` included: what it was repaid, or what comes to it from another. */
export const reclamable = (etat: Etat, sauf?: string, deja = 0): Centimes =>
  centimes(Math.max(0, aReclamer(etat, sauf) + deja));

/** How what a recovery still claims is found. */
export const calculReste = (cle: string, en: Recouvrement): CalculMontant =>
  [
    { quoi: 'rembourse', montantCentimes: en.rembourseCentimes } as const,
    { quoi: 'remis', montantCentimes: en.remisCentimes } as const,
  ].reduce(
    (calcul, part) => moins(calcul, part, 'REC-02'),
    somme([{ quoi: 'reclame', cle, montantCentimes: en.montantCentimes }], 'REC-02'),
  );

/** By how much the open recoveries claim more than may be: a transfer came back since (DEC-38). */
export const reclameEnTrop = (etat: Etat): Centimes => centimes(Math.max(0, -aReclamer(etat)));
