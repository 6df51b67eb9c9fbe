/** The scripts that docker-compose.yml runs before the programs, run here on a server of their own. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine } from '../../engine/embedded/find.ts';
import { findBinaries } from '../../records/server/binaries.ts';
import { demarrer, type ServeurDeTest } from '../setup/machine-postgres.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { secret, travail } from './processus.ts';

const lancer = promisify(execFile);
const DEPLOIEMENT = join(import.meta.dirname, '../../deploy');
const disponible = (programme: string) =>
  lancer(programme, ['--version']).then(
    () => true,
    () => false,
  );
const psql = await disponible('psql');
if (!psql) console.warn('psql is not on this machine (Debian: postgresql-client): the accounts script is not run here');
// How to have it: docs/production.md.
const schemas = process.env['ESS_TEST_SCHEMAS_TEMPORAL'];
const outils = psql && schemas !== undefined && (await disponible('temporal-sql-tool'));

const COMPTES = {
  migration: 'ess_migration',
  application: 'ess_app',
  console: 'ess_console',
  temporal: 'temporal',
} as const;
/** Temporal's tool does not take every character in a password. */
const mot = (compte: string) => (compte === 'temporal' ? '5ecre7' : `mot de '${compte}' \\ "éà$`);

let serveur: ServeurDeTest;
let secrets: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  serveur = await demarrer(dirname((await findBinaries()).initdb));
  secrets = await temporaryFolder();
  for (const nom of Object.keys(COMPTES)) await secret(secrets, `mot-de-passe-${nom}`, mot(nom));
  const { username, password, port } = new URL(serveur.url);
  const acces = { PGHOST: '127.0.0.1', PGPORT: port, PGPASSWORD: password, POSTGRES_USER: username };
  env = { PATH: process.env['PATH'], SECRETS: secrets, ...acces };
});
afterAll(() => serveur.stop());

function adresse(nom: keyof typeof COMPTES, base: string): string {
  const url = new URL(serveur.url);
  url.pathname = `/${base}`;
  url.username = COMPTES[nom];
  url.password = encodeURIComponent(mot(nom));
  return url.href;
}

async function lireEn(nom: keyof typeof COMPTES, base: string, requete: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: adresse(nom, base) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(requete)).rows;
  } finally {
    await client.end();
  }
}

describe.runIf(psql)('les comptes et les bases (10-comptes.sh)', () => {
  beforeAll(() => lancer('bash', [join(DEPLOIEMENT, 'postgres/10-comptes.sh')], { env }));

  test('chacun entre dans sa base avec le mot de passe de son secret, et dans aucune autre', async () => {
    const moi = 'select current_user::text as moi, usesuper from pg_user where usename = current_user';
    expect(await lireEn('migration', 'ess', moi)).toEqual([{ moi: 'ess_migration', usesuper: false }]);
    expect(await lireEn('application', 'ess', moi)).toEqual([{ moi: 'ess_app', usesuper: false }]);
    for (const base of ['temporal', 'temporal_visibility'])
      expect(await lireEn('temporal', base, moi)).toEqual([{ moi: 'temporal', usesuper: false }]);
    for (const [nom, base] of [
      ['application', 'temporal'],
      ['migration', 'temporal_visibility'],
      ['temporal', 'ess'],
    ] as const)
      await expect(lireEn(nom, base, moi), `${nom} in ${base}`).rejects.toThrow('permission denied');
  });

  test('les migrations passent avec le compte qui leur est fait, et le programme lit et écrit avec le sien', async () => {
    const url = await secret(secrets, 'url-migration', adresse('migration', 'ess'));
    const comptes = ['--compte', COMPTES.application, '--console', COMPTES.console];
    await travail(['migrer', ...comptes], { NODE_ENV: 'production', DATABASE_URL_FILE: url });
    expect(await lireEn('application', 'ess', 'select count(*)::int as n from dossiers')).toEqual([{ n: 0 }]);
    expect(await lireEn('console', 'ess', 'select count(*)::int as n from console_sessions')).toEqual([{ n: 0 }]);
    await expect(lireEn('console', 'ess', 'select 1 from dossiers')).rejects.toThrow('permission denied');
    await expect(lireEn('application', 'ess', 'create table intrus (a int)')).rejects.toThrow('permission denied');
  });

  test.runIf(outils)('schema.sh met les bases au schéma du serveur, se rejoue, et un moteur les sert', async () => {
    const { PGPORT, PGHOST } = env;
    const schema = { ...env, POSTGRES_HOTE: PGHOST, POSTGRES_PORT: PGPORT, SCHEMAS: schemas };
    const jouer = () => lancer('sh', [join(DEPLOIEMENT, 'temporal/schema.sh')], { env: schema });
    const versions = () =>
      Promise.all(
        ['temporal', 'temporal_visibility'].map((base) =>
          lireEn('temporal', base, 'select curr_version, min_compatible_version from schema_version'),
        ),
      );
    await jouer();
    const apres = await versions();
    await jouer();
    expect(await versions()).toEqual(apres);
    const engine = await startEngine({
      postgresUrl: adresse('temporal', 'temporal'),
      headless: true,
      namespace: 'ess',
      searchAttributes: {},
      retentionDays: 1,
      timeSkipping: false,
      log: () => undefined,
    });
    await engine.stop();
    expect(engine.source).toBe('built');
  });
});
