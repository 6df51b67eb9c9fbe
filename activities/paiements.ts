/**
 * Handing orders over to the caisse of the seat, on its own task queue (`paiements-<caisse>`): by this default, the
 * order is in our records for the caisse to read, and the handover is noted. A caisse that runs its own worker registers
 * two activities of these names there; `cle` is the same for ever, so that it too can do each thing once.
 */
import type { Effet } from '../domain/demandes.types.ts';
import { recordHandover, type Remise } from '../records/money/handovers.ts';
import type { Dependances } from './dependencies.ts';

type EffetDe<T extends Effet['type']> = Extract<Effet, { readonly type: T }>;

/** What a caisse is handed over beside its orders. */
const NATURES: Partial<Record<EffetDe<'suivre-paiement'>['statut'], Remise['nature']>> = {
  interrompu: 'interruption',
  libere: 'liberation',
};

/** The activities of a caisse's queue. */
export const createActivitesCaisse = ({ pool }: Pick<Dependances, 'pool'>) => ({
  ordonnerPaiement: (effet: EffetDe<'ordonner-paiement'>): Promise<void> =>
    recordHandover(pool, { ...effet, nature: 'ordre' }),
  /** A payment that must not be made any more, must be made again, or is held back no longer. */
  suivrePaiement: (effet: EffetDe<'suivre-paiement'>): Promise<void> =>
    recordHandover(pool, { ...effet, nature: NATURES[effet.statut] ?? 'reemission' }),
});

export type ActivitesCaisse = ReturnType<typeof createActivitesCaisse>;
