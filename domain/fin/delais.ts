/** Whether a project goes on, and until when what ends it may be answered: DEC-35, DEC-42…46. */
import { plusTard } from '../calendrier/calendrier.ts';
import { enCours } from '../contrats/delais.ts';
import type { Contrat, Dissolution, Etat } from '../etat.ts';
import { depuis, type CalculDate } from '../calculs/date.ts';
import { compter, delai, reporte, sansReport, type Ressort, type SousDroit } from '../droit.ts';
import { calculInstructionLi } from '../lettre-intention/delais.ts';
import { calculTacitePs, depotPossible } from '../projet-sante/delais.ts';
import { CONTRATS, type DateCivile, type TypeContrat } from '../valeurs.ts';

/** A contract runs: its end is another matter than that of the project. */
export const contratEnCours = ({ amorcage, dotation }: Etat): boolean => enCours(amorcage) || enCours(dotation);
export const contratResilie = ({ amorcage, dotation }: Etat): boolean =>
  amorcage.fin === 'resilie' || dotation.fin === 'resilie';

/** DEC-32 — what follows from the end of the contracts is not dated before it. */
export const finDesContrats = ({ amorcage, dotation }: Etat, le: DateCivile): DateCivile =>
  [amorcage.finiLe, dotation.finiLe].reduce<DateCivile>((fin, finiLe) => plusTard(fin, finiLe ?? fin), le);

/** DEC-42 — found by one authority, confirmed by the other, and no objection holds it up. */
export function dissolutionAcquise({ dissolution }: Etat): boolean {
  if (dissolution === null || dissolution.confirmeeLe === null) return false;
  const { ars, caisse } = dissolution.reponses;
  return dissolution.objectionLe === null || (ars?.sens === 'rejete' && caisse?.sens === 'rejete');
}

/** DEC-42 — the contract that ran on the day of the dissolution, or was signed since. */
export const finiParLaDissolution = ({ concluLe, finiLe, fin }: Contrat, { le }: Dissolution): boolean =>
  concluLe !== null && fin !== 'resilie' && (finiLe === null || finiLe > le);

/** DEC-42 — RES-A-03, RES-D-04: last day of an objection, from the receipt of the letter. */
export function calculObjection(contrat: TypeContrat, recueLe: DateCivile, ressort: Ressort): CalculDate {
  const preavis = contrat === 'amorcage' ? 'effetResiliationAmorcage' : 'effetResiliationDotation';
  return reporte(ressort, 'saisine', compter(ressort, preavis, depuis('ConstatConfirme', recueLe)));
}
export const finObjection = (contrat: TypeContrat, recueLe: DateCivile, ressort: Ressort): DateCivile =>
  calculObjection(contrat, recueLe, ressort).resultat;

/** The contract whose window an objection has: the last one signed. */
export const contratDeLObjection = ({ dotation }: Etat): TypeContrat =>
  dotation.concluLe === null ? 'amorcage' : 'dotation';

/** DEC-42…44 — the day on which the project stopped without any contract running, or null while it goes on. */
export function projetArreteLe(etat: Etat): DateCivile | null {
  if (etat.renonceeLe !== null) return etat.renonceeLe;
  if (etat.abandonneLe !== null) return etat.abandonneLe;
  const { dissolution } = etat;
  return dissolution !== null && dissolutionAcquise(etat) && !contratEnCours(etat) && !contratResilie(etat)
    ? dissolution.le
    : null;
}

/** DEC-45 — a contract runs, or may still follow: the territory is covered. */
export function couvert(etat: Etat, le: DateCivile): boolean {
  if (contratEnCours(etat)) return true;
  if (projetArreteLe(etat) !== null || contratResilie(etat) || etat.li?.decision?.sens === 'refusee') return false;
  const { decision, recuLe } = etat.projetSante;
  if (decision?.sens === 'valide' || etat.amorcage.concluLe === null) return true;
  return (recuLe !== null && decision === null) || depotPossible(etat, le);
}

/** DEC-43, DEC-46 — the day from which nothing is decided on any more. */
const finDeLInstruction = (etat: Etat): DateCivile | null =>
  projetArreteLe(etat) ?? (etat.amorcage.fin === 'resilie' ? etat.amorcage.finiLe : null);

/** DEC-30 — over before that day, the silence has decided in law, and waits for its grace alone. */
const acquis = (etat: Etat, silence: CalculDate | null): boolean => {
  const fin = finDeLInstruction(etat);
  return silence !== null && fin !== null && silence.resultat < fin;
};
const projetAcquis = (etat: Etat): boolean => acquis(etat, calculTacitePs(etat.projetSante, etat));
/** DEC-30, DEC-43 — so of the letter, or of the projet: the case does not close before that effect. */
export const silenceAcquis = (etat: Etat): boolean => projetAcquis(etat) || acquis(etat, calculInstructionLi(etat));

/** DEC-46 — a projet de santé in instruction of which no contract can come any more. */
export const instructionSansSuite = (etat: Etat): boolean =>
  etat.projetSante.recuLe !== null &&
  etat.projetSante.decision === null &&
  finDeLInstruction(etat) !== null &&
  !projetAcquis(etat);

/** DEC-35 — last day on which a closed case is still there. */
export const finDuDossier = (closeLe: DateCivile, sous: SousDroit): CalculDate =>
  compter(sous, 'archivage', depuis('EssClose', closeLe));

/** DEC-44 — how the last day that a formal notice leaves is found. */
export const calculMiseEnDemeure = (recueLe: DateCivile, ressort: Ressort): CalculDate =>
  delai(ressort, 'miseEnDemeure', depuis('MiseEnDemeure', recueLe));

/** DEC-44 — that day. */
export const finMiseEnDemeure = (recueLe: DateCivile, ressort: Ressort): DateCivile =>
  calculMiseEnDemeure(recueLe, ressort).resultat;

/** DEC-44 — last day of the two months without an act of the porteur, from a deadline of theirs that they missed. */
export const finSilencePorteur = (dernierJour: DateCivile, actifLe: DateCivile | null, sous: SousDroit): DateCivile =>
  sansReport(sous, 'silencePorteur', plusTard(dernierJour, actifLe ?? dernierJour));

/** The contracts, as they stand, whose end an objection would take back. */
export const finsDesContrats = (etat: Etat): Readonly<Record<TypeContrat, Pick<Contrat, 'fin' | 'finiLe'>>> => {
  const fins = CONTRATS.map((contrat) => [contrat, { fin: etat[contrat].fin, finiLe: etat[contrat].finiLe }]);
  return Object.fromEntries(fins) as Record<TypeContrat, Pick<Contrat, 'fin' | 'finiLe'>>;
};
