/** The delays of the letter of intent: DEC-07, DEC-14, DEC-53, DEC-55, LI-07, AMO-03. */
import { ajouterJours, ajouterMois, finDelai, plusTard } from '../calendrier/calendrier.ts';
import type { Derogation, Etat, LettreIntention } from '../etat.ts';
import { PARAMETRES } from '../parametres.ts';
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
export const finDecisionLi = (completeLe: DateCivile, siege: string, joursSuspendus = 0): DateCivile =>
  finDelai(
    'decision-lettre-intention',
    ajouterJours(ajouterMois(completeLe, PARAMETRES.decisionLettreIntention.valeur), joursSuspendus),
    siege,
  );

/** LI-07 — last day on which the ARS can notify its decision; null while the LI is not complete or once decided. */
export function finInstructionLi(etat: Etat): DateCivile | null {
  if (etat.li === null || etat.li.decision !== null) return null;
  const depart = completeLe(etat.li, etat.derogation);
  return depart === null ? null : finDecisionLi(depart, etat.siege, etat.li.joursSuspendus);
}

/** DEC-53 — once the LI is validated, a month at least to write the PS: last day before which its absence is no ground. */
export const finPreavisProjet = (valideeLe: DateCivile, siege: string): DateCivile =>
  finDelai('depot-projet-sante', ajouterMois(valideeLe, PARAMETRES.preavisProjetSante.valeur), siege);

/** AMO-03 — last day wished for the signature of the amorçage contract. */
export const finSignatureAmorcage = (valideeLe: DateCivile, siege: string): DateCivile =>
  finDelai('signature-contrat-amorcage', ajouterMois(valideeLe, PARAMETRES.signatureContratAmorcage.valeur), siege);
