/** How the amount and the last day of a payment order were found: as the event that ordered it says. */
import { Journal } from '../../domain/calculs/situer.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { SousDroit } from '../../domain/droit.ts';
import type { Paiement } from '../../records/money/paiements.ts';
import { explainedWorkings } from './workings.ts';

const ORDERS: readonly string[] = ['PaiementOrdonnance', 'PaiementReemis'];

/** Nothing of a payment that nobody ordered. */
export function workingsOfPayment(
  law: SousDroit,
  { paiement, montantCentimes }: Pick<Paiement, 'paiement' | 'montantCentimes'>,
  lignes: readonly LigneJournal[],
) {
  const order = lignes.find(
    ({ evenement }) =>
      ORDERS.includes(evenement.evenement) &&
      'paiement' in evenement &&
      evenement.paiement === paiement &&
      evenement.calculs?.montantCentimes?.resultat === montantCentimes,
  );
  const calculs = order?.evenement.calculs;
  if (order === undefined || calculs === undefined) return {};
  return { calculs: explainedWorkings(law, calculs, new Journal(lignes).jusque(order.rang)) };
}
