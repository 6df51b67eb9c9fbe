/** Brings a database to the schema of this release. Safe to run from several processes at once: they wait in turn. */
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

/** Applies what is missing of `migrations/*.sql`, in order, in one transaction; returns the names applied. */
export async function migrate(url: string, log: (line: string) => void): Promise<readonly string[]> {
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
  if (names.length > 0) log(`[postgres] schema brought up to date: ${names.join(', ')}`);
  return names;
}
