/**
 * What a case may weigh. Everything that is handed to the engine (an activity's input, what a run carries to the next) is
 * limited to 2 MiB by it, and a run that cannot be renewed is a case that stops: no sequence of demands may come near.
 */
import type { Etat } from '../domain/etat.ts';
import { octets } from '../domain/octets.ts';
import { Refus } from '../domain/refus.ts';

/** Of the state: carried over, and handed to the journal's activity at each step. */
export const OCTETS_ETAT = 384 * 1024;
/** Of the events that one write takes to the journal, beside the state. */
export const OCTETS_PAR_ECRITURE = 768 * 1024;
/** Orders that may wait while the caisse does not answer. */
export const ORDRES_EN_ATTENTE = 300;

/** The refusal of what would make a case too heavy to be carried. What the clock does is not asked: it weighs little. */
export function exigerPlace(etat: Etat, { ordresEnAttente }: { readonly ordresEnAttente: number }): Refus | undefined {
  if (octets(etat) > OCTETS_ETAT)
    return new Refus(
      'SAISIE',
      "Ce dossier a atteint la taille qu'il ne peut dépasser : prévenez l'exploitant du service.",
      'etat',
    );
  if (ordresEnAttente > ORDRES_EN_ATTENTE)
    return new Refus(
      'INCIDENT',
      "Trop d'ordres attendent que la caisse réponde : cet acte sera possible quand ils seront partis.",
      'etat',
    );
  return undefined;
}

/** As many of these as one write may take, in order; one at least. */
export function parEcriture<T>([premier, ...suivants]: readonly [T, ...T[]]): readonly [T, ...T[]] {
  let total = octets(premier);
  const trop = suivants.findIndex((element) => (total += octets(element)) > OCTETS_PAR_ECRITURE);
  return [premier, ...(trop === -1 ? suivants : suivants.slice(0, trop))];
}
