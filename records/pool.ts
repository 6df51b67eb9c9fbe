/** Connections to PostgreSQL whose values arrive as the domain means them: cents as numbers, civil dates as strings. */
import pg from 'pg';

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

/** A pool on `url`. The caller ends it. `log` hears of connections lost while idle (a restart of the server). */
export function createPool(url: string, log: (line: string) => void, max = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'ess',
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (error) => log(`[postgres] connection lost while idle: ${error.message}`));
  return pool;
}

/** Runs `work` in one transaction: all of it is committed, or none. Given a client, joins its transaction. */
export async function inTransaction<T>(db: Queryable, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  if (!(db instanceof pg.Pool)) return work(db);
  const client = await db.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Holds, until the transaction ends, a lock of that name: two transactions that name it run one after the other. */
export async function lockNamed(client: pg.PoolClient, name: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
