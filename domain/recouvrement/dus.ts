/** What is to be repaid, by when, and what may still be claimed: RES-A-04, DEC-03, DEC-10. Amounts in cents. */
import { plusTard } from '../calendrier/calendrier.ts';
import type { Etat, Recouvrement } from '../etat.ts';
import { totalPaye } from '../paiements/verses.ts';
import { finDuDelai, type Ressort } from '../droit.ts';
import { centimes, type Centimes, type DateCivile } from '../valeurs.ts';

/** RES-A-04, DEC-03 — last day of the reimbursement: two months from the effective date, rolled. */
export const limiteRemboursement = (depuis: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'remboursement', depuis);

export const ouvert = ({ statut }: Recouvrement): boolean =>
  statut === 'propose' || statut === 'notifie' || statut === 'impaye';
export const recouvrementsOuverts = (etat: Etat): readonly [string, Recouvrement][] =>
  Object.entries(etat.recouvrements).filter(([, recouvrement]) => ouvert(recouvrement));

export const resteDu = ({ montantCentimes, rembourseCentimes, remisCentimes }: Recouvrement): Centimes =>
  centimes(Math.max(0, montantCentimes - rembourseCentimes - remisCentimes));

/** DEC-63 — repaid beyond the sum due, or beyond what a remission left of it: to be returned to the ESS. */
export const aRendre = ({ montantCentimes, rembourseCentimes, remisCentimes }: Recouvrement): Centimes =>
  centimes(Math.max(0, Math.min(rembourseCentimes, rembourseCentimes + remisCentimes - montantCentimes)));

/** DEC-37 — last day before it is unpaid: never before two months after its notification; null while no day is fixed. */
export const limiteImpaye = ({ dateLimite, notifieLe }: Recouvrement, ressort: Ressort): DateCivile | null =>
  dateLimite === null || notifieLe === null
    ? dateLimite
    : plusTard(dateLimite, limiteRemboursement(notifieLe, ressort));

/** Everything reimbursed so far. */
export const totalRembourse = (etat: Etat): Centimes =>
  centimes(Object.values(etat.recouvrements).reduce((total, { rembourseCentimes }) => total + rembourseCentimes, 0));

const totalRemis = (etat: Etat): number =>
  Object.values(etat.recouvrements).reduce((total, { remisCentimes }) => total + remisCentimes, 0);

/** DEC-34 — what left, did not come back, was neither repaid nor given up, less what other recoveries than `sauf` claim. */
const aReclamer = (etat: Etat, sauf?: string): number =>
  recouvrementsOuverts(etat)
    .filter(([cle]) => cle !== sauf)
    .reduce((reste, [, autre]) => reste - resteDu(autre), totalPaye(etat) - totalRembourse(etat) - totalRemis(etat));

/** What may still be claimed, beside what other recoveries than `sauf` claim. */
export const reclamable = (etat: Etat, sauf?: string): Centimes => centimes(Math.max(0, aReclamer(etat, sauf)));

/** By how much the open recoveries claim more than may be: a transfer came back since (DEC-38). */
export const reclameEnTrop = (etat: Etat): Centimes => centimes(Math.max(0, -aReclamer(etat)));
