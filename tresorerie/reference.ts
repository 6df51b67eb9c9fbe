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
