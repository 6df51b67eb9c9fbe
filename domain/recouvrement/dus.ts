/** What is to be repaid, by when, and what may still be claimed: RES-A-04, DEC-03, DEC-10. Amounts in cents. */
import type { Etat, Recouvrement } from '../etat.ts';
import { totalPaye } from '../paiements/attendus.ts';
import { finDuDelai, type Ressort } from '../droit.ts';
import { centimes, type Centimes, type DateCivile } from '../valeurs.ts';

/** RES-A-04, DEC-03 — last day of the reimbursement: two months from the effective date, rolled. */
export const limiteRemboursement = (depuis: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'remboursement', depuis);

export const ouvert = ({ statut }: Recouvrement): boolean =>
  statut === 'propose' || statut === 'notifie' || statut === 'impaye';
export const recouvrementsOuverts = (etat: Etat): readonly [string, Recouvrement][] =>
  Object.entries(etat.recouvrements).filter(([, recouvrement]) => ouvert(recouvrement));

export const resteDu = ({ montantCentimes, rembourseCentimes }: Recouvrement): Centimes =>
  centimes(Math.max(0, montantCentimes - rembourseCentimes));

/** Everything reimbursed so far. */
export const totalRembourse = (etat: Etat): Centimes =>
  centimes(Object.values(etat.recouvrements).reduce((total, { rembourseCentimes }) => total + rembourseCentimes, 0));

/** What may still be claimed: paid, not repaid, and not already claimed by another recovery than `sauf`. */
export const reclamable = (etat: Etat, sauf?: string): Centimes =>
  centimes(
    Math.max(
      0,
      recouvrementsOuverts(etat)
        .filter(([cle]) => cle !== sauf)
        .reduce((reste, [, autre]) => reste - resteDu(autre), totalPaye(etat) - totalRembourse(etat)),
    ),
  );
