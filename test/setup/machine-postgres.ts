/** A PostgreSQL server that is not ours: the one that a setting names, or one made of this machine's packages. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { serverUser } from '../../records/server/binaries.ts';
import { freePort } from '../../runtime/ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Where Debian keeps its versions; elsewhere the programs are on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

export type AutreServeur = { readonly url: string } | { readonly programmes: string };

/** `ESS_TEST_DATABASE_URL` (an account that may create databases), else the newest of this machine's packages. */
export function autreServeur(): AutreServeur | undefined {
  const url = process.env['ESS_TEST_DATABASE_URL'];
  if (url !== undefined && url !== '') return { url };
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const dossiers = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  const programmes = dossiers.find((dossier) =>
    ['initdb', 'pg_ctl', 'postgres'].every((programme) => existsSync(join(dossier, programme))),
  );
  return programmes === undefined ? undefined : { programmes };
}

export interface ServeurDeTest {
  /** Maintenance database. */
  readonly url: string;
  stop(): Promise<void>;
}

type Lancer = (programme: string, args: readonly string[]) => Promise<unknown>;

/** These programs, run as the account to which the data belong. */
export const programmesDe =
  (programmes: string, user: Awaited<ReturnType<typeof serverUser>>): Lancer =>
  (programme, args) =>
    promisify(execFile)(join(programmes, programme), [...args], {
      ...user,
      cwd: tmpdir(),
      env: { ...process.env, LC_ALL: 'C' },
    });

/** Starts a server on data that exist; resolves to what stops it at once, as a machine that fails would. */
export async function servir(run: Lancer, data: string, port: number): Promise<() => Promise<unknown>> {
  const journal = join(data, 'serveur.log');
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=300'];
  const flags = [`-p ${port}`, ...settings.map((setting) => `-c "${setting}"`)].join(' ');
  await run('pg_ctl', ['start', '-w', '-D', data, '-l', journal, '-o', flags]).catch(async (cause: unknown) => {
    throw new Error(`PostgreSQL did not start: ${await readFile(journal, 'utf8').catch(() => '')}`, { cause });
  });
  return () => run('pg_ctl', ['stop', '-w', '-m', 'immediate', '-D', data]);
}

/** Starts a server of its own from these programs, on loopback, its data in a temporary folder. */
export async function demarrer(programmes: string): Promise<ServeurDeTest> {
  const folder = await temporaryFolder();
  const data = join(folder, 'donnees');
  const secret = join(folder, 'secret');
  const user = await serverUser(data);
  const run = programmesDe(programmes, user);
  const password = randomBytes(16).toString('hex');
  await mkdir(data);
  await writeFile(secret, password, { mode: 0o600 });
  for (const path of [data, secret]) if (user !== undefined) await chown(path, user.uid, user.gid);
  const account = ['--username=ess', `--pwfile=${secret}`, '--auth=scram-sha-256'];
  await run('initdb', [`--pgdata=${data}`, ...account, '--encoding=UTF8', '--locale=C']);
  const port = await freePort();
  const arreter = await servir(run, data, port);
  return {
    url: `postgres://ess:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await arreter();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
