/** Connections to PostgreSQL whose values arrive as the domain means them: cents as numbers, civil dates as strings. */
import pg from 'pg';
import { nameLostDatabase } from './lost-connection.ts';

export type Queryable = pg.Pool | pg.PoolClient;

const INT8 = 20;
const DATE = 1082;

/** A `bigint` as a number. Cents and ordinals stay far below 2^53; beyond it, failing beats rounding (DEC-18). */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53, refused: ${text}`);
  return value;
}

function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return safeInteger;
  // pg would make a JavaScript Date at local midnight: another day elsewhere. A civil date stays text.
  if (oid === DATE) return (text) => text;
  return pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown;
}

/**
 * Milliseconds. A statement or a lock that takes longer is given up (codes 57014, 55P03) and its activity retried; a
 * transaction left open is ended, so that a stuck process never holds the others.
 */
export const TIMEOUTS = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  // Ours, for a server that says nothing any more: longer than what it may take.
  query_timeout: 35_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 60_000,
} as const;

/** A pool on `url`. The caller ends it. `log` hears of connections lost while idle (a restart of the server). */
export function createPool(
  url: string,
  log: (line: string) => void,
  max = 10,
  delais: Partial<Record<keyof typeof TIMEOUTS, number>> = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'ess',
    ...TIMEOUTS,
    ...delais,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (error) => log(`[postgres] connection lost while idle: ${error.message}`));
  return pool;
}

export interface TransactionOptions {
  /** Everything is read as it stood at one moment, and nothing is written. */
  readonly snapshot?: boolean;
}

/** Serialization failure, deadlock: the server undid the transaction so that another could end. */
const A_RECOMMENCER: readonly string[] = ['40001', '40P01'];
const TENTATIVES = 5;
const ATTENTE_MS = 20;

/**
 * Runs `work` in one transaction: all of it is committed, or none. Given a client, joins its transaction. `work` runs
 * again, at most five times in all, when the server undid it for a deadlock or a serialization failure: it must do
 * nothing outside the database that cannot be done twice. A lost connection fails with `LostConnection`.
 */
export async function inTransaction<T>(
  db: Queryable,
  work: (client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (!(db instanceof pg.Pool)) return work(db);
  for (let tentative = 1; ; tentative += 1) {
    try {
      return await once(db, work, options);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === undefined || !A_RECOMMENCER.includes(code) || tentative === TENTATIVES)
        throw nameLostDatabase(db, error);
      // A random wait: those that met once must not meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * ATTENTE_MS * 2 ** tentative));
    }
  }
}

async function once<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  { snapshot = false }: TransactionOptions,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that the server ends while we hold it says so here; without a listener it would end the process.
  const lost = (error: Error) => {
    broken = error;
  };
  client.on('error', lost);
  try {
    await client.query(snapshot ? 'begin isolation level repeatable read read only' : 'begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(lost);
    throw error;
  } finally {
    client.removeListener('error', lost);
    client.release(broken);
  }
}

/** The same for several names, taken in this order: to be that of everybody, or two that share some wait for each other. */
export async function lockAllNamed(client: pg.PoolClient, names: readonly string[]): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended(nom, 0)) from unnest($1::text[]) as nom', [names]);
}

/** Holds, until the transaction ends, a lock of that name: two transactions that name it run one after the other. */
export async function lockNamed(client: pg.PoolClient, name: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
