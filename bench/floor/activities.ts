/** The one activity of the floor: one insert, committed. */
import type pg from 'pg';

export const createFloorActivities = (pool: pg.Pool) => ({
  async inserer(cle: string): Promise<void> {
    await pool.query('insert into plancher (cle) values ($1) on conflict do nothing', [cle]);
  },
});

export type FloorActivities = ReturnType<typeof createFloorActivities>;

/** Beside the product's tables, in the same database: the disk and its flushes are the same. */
export const createTable = (pool: pg.Pool) =>
  pool.query(
    'create table if not exists plancher (cle text primary key, ecrit_le timestamptz not null default clock_timestamp())',
  );
