/** The delays of the letter of intent: DEC-07, DEC-14, DEC-53, DEC-55, LI-07, AMO-03. */
import { ajouterJours, plusTard } from '../calendrier/calendrier.ts';
import type { Derogation, Etat, LettreIntention } from '../etat.ts';
import { finDelai, finDuDelai, sansReport, type Ressort } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

/** Pieces that the ARS asked for are still awaited (DEC-07, DEC-55). */
export const incomplete = ({ piecesCompletesLe, suspendueLe }: LettreIntention): boolean =>
  piecesCompletesLe === null || suspendueLe !== null;

/** DEC-07, DEC-14 — start of the two months: pieces complete and, where one is needed, derogation granted; null while they do not run. */
export function completeLe(
  li: LettreIntention,
  derogation: Pick<Derogation, 'requise' | 'sens' | 'le'>,
): DateCivile | null {
  if (li.piecesCompletesLe === null || li.suspendueLe !== null) return null;
  if (!derogation.requise) return li.piecesCompletesLe;
  return derogation.sens === 'accordee' && derogation.le !== null
    ? plusTard(li.piecesCompletesLe, derogation.le)
    : null;
}

/** LI-07 — two months from the day the LI is complete; DEC-55: and the days during which a further request stopped them. */
export const finDecisionLi = (completeLe: DateCivile, ressort: Ressort, joursSuspendus = 0): DateCivile =>
  finDelai(
    ressort,
    'decision-lettre-intention',
    ajouterJours(sansReport(ressort, 'decisionLettreIntention', completeLe), joursSuspendus),
    completeLe,
  );

/** LI-07 — last day on which the ARS can notify its decision; null while the LI is not complete or once decided. */
export function finInstructionLi(etat: Etat): DateCivile | null {
  if (etat.li === null || etat.li.decision !== null) return null;
  const depart = completeLe(etat.li, etat.derogation);
  return depart === null ? null : finDecisionLi(depart, etat, etat.li.joursSuspendus);
}

/** DEC-53 — once the LI is validated, a month at least to write the PS: last day before which its absence is no ground. */
export const finPreavisProjet = (valideeLe: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'preavisProjetSante', valideeLe);

/** AMO-03 — last day wished for the signature of the amorçage contract. */
export const finSignatureAmorcage = (valideeLe: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'signatureContratAmorcage', valideeLe);
