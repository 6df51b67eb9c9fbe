/** One embedded PostgreSQL per test run, with a migrated template database that test files copy. */
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { openEmbeddedServer } from '../../records/server/embedded.ts';
import { migrate } from '../../records/server/migrate.ts';
import { autreServeur } from './machine-postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Maintenance database of the server of this test run. */
    postgresUrl: string;
    /** Migrated database that test files copy. */
    postgresModele: string;
  }
}

const MODELE = 'modele';
const quiet = () => undefined;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (autreServeur() === undefined)
    console.log(
      '[postgres: no PostgreSQL server on this machine and no ESS_TEST_DATABASE_URL: the records are tested on the embedded one only]',
    );
  const folder = await temporaryFolder();
  const server = await openEmbeddedServer({
    dataFolder: folder,
    // The data of a test run need not survive a power cut; the tests of survival use servers of their own.
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'],
    log: quiet,
  });
  await server.createDatabase(MODELE);
  await migrate(server.urlOf(MODELE), quiet);
  project.provide('postgresUrl', server.urlOf('postgres'));
  project.provide('postgresModele', MODELE);
  return async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
}
