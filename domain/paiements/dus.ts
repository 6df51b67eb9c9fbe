/**
 * How much of each payment the law gives now, whatever was ordered or executed: DEC-34, DEC-36, DEC-37. What was executed
 * beyond it is an `indu`; what is ordered and no longer due is interrupted; what is due beyond it is a complement.
 */
import { auPlus, moins, somme, type CalculMontant } from '../calculs/montant.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { projetArreteLe } from '../fin/delais.ts';
import { premiereReception } from '../resiliation/encours.ts';
import {
  centimes,
  type BasePaiement,
  type Centimes,
  type ClePaiement,
  type DateCivile,
  type TypeContrat,
} from '../valeurs.ts';
import { droits } from './droits.ts';
import { anniversaire } from './montants.ts';
import { cycleDe } from './pieces.ts';
import { contratDe, enOrdre, paiementsDe, resteAVerser, versePour } from './verses.ts';

/** Day after which the contract gives nothing more to anyone; null while it gives, or after a mere term (DEC-08). */
export function finDesDroits(etat: Etat, contrat: TypeContrat): DateCivile | null {
  const { fin, finiLe, concluLe } = etat[contrat];
  if (fin === 'resilie') return finiLe ?? concluLe ?? etat.entreeLe;
  const { aideInterrompueLe } = etat.transition;
  if (
    contrat === 'amorcage' &&
    etat.regime === 'en-fonctionnement-a-mettre-en-conformite' &&
    etat.projetSante.decision?.sens === 'refuse' &&
    aideInterrompueLe !== null
  )
    return aideInterrompueLe;
  // DEC-43, DEC-44: the ESS gave up, or is gone.
  return projetArreteLe(etat);
}

/**
 * DEC-36 — the effect of a résiliation spares it: of a year wholly elapsed, ordered or not, or due and complete before the
 * first receipt.
 * Of the dotation: an amorçage paid after the effect would be due back whole (RES-A-04), so its order stops (V02).
 */
export function epargne(etat: Etat, cle: ClePaiement): boolean {
  const { fin, finiLe, concluLe } = etat.dotation;
  const paiement = etat.paiements[cle];
  if (contratDe(cle) !== 'dotation' || fin !== 'resilie' || finiLe === null || concluLe === null) return false;
  if (anniversaire(concluLe, cycleDe(cle)) <= finiLe) return true;
  if (paiement === undefined || paiement.statut === 'interrompu') return false;
  const effective = etat.resiliationEffective;
  const recue = effective === null ? null : premiereReception(effective);
  // DEC-38: returned after the effect, it is not made again.
  return paiement.statut !== 'retourne' && paiement.duLe !== null && recue !== null && paiement.duLe < recue;
}

/**
 * DEC-33 — a signature was corrected: the adherents are to be counted again, and until then nobody knows the amount. Of a
 * year that has begun: one that begins later than today, by that signature, gives nothing yet.
 */
export function aDenombrer({ dotation, denombrements, dernierLe }: Etat, base: BasePaiement): boolean {
  const { concluLe, finiLe } = dotation;
  if (contratDe(base) !== 'dotation' || concluLe === null) return false;
  const debut = anniversaire(concluLe, cycleDe(base) - 1);
  return (
    denombrements[cycleDe(base)] === undefined &&
    (dernierLe === null || debut <= dernierLe) &&
    (finiLe === null || cycleDe(base) === 1 || debut < finiLe)
  );
}

/** What the law gives of it now; null too while its adherents are to be counted; 0 when it is not due (any more), null while its amount is to be fixed by hand (DEC-09). */
export const duPour = (etat: Etat, base: BasePaiement): Centimes | null => calculDu(etat, base)?.resultat ?? null;

/** How that is found. */
export function calculDu(etat: Etat, base: BasePaiement): CalculMontant | null {
  if (aDenombrer(etat, base)) return null;
  const droit = droits(etat).find(({ cle }) => cle === base);
  const montant = droit === undefined ? somme([], 'DEC-34') : droit.montant;
  const fin = finDesDroits(etat, contratDe(base));
  if (montant === null || fin === null || epargne(etat, base)) return montant;
  return auPlus(montant, { quoi: 'verse', cle: base, montantCentimes: versePour(etat, base, fin) }, 'DEC-36');
}

/** How what was executed beyond what the law gives is found. */
export function calculIndu(etat: Etat, base: BasePaiement): CalculMontant {
  const verse = somme([{ quoi: 'verse', cle: base, montantCentimes: versePour(etat, base) }], 'DEC-34');
  const du = duPour(etat, base) ?? verse.resultat;
  return moins(verse, { quoi: 'du', cle: base, montantCentimes: du }, 'DEC-34');
}

/** That sum. */
export const induPour = (etat: Etat, base: BasePaiement): Centimes => calculIndu(etat, base).resultat;

/** How, of what was executed, what the law gives is found: what a résiliation makes repay (RES-A-04, RES-D-05). */
export const calculLegitime = (etat: Etat, base: BasePaiement): CalculMontant =>
  moins(
    somme([{ quoi: 'verse', cle: base, montantCentimes: versePour(etat, base) }], 'RES-A-04'),
    { quoi: 'deja-repare', cle: `indu-${base}`, montantCentimes: induPour(etat, base) },
    'DEC-34',
  );

/** That sum. */
export const legitimePour = (etat: Etat, base: BasePaiement): Centimes => calculLegitime(etat, base).resultat;

/** DEC-09 — its adherents are known, and too few: until the amount is fixed by hand, nobody may order it. */
export const aFixer = (etat: Etat, base: BasePaiement): boolean =>
  !aDenombrer(etat, base) && calculDu(etat, base) === null;

/**
 * DEC-09, DEC-34 — paid already, on a count put right since, or without order: what of it is due, and what is to be repaid,
 * is known once the amount is fixed by hand.
 */
export const payeAFixer = (etat: Etat, base: BasePaiement): boolean =>
  enOrdre(etat, base) === 0 && versePour(etat, base) > 0 && aFixer(etat, base);

/** The last order that asks for more than is still due, or for what nobody has fixed; null when there is none. */
export function ordreEnTrop(etat: Etat, base: BasePaiement): ClePaiement | null {
  const du = aFixer(etat, base) ? 0 : duPour(etat, base);
  if (du === null || versePour(etat, base) + enOrdre(etat, base) <= du) return null;
  const [cle] = paiementsDe(etat, base).findLast(([, paiement]) => resteAVerser(paiement) > 0) ?? [null];
  return cle;
}

/** DEC-34 — what is due beyond what was executed and ordered, once something was; 0 when the contract gives no more of it. */
export const complementDu = (etat: Etat, base: BasePaiement): Centimes =>
  calculComplement(etat, base)?.resultat ?? centimes(0);

/** How that is found; null when there is none. */
export function calculComplement(etat: Etat, base: BasePaiement): CalculMontant | null {
  const du = calculDu(etat, base);
  if (du === null || paiementsDe(etat, base).length === 0) return null;
  const verse = { quoi: 'verse', cle: base, montantCentimes: versePour(etat, base) } as const;
  const ordonne = { quoi: 'ordonne', cle: base, montantCentimes: enOrdre(etat, base) } as const;
  const reste = moins(moins(du, verse, 'DEC-34'), ordonne, 'DEC-34');
  return reste.resultat === 0 ? null : reste;
}

/** Day on which it was paid in full; null while something of it is still to be paid. */
export function soldeLe(etat: Etat, base: BasePaiement): DateCivile | null {
  const faits = paiementsDe(etat, base);
  if (versePour(etat, base) === 0 || enOrdre(etat, base) > 0 || complementDu(etat, base) > 0) return null;
  return faits.reduce<DateCivile | null>(
    (dernier, [, { executeLe }]) =>
      executeLe === null ? dernier : dernier === null ? executeLe : plusTard(dernier, executeLe),
    null,
  );
}
