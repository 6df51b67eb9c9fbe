/** The tests of the records again, on a PostgreSQL server that is not the embedded one (project `records-serveur`). */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../records/server/migrate.ts';
import { autreServeur, demarrer } from './machine-postgres.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const trouve = autreServeur();
  if (trouve === undefined)
    throw new Error('No PostgreSQL server: vitest.config.ts should have left this project out.');
  const serveur =
    'url' in trouve ? { url: trouve.url, stop: () => Promise.resolve() } : await demarrer(trouve.programmes);
  const modele = `modele_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: serveur.url });
  await client.connect();
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  console.log(`[postgres: the records are also tested on PostgreSQL ${rows[0]?.version}, ${origine(trouve)}]`);
  await client.query(`create database ${modele}`);
  const url = new URL(serveur.url);
  url.pathname = `/${modele}`;
  await migrate(url.href, () => undefined);
  project.provide('postgresUrl', serveur.url);
  project.provide('postgresModele', modele);
  return async () => {
    await client.query(`drop database ${modele} with (force)`);
    await client.end();
    await serveur.stop();
  };
}

const origine = (trouve: NonNullable<ReturnType<typeof autreServeur>>): string =>
  'url' in trouve ? 'the server of ESS_TEST_DATABASE_URL' : `from ${trouve.programmes}`;
