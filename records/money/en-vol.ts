/** Transfers that the bank was given, and of which nothing says yet what became of them. At most one of a payment. */
import type { Etat, Paiement } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { resteAVerser } from '../../domain/paiements/verses.ts';

export interface EnVol {
  readonly reference: string;
  readonly montantCentimes: number;
}
/** By key of the payment. */
export type VirementsEnVol = ReadonlyMap<string, EnVol>;
export const AUCUN_EN_VOL: VirementsEnVol = new Map();

/** What is ordered and has not left, held included: nothing of what was rejected, returned, interrupted or paid. Cents. */
export const duMaintenant = (paiement: Paiement): number =>
  paiement.statut === 'ordonnance' || paiement.statut === 'retenu' ? resteAVerser(paiement) : 0;

/**
 * Those still in flight after the event. Executed under its reference, or by hand without one (DEC-37), a transfer has landed;
 * so has one of which nothing is owed any more (rejected, returned, interrupted, struck).
 */
export function enVolApres(enVol: VirementsEnVol, evenement: Evenement, { paiements }: Etat): VirementsEnVol {
  if (enVol.size === 0) return enVol;
  const restent = new Map<string, EnVol>();
  for (const [objet, { reference, montantCentimes }] of enVol) {
    const paiement = paiements[objet];
    const arrive =
      evenement.evenement === 'PaiementExecute' &&
      evenement.paiement === objet &&
      (evenement.reference ?? reference) === reference;
    const reste = paiement === undefined || arrive ? 0 : Math.min(montantCentimes, duMaintenant(paiement));
    if (reste > 0) restent.set(objet, { reference, montantCentimes: reste });
  }
  return restent;
}
