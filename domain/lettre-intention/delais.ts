/** The delays of the letter of intent: DEC-07, DEC-14, DEC-53, DEC-55, LI-07, AMO-03. */
import { depuis, prolonge, type Arret, type CalculDate } from '../calculs/date.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import type { Derogation, Etat, LettreIntention } from '../etat.ts';
import { compter, delai, reporte, type Ressort } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

/** Pieces that the ARS asked for are still awaited (DEC-07, DEC-55). */
export const incomplete = ({ piecesCompletesLe, suspendueLe }: LettreIntention): boolean =>
  piecesCompletesLe === null || suspendueLe !== null;

/** DEC-07, DEC-14 — start of the two months: pieces complete and, where one is needed, derogation granted; null while they do not run. */
export function completeLe(
  li: Pick<LettreIntention, 'piecesCompletesLe' | 'suspendueLe'>,
  derogation: Pick<Derogation, 'requise' | 'sens' | 'le'>,
): DateCivile | null {
  if (li.piecesCompletesLe === null || li.suspendueLe !== null) return null;
  if (!derogation.requise) return li.piecesCompletesLe;
  return derogation.sens === 'accordee' && derogation.le !== null
    ? plusTard(li.piecesCompletesLe, derogation.le)
    : null;
}

/** The fact that the two months start from: the deposit, the last piece asked for, or the derogation (DEC-14). */
export function departDecisionLi(
  li: Pick<LettreIntention, 'deposeeLe' | 'piecesCompletesLe' | 'suspendueLe'>,
  derogation: Pick<Derogation, 'requise' | 'sens' | 'le'>,
): CalculDate | null {
  const depart = completeLe(li, derogation);
  if (depart === null) return null;
  if (derogation.requise && derogation.le === depart) return depuis('DerogationConsignee', depart);
  return depuis(depart === li.deposeeLe ? 'LettreIntentionDeposee' : 'LettreIntentionCompletee', depart);
}

/** LI-07 — two months from the day the LI is complete; DEC-55: and the days during which a further request stopped them. */
export const finDecisionLi = (depart: CalculDate, ressort: Ressort, suspensions: readonly Arret[] = []): CalculDate =>
  reporte(
    ressort,
    'decision-lettre-intention',
    prolonge(compter(ressort, 'decisionLettreIntention', depart), suspensions, 'DEC-55'),
  );

/** LI-07 — how the last day of the ARS is found; null while the LI is not complete or once decided. */
export function calculInstructionLi(etat: Etat): CalculDate | null {
  if (etat.li === null || etat.li.decision !== null) return null;
  const depart = departDecisionLi(etat.li, etat.derogation);
  return depart === null ? null : finDecisionLi(depart, etat, etat.li.suspensions);
}

/** LI-07 — last day on which the ARS can notify its decision; null while the LI is not complete or once decided. */
export const finInstructionLi = (etat: Etat): DateCivile | null => calculInstructionLi(etat)?.resultat ?? null;

/** DEC-53 — once the LI is validated, a month at least to write the PS: last day before which its absence is no ground. */
export const finPreavisProjet = (valideeLe: DateCivile, ressort: Ressort): DateCivile =>
  delai(ressort, 'preavisProjetSante', depuis('LettreIntentionValidee', valideeLe)).resultat;

/** AMO-03 — how the last day wished for the signature of the amorçage contract is found. */
export const calculSignatureAmorcage = (valideeLe: DateCivile, ressort: Ressort): CalculDate =>
  delai(ressort, 'signatureContratAmorcage', depuis('LettreIntentionValidee', valideeLe));

/** AMO-03 — that day. */
export const finSignatureAmorcage = (valideeLe: DateCivile, ressort: Ressort): DateCivile =>
  calculSignatureAmorcage(valideeLe, ressort).resultat;
