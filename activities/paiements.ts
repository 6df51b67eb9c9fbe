/** Payment orders to the caisses, and what became of them. Each effect is done once, under its key. */
import type { Effet } from '../domain/demandes.types.ts';
import { readDossier } from '../records/dossiers.ts';
import { followPayment, orderPayment } from '../records/paiements.ts';
import type { Dependances } from './dependances.ts';

type EffetDe<T extends Effet['type']> = Extract<Effet, { readonly type: T }>;

/** Gives the caisse of the seat (GEN-06) the order to pay. Fails, to be retried, while the case is not in the records. */
export const createOrdonnerPaiement =
  ({ pool }: Dependances) =>
  async (effet: EffetDe<'ordonner-paiement'>): Promise<void> => {
    const dossier = await readDossier(pool, effet.ess);
    if (dossier === undefined) throw new Error(`${effet.ess} is not in the records yet: no caisse to address`);
    await orderPayment(pool, { ...effet, caisse: dossier.resume.siege });
  };

/** Records that a payment was executed, rejected, interrupted or issued again. */
export const createSuivrePaiement =
  ({ pool }: Dependances) =>
  async (effet: EffetDe<'suivre-paiement'>): Promise<void> =>
    followPayment(pool, effet);
