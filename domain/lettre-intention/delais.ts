/** The delays of the letter of intent: DEC-07, DEC-14, LI-07, AMO-03. */
import { plusTard } from '../calendrier/calendrier.ts';
import type { Derogation, Etat, LettreIntention } from '../etat.ts';
import { finDuDelai, type Ressort } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

/** DEC-07, DEC-14 — start of the two months: pieces complete and, where one is needed, derogation granted. */
export function completeLe(
  li: LettreIntention,
  derogation: Pick<Derogation, 'requise' | 'sens' | 'le'>,
): DateCivile | null {
  if (li.piecesCompletesLe === null) return null;
  if (!derogation.requise) return li.piecesCompletesLe;
  return derogation.sens === 'accordee' && derogation.le !== null
    ? plusTard(li.piecesCompletesLe, derogation.le)
    : null;
}

/** LI-07 — two months from the day the LI is complete. */
export const finDecisionLi = (completeLe: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'decisionLettreIntention', completeLe);

/** LI-07 — last day on which the ARS can notify its decision; null while the LI is not complete or once decided. */
export function finInstructionLi(etat: Etat): DateCivile | null {
  if (etat.li === null || etat.li.decision !== null) return null;
  const depart = completeLe(etat.li, etat.derogation);
  return depart === null ? null : finDecisionLi(depart, etat);
}

/** AMO-03 — last day wished for the signature of the amorçage contract. */
export const finSignatureAmorcage = (valideeLe: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'signatureContratAmorcage', valideeLe);
