/** How long both contracts run: AMO-15, AMO-16bis, DOT-10, DEC-17, DEC-61, CNT-5. */
import { ajouterMois, finDelai, plusTard } from '../calendrier/calendrier.ts';
import type { Contrat } from '../etat.ts';
import { PARAMETRES } from '../parametres.ts';
import { PARTIES, type DateCivile } from '../valeurs.ts';

export const enCours = (contrat: Contrat): boolean => contrat.concluLe !== null && contrat.finiLe === null;

/** AMO-15 — last day of the amorçage contract if nothing ends it before. */
export const termeAmorcage = (concluLe: DateCivile, siege: string): DateCivile =>
  finDelai('terme-contrat-amorcage', ajouterMois(concluLe, PARAMETRES.dureeContratAmorcage.valeur), siege);

/** DOT-10, DEC-17 — day of renewal number `rang` (1: at five years). */
export const reconduction = (concluLe: DateCivile, rang: number): DateCivile =>
  ajouterMois(concluLe, PARAMETRES.dureeContratDotation.valeur * rang);

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
