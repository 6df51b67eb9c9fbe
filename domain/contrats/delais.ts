/** How long both contracts run: AMO-15, AMO-16bis, DOT-10, DEC-17, DEC-61, CNT-5. */
import { plusTard } from '../calendrier/calendrier.ts';
import { depuis, type CalculDate } from '../calculs/date.ts';
import { apresPlusieurs, delai, type Ressort, type SousDroit } from '../droit.ts';
import type { Contrat, Etat } from '../etat.ts';
import { PARTIES, type DateCivile } from '../valeurs.ts';

export const enCours = (contrat: Contrat): boolean => contrat.concluLe !== null && contrat.finiLe === null;

/** AMO-15 — how the last day of the amorçage contract is found, if nothing ends it before. */
export const calculTerme = (concluLe: DateCivile, ressort: Ressort): CalculDate =>
  delai(ressort, 'dureeContratAmorcage', depuis('ContratAmorcageConclu', concluLe));

/** AMO-15 — that day. */
export const termeAmorcage = (concluLe: DateCivile, ressort: Ressort): DateCivile =>
  calculTerme(concluLe, ressort).resultat;

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
