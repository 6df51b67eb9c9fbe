/** The delays of the projet de santé, and what they make of its status: PS-02, PS-06, PS-11, DEC-06, DEC-20, TRA-B, TRA-C. */
import { ajouterMois, plusTard, plusTot } from '../calendrier/calendrier.ts';
import { enCours } from '../contrats/delais.ts';
import type { Etat, ProjetSante } from '../etat.ts';
import { finDelai, finDuDelai, sansReport, versionDuDelai, type Ressort, type Versionnee } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

/** PS-02, TRA-B, TRA-C — last day of the deposit before roll-over; null while no clock runs. */
export function limiteDepotBrute(etat: Etat): DateCivile | null {
  const { prolongeAu, delaiFixe } = etat.projetSante;
  if (etat.regime === 'droit-commun') {
    if (etat.li === null) return null;
    return prolongeAu ?? sansReport(etat, 'depotProjetSante', etat.li.deposeeLe);
  }
  const depart = departTransition(etat);
  if (depart === null) return null;
  const maximum = sansReport(etat, 'projetSanteTransition', depart);
  const { ars, caisse } = delaiFixe;
  if (ars === undefined || ars !== caisse) return maximum;
  return plusTot(typeof ars === 'number' ? ajouterMois(depart, ars) : ars, maximum);
}

/** DEC-61 — regime C without complement: there is no amorçage contract, and none is awaited. */
export const sansAmorcage = ({ regime, amorcage, transition }: Etat): boolean =>
  regime === 'en-projet-avec-amorcage-ars' && amorcage.concluLe === null && transition.complementAccordeLe === null;

/** TRA-B, TRA-C — the six months run from the signature of the amorçage; without one, from the entry (DEC-61). */
function departTransition(etat: Etat): DateCivile | null {
  if (etat.regime === 'en-fonctionnement-conforme') return null;
  return etat.amorcage.concluLe ?? (sansAmorcage(etat) ? etat.entreeLe : null);
}

/** DEC-03 — the same, rolled to the next working day (T4, T20, T22). */
export function limiteDepot(etat: Etat): DateCivile | null {
  const brute = limiteDepotBrute(etat);
  const depart = departDepot(etat);
  return brute === null || depart === null ? null : finDelai(etat, 'depot-projet-sante', brute, depart);
}

/** From when the delay of the deposit runs. */
const departDepot = (etat: Etat): DateCivile | null =>
  etat.regime === 'droit-commun' ? (etat.li?.deposeeLe ?? null) : departTransition(etat);

/** DEC-65 — the law of that delay. */
export function versionDuDepot(etat: Etat): Versionnee {
  const depart = departDepot(etat);
  if (depart === null) return {};
  const nom = etat.regime === 'droit-commun' ? 'depotProjetSante' : 'projetSanteTransition';
  return versionDuDelai(etat, nom, depart);
}

export const STATUTS_PROJET_SANTE = [
  'attendu',
  'en-retard',
  'en-instruction',
  'precisions-demandees',
  'valide',
  'refuse',
  'sans-objet',
] as const;
export type StatutProjetSante = (typeof STATUTS_PROJET_SANTE)[number];

/** State of the PS beside the phase (`langage.md`). */
export function statutProjetSante(etat: Etat): StatutProjetSante {
  const { decision, recuLe, precisions, sansObjetLe } = etat.projetSante;
  if (decision !== null) return decision.sens;
  if (sansObjetLe !== null) return 'sans-objet';
  if (recuLe === null) return etat.depassees['depot-projet-sante'] === undefined ? 'attendu' : 'en-retard';
  return precisions !== null && precisions.recuesLe === null ? 'precisions-demandees' : 'en-instruction';
}

/** PS-06 — two months from the reception. */
export const finDecisionPs = (depuis: DateCivile, ressort: Ressort): DateCivile =>
  finDuDelai(ressort, 'decisionProjetSante', depuis);

/** PS-06, DEC-06 — last day of the ARS's two months; null while suspended, undecided or opposed (see `opposition`). */
export function finInstructionPs(ps: ProjetSante, ressort: Ressort): DateCivile | null {
  if (ps.recuLe === null || ps.decision !== null) return null;
  if (ps.precisions !== null && ps.precisions.recuesLe === null) return null;
  return finDecisionPs(departInstruction(ps, ps.recuLe), ressort);
}
const departInstruction = ({ precisions }: ProjetSante, recuLe: DateCivile): DateCivile =>
  precisions?.recuesLe ?? recuLe;

/** DEC-65 — the law of the instruction under way. */
export const versionInstruction = (etat: Etat): Versionnee =>
  etat.projetSante.recuLe === null
    ? {}
    : versionDuDelai(etat, 'decisionProjetSante', departInstruction(etat.projetSante, etat.projetSante.recuLe));

/** An opposition stands: silence produces nothing (PS-08). */
export const opposee = ({ oppositionLe, oppositionLeveeLe }: ProjetSante): boolean =>
  oppositionLe !== null && oppositionLeveeLe === null;

/**
 * Last day on which silence produces the tacit validation; null when an opposition or a suspension prevents it. Not
 * before the day on which an opposition was lifted (DEC-59).
 */
export function finTacitePs(ps: ProjetSante, ressort: Ressort): DateCivile | null {
  const fin = opposee(ps) ? null : finInstructionPs(ps, ressort);
  return fin === null ? null : plusTard(fin, ps.oppositionLeveeLe ?? fin);
}

/** DEC-20, PS-11 — may a PS still be deposited on that day? */
export function depotPossible(etat: Etat, le: DateCivile): boolean {
  const { decision, recuLe } = etat.projetSante;
  const limite = limiteDepot(etat);
  const dansLeDelai = limite !== null && le <= limite;
  const avantTerme = etat.amorcage.finiLe === null || le < etat.amorcage.finiLe;
  if (decision?.sens === 'valide' || etat.amorcage.fin === 'resilie') return false;
  if (decision?.sens === 'refuse') return (enCours(etat.amorcage) || sansAmorcage(etat)) && avantTerme && dansLeDelai;
  return recuLe === null && (avantTerme || dansLeDelai);
}
