/** How long both contracts run: AMO-15, AMO-16bis, DOT-10, DEC-17, DEC-61, CNT-5. */
import { plusTard } from '../calendrier/calendrier.ts';
import { depuis, type CalculDate } from '../calculs/date.ts';
import { apresPlusieurs, delai, type Ressort, type SousDroit } from '../droit.ts';
import type { Contrat, Etat } from '../etat.ts';
import { finAnnoncee } from '../resiliation/encours.ts';
import { PARTIES, type DateCivile } from '../valeurs.ts';

export const enCours = (contrat: Contrat): boolean => contrat.concluLe !== null && contrat.finiLe === null;

/** AMO-15 — how the last day of the amorçage contract is found, if nothing ends it before. */
export const calculTerme = (concluLe: DateCivile, ressort: Ressort): CalculDate =>
  delai(ressort, 'dureeContratAmorcage', depuis('ContratAmorcageConclu', concluLe));

/** AMO-15 — that day. */
export const termeAmorcage = (concluLe: DateCivile, ressort: Ressort): DateCivile =>
  calculTerme(concluLe, ressort).resultat;

/** DEC-39 — the term of an amorçage that runs, whatever is under way, but for a résiliation that takes effect by then; or null. */
export function termeAttendu(etat: Etat): CalculDate | null {
  const { concluLe } = etat.amorcage;
  if (concluLe === null || !enCours(etat.amorcage)) return null;
  const terme = calculTerme(concluLe, etat);
  const annoncee = finAnnoncee(etat, 'amorcage');
  return annoncee === null || annoncee > terme.resultat ? terme : null;
}

/** DEC-32, DEC-39 — the amorçage ended at its ten months, even while a silence of before them waits for its grace. */
export const termePasse = (etat: Etat, le: DateCivile): boolean => {
  const terme = termeAttendu(etat);
  return terme !== null && terme.resultat < le;
};

/** DOT-10, DEC-17 — how the day of renewal number `rang` is found (1: at five years); each period has the length of the day it starts. */
export const calculReconduction = (concluLe: DateCivile, rang: number, sous: SousDroit): CalculDate =>
  apresPlusieurs(sous, 'dureeContratDotation', depuis('ContratDotationConclu', concluLe), rang);

/** DOT-10, DEC-17 — that day. */
export const reconduction = (concluLe: DateCivile, rang: number, sous: SousDroit): DateCivile =>
  calculReconduction(concluLe, rang, sous).resultat;

/** AMO-16bis — the contract is dated by the last of the three signatures; null while one is missing. */
export function dateConclusion(signatures: Contrat['signatures']): DateCivile | null {
  const dates = PARTIES.map((partie) => signatures[partie]);
  return dates.every((date) => date !== undefined) ? dates.reduce(plusTard) : null;
}

/** DEC-61 — from when the dotation runs: its last signature, or the later taking of effect agreed in regime A. */
export function departDotation({ signatures, priseEffet }: Contrat): DateCivile | null {
  const signe = dateConclusion(signatures);
  return signe === null ? null : plusTard(signe, priseEffet ?? signe);
}

/** The first year of the dotation whose adherents are not counted; a signature put right may leave one behind (DEC-33). */
export function cycleACompter({ denombrements }: Etat): number {
  let cycle = 1;
  while (denombrements[cycle] !== undefined) cycle += 1;
  return cycle;
}
