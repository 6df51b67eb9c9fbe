/** Opens the records: a PostgreSQL of yours (`DATABASE_URL`), or the embedded one; migrated either way. */
import { resolve } from 'node:path';
import type pg from 'pg';
import { openEmbeddedServer } from './embedded.ts';
import { migrate } from './migrate.ts';
import { createPool } from './pool.ts';

export interface RecordsOptions {
  /** PostgreSQL to use; when absent, the environment's `DATABASE_URL`; else the embedded one (always, when empty: ''). */
  readonly databaseUrl?: string;
  /** Folder of the embedded server's data. Default: `donnees/postgres` under the current folder. */
  readonly dataFolder?: string;
  /** Port of the embedded server, on loopback. Default: a free one. */
  readonly port?: number;
  readonly log: (line: string) => void;
}

export interface Records {
  readonly pool: pg.Pool;
  readonly url: string;
  /** Ends the pool; stops the embedded server when no other process uses it. */
  close(): Promise<void>;
}

const DATABASE = 'ess';

/** Fails with a sentence that says what to do when the server cannot be started or reached. */
export async function openRecords(options: RecordsOptions): Promise<Records> {
  const given = options.databaseUrl ?? process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return openAt(given, options, () => Promise.resolve());
  const server = await openEmbeddedServer({
    dataFolder: resolve(options.dataFolder ?? 'donnees/postgres'),
    ...(options.port === undefined ? {} : { port: options.port }),
    log: options.log,
  });
  try {
    await server.createDatabase(DATABASE);
    return await openAt(server.urlOf(DATABASE), options, () => server.close());
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openAt(url: string, options: RecordsOptions, closeServer: () => Promise<void>): Promise<Records> {
  await migrate(url, options.log);
  const pool = createPool(url, options.log);
  return {
    pool,
    url,
    async close() {
      await pool.end();
      await closeServer();
    },
  };
}
