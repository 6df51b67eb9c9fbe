/** References that a bank carries from end to end: the same for ever for the same payment and issue. */
import { createHash } from 'node:crypto';
import type { ClePaiement } from '../domain/valeurs.ts';

const LONGUEUR = 35;

/**
 * End-to-end id of a payment. `emission`: 1 for the order, 2 for the first time it is issued again… A file exported twice
 * bears the same ids, so that a bank can refuse the second; a payment issued again bears another.
 */
export function endToEndId(ess: string, paiement: ClePaiement, emission: number): string {
  const lisible = `${ess}.${paiement}.${emission}`;
  if (lisible.length <= LONGUEUR) return lisible;
  return createHash('sha256').update(lisible).digest('hex').slice(0, LONGUEUR);
}

/** Letters, digits and the few signs that every bank of the SEPA zone carries; others become their plain form or a space. */
export const caracteresSepa = (texte: string, longueur: number): string =>
  texte
    .replace(/[œŒ]/g, 'oe')
    .replace(/[’‘]/g, "'")
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, longueur)
    .trim();
