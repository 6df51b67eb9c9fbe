/** The one activity of the floor: one insert, committed. */
import type pg from 'pg';

export const createActivitesPlancher = (pool: pg.Pool) => ({
  async inserer(cle: string): Promise<void> {
    await pool.query('insert into plancher (cle) values ($1) on conflict do nothing', [cle]);
  },
});

export type ActivitesPlancher = ReturnType<typeof createActivitesPlancher>;

/** Beside the product's tables, in the same database: the disk and its flushes are the same. */
export const creerTable = (pool: pg.Pool) =>
  pool.query(
    'create table if not exists plancher (cle text primary key, ecrit_le timestamptz not null default clock_timestamp())',
  );
