/** The delays of the projet de santé, and what they make of its status: PS-02, PS-06, PS-11, DEC-06, DEC-20, TRA-B, TRA-C. */
import { ajoute, depuis, inscrite, pasApres, pasAvant, type CalculDate } from '../calculs/date.ts';
import { enCours } from '../contrats/delais.ts';
import type { Etat, ProjetSante } from '../etat.ts';
import { compter, delai, reporte, type Ressort } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

/** PS-02, TRA-B, TRA-C — how the last day of the deposit is found, before roll-over; null while no clock runs. */
function calculDepotBrut(etat: Etat): CalculDate | null {
  const { prolongeAu, delaiFixe } = etat.projetSante;
  const depart = departDepot(etat);
  if (depart === null) return null;
  if (etat.regime === 'droit-commun')
    return prolongeAu === null
      ? compter(etat, 'depotProjetSante', depart)
      : inscrite(depart, 'DepotProjetSanteProlonge', prolongeAu, 'PS-02');
  const maximum = compter(etat, 'projetSanteTransition', depart);
  const { ars, caisse } = delaiFixe;
  if (ars === undefined || ars !== caisse) return maximum;
  const fixe =
    typeof ars === 'number'
      ? ajoute(depart, { valeur: ars, unite: 'mois' }, 'TRA-C')
      : inscrite(depart, 'DelaiProjetSanteFixe', ars, 'TRA-C');
  return maximum.resultat < fixe.resultat ? pasApres(fixe, depart.depart.evenement, maximum.resultat, 'TRA-C') : fixe;
}

/** PS-02, TRA-B, TRA-C — that day. */
export const limiteDepotBrute = (etat: Etat): DateCivile | null => calculDepotBrut(etat)?.resultat ?? null;

/** DEC-61 — regime C without complement: there is no amorçage contract, and none is awaited. */
export const sansAmorcage = ({ regime, amorcage, transition }: Etat): boolean =>
  regime === 'en-projet-avec-amorcage-ars' && amorcage.concluLe === null && transition.complementAccordeLe === null;

/** From when the delay of the deposit runs: TRA-B, TRA-C, the signature of the amorçage; without one, the entry (DEC-61). */
function departDepot(etat: Etat): CalculDate | null {
  if (etat.regime === 'droit-commun')
    return etat.li === null ? null : depuis('LettreIntentionDeposee', etat.li.deposeeLe);
  if (etat.regime === 'en-fonctionnement-conforme') return null;
  const { concluLe } = etat.amorcage;
  if (concluLe !== null) return depuis('ContratAmorcageConclu', concluLe);
  return sansAmorcage(etat) && etat.entreeLe !== null ? depuis('EssExistanteDeclaree', etat.entreeLe) : null;
}

/** DEC-03 — how the last day of the deposit is found (T4, T20, T22); null while no clock runs. */
export function calculDepot(etat: Etat): CalculDate | null {
  const brut = calculDepotBrut(etat);
  return brut === null ? null : reporte(etat, 'depot-projet-sante', brut);
}

/** DEC-03 — that day. */
export const limiteDepot = (etat: Etat): DateCivile | null => calculDepot(etat)?.resultat ?? null;

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

/** PS-06 — two months from the reception of the projet, or of the precisions (DEC-06). */
export const finDecisionPs = (
  recu: DateCivile,
  ressort: Ressort,
  evenement: 'ProjetSanteDepose' | 'PrecisionsRecues' = 'ProjetSanteDepose',
): CalculDate => delai(ressort, 'decisionProjetSante', depuis(evenement, recu));

/** PS-06, DEC-06 — how the last day of the ARS's two months is found; null while suspended or decided. */
export function calculInstructionPs(ps: ProjetSante, ressort: Ressort): CalculDate | null {
  if (ps.recuLe === null || ps.decision !== null) return null;
  if (ps.precisions === null) return finDecisionPs(ps.recuLe, ressort);
  return ps.precisions.recuesLe === null ? null : finDecisionPs(ps.precisions.recuesLe, ressort, 'PrecisionsRecues');
}

/** PS-06, DEC-06 — last day of the ARS's two months; null while suspended, undecided or opposed (see `opposition`). */
export const finInstructionPs = (ps: ProjetSante, ressort: Ressort): DateCivile | null =>
  calculInstructionPs(ps, ressort)?.resultat ?? null;

/** An opposition stands: silence produces nothing (PS-08). */
export const opposee = ({ oppositionLe, oppositionLeveeLe }: ProjetSante): boolean =>
  oppositionLe !== null && oppositionLeveeLe === null;

/** How the last day before the tacit validation is found; null when an opposition or a suspension prevents it. */
export function calculTacitePs(ps: ProjetSante, ressort: Ressort): CalculDate | null {
  const fin = opposee(ps) ? null : calculInstructionPs(ps, ressort);
  if (fin === null || ps.oppositionLeveeLe === null) return fin;
  // DEC-59: not before the day on which an opposition was lifted.
  return pasAvant(fin, 'OppositionLevee', ps.oppositionLeveeLe, 'DEC-59');
}

/** Last day on which silence does not yet validate. */
export const finTacitePs = (ps: ProjetSante, ressort: Ressort): DateCivile | null =>
  calculTacitePs(ps, ressort)?.resultat ?? null;

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
