/** What was handed over to a caisse: by our worker here, by its own worker in its own books. */
import type { ClePaiement, DateCivile } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

export interface Remise {
  readonly cle: string;
  readonly ess: string;
  readonly paiement: ClePaiement;
  readonly caisse: string;
  readonly nature: 'ordre' | 'reemission' | 'interruption' | 'liberation';
  readonly le: DateCivile;
}

/** Records a handover, once under its key. */
export async function recordHandover(db: Queryable, { cle, ess, paiement, caisse, nature, le }: Remise): Promise<void> {
  await db.query(
    `insert into remises (cle, ess, paiement, caisse, nature, le) values ($1, $2, $3, $4, $5, $6)
     on conflict (cle) do nothing`,
    [cle, ess, paiement, caisse, nature, le],
  );
}

/** Handovers of one ESS, in order. */
export async function listHandovers(db: Queryable, ess: string): Promise<Remise[]> {
  const { rows } = await db.query<Remise>(
    'select cle, ess, paiement, caisse, nature, le from remises where ess = $1 order by remise_le, cle',
    [ess],
  );
  return rows;
}
