/** Brings a database to the schema of this release. Safe to run from several processes at once: they wait in turn. */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { fillLedger } from '../money/ledger-fill.ts';
import { createPool } from './pool.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Applies what is missing of `migrations/*.sql`, in order, in one transaction; returns the names applied. Only then must
 * the account own the schema: where nothing is missing, one that may read the table `migrations` is enough.
 */
export async function migrate(url: string, log: (line: string) => void): Promise<readonly string[]> {
  if (await isUpToDate(url)) return [];
  const quiet = () => undefined;
  const applied = await runner({
    databaseUrl: url,
    dir: FOLDER,
    direction: 'up',
    migrationsTable: 'migrations',
    checkOrder: true,
    advisoryLockMode: 'wait',
    logger: { debug: quiet, info: quiet, warn: log, error: log },
  });
  const names = applied.map((migration) => migration.name);
  if (names.some((name) => LEDGER.includes(name))) await fill(url, log);
  if (names.length > 0) log(`[postgres] schema brought up to date: ${names.join(', ')}`);
  return names;
}

/** What these migrations make room for is derived by the law, which is no SQL. */
const LEDGER: readonly string[] = ['0046_grand-livre', '0066_envois'];

async function fill(url: string, log: (line: string) => void): Promise<void> {
  const pool = createPool(url, log);
  try {
    await fillLedger(pool, log);
  } finally {
    await pool.end();
  }
}

const UNDEFINED_TABLE = '42P01';

async function isUpToDate(url: string): Promise<boolean> {
  const names = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4));
  const client = new pg.Client({ connectionString: url, application_name: 'ess' });
  // A server that ends while we leave must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const applied = new Set(rows.map(({ name }) => name));
    return names.every((name) => applied.has(name));
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return false;
    throw error;
  } finally {
    await client.end();
  }
}
