/** Test helper: a fresh, migrated database in a few tens of milliseconds. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createPool } from '../../records/server/pool.ts';

export interface FreshDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Another database, as this one stands now; nobody may use this one meanwhile. */
  copy(): Promise<FreshDatabase>;
  drop(): Promise<void>;
}

const DROPPED = [() => true, () => false] as const;

/** Copies the template of the server of this project (`test/setup/postgres*.global.ts`). Call `drop` in `afterAll`. */
export const freshDatabase = (): Promise<FreshDatabase> => copyOf(inject('postgresModele'));

async function copyOf(template: string): Promise<FreshDatabase> {
  const maintenance = inject('postgresUrl');
  const name = `essai_${randomBytes(6).toString('hex')}`;
  await administer(maintenance, `create database ${name} template ${template}`);
  const url = new URL(maintenance);
  url.pathname = `/${name}`;
  const lost: string[] = [];
  let pool = createPool(url.href, (line) => lost.push(line), 30);
  return {
    url: url.href,
    get pool() {
      return pool;
    },
    async copy() {
      // A template must have no connection.
      await pool.end();
      pool = createPool(url.href, (line) => lost.push(line), 30);
      return copyOf(name);
    },
    async drop() {
      await pool.end();
      // The server waits five seconds for those that are leaving, more on a busy machine; forced, they would fail as they
      // do, and the file that the process is at by then with them.
      const leave = () => administer(maintenance, `drop database ${name}`);
      for (let attempt = 1; attempt < 6; attempt += 1) if (await leave().then(...DROPPED)) return;
      await administer(maintenance, `drop database ${name} with (force)`);
    },
  };
}

/** One statement on that server, outside any transaction. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
