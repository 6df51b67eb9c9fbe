/**
 * The embedded PostgreSQL server: a real one, on loopback, its data kept in a folder. Several processes may open the
 * same folder: the first starts the server, the others find it, the last to close stops it. A process that dies without
 * closing leaves the server running, and the next one finds it there. A server that dies is started again, on the same
 * port, by one of the processes that use it.
 *
 *   pgdata/        the cluster           acces.json    its password (readable by its owner only)
 *   utilisateurs/  one file per user     verrou        held while the server is started or stopped
 */
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries, run, serverUser, type Binaries, type SystemUser } from './binaries.ts';
import { assertFree, freePort, isFree } from '../../runtime/ports.ts';
import { lastPort, markStale, runningServer } from './postmaster.ts';
import { registerUser, withFolderLock } from './shared-folder.ts';
import { watch } from './watch.ts';

const USER = 'ess';
const START_ATTEMPTS = 10;
const ANSWER_ATTEMPTS = 300;
const PAUSE_MS = 200;

export interface EmbeddedOptions {
  readonly dataFolder: string;
  readonly port?: number;
  /** Extra settings, e.g. `fsync=off` for tests. */
  readonly settings?: readonly string[];
  readonly log: (line: string) => void;
}

export interface EmbeddedServer {
  readonly port: number;
  /** Process id of the server when it was opened. */
  readonly pid: number;
  urlOf(database: string): string;
  createDatabase(name: string): Promise<void>;
  /** Leaves the server; stops it when nobody else uses it. */
  close(): Promise<void>;
}

interface Running {
  readonly pid: number;
  readonly port: number;
}

interface Cluster extends EmbeddedOptions {
  readonly binaries: Binaries;
  readonly user: SystemUser | undefined;
  readonly data: string;
}

/** Starts the server of `dataFolder`, or finds the one that runs there already. */
export async function openEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  await mkdir(options.dataFolder, { recursive: true });
  const data = join(options.dataFolder, 'pgdata');
  const cluster: Cluster = { ...options, data, binaries: await findBinaries(), user: await serverUser(data) };
  // Another user than ours crosses the folder to reach its own, whatever our umask; it lists nothing of it.
  if (cluster.user !== undefined) await chmod(options.dataFolder, 0o711);
  return withFolderLock(options.dataFolder, async () => {
    const password = await initialise(cluster);
    const server = await runOrFind(cluster, password);
    const urlOf = (database: string) => urlAt(server.port, password, database);
    const leave = await registerUser(options.dataFolder);
    const watching = watch(
      async () => (await runningServer(cluster.data)) !== undefined,
      () => withFolderLock(options.dataFolder, () => startAgain(cluster, server.port)),
      options.log,
    );
    return {
      ...server,
      urlOf,
      createDatabase: (name) => createDatabase(urlOf('postgres'), name),
      async close() {
        await watching.stop();
        await withFolderLock(options.dataFolder, async () => {
          const others = await leave();
          if (others === 0 && (await runningServer(cluster.data)) !== undefined) await stop(cluster);
        });
      },
    };
  });
}

/** Unless another process has done so meanwhile. On the same port: it is in the addresses that everyone holds. */
async function startAgain(cluster: Cluster, port: number): Promise<void> {
  if ((await runningServer(cluster.data)) !== undefined) return;
  cluster.log('[postgres] the server has died: starting it again');
  await start({ ...cluster, port });
}

/** Creates the cluster once; returns its password. A half-made cluster (interrupted `initdb`) is never kept. */
async function initialise(cluster: Cluster): Promise<string> {
  const access = join(cluster.dataFolder, 'acces.json');
  if (await exists(cluster.data)) {
    return (JSON.parse(await readFile(access, 'utf8')) as { motDePasse: string }).motDePasse;
  }
  cluster.log(`[postgres] creating the database folder ${cluster.dataFolder}`);
  const password = randomBytes(24).toString('hex');
  await writeFile(access, JSON.stringify({ motDePasse: password }), { mode: 0o600 });
  const unfinished = `${cluster.data}.nouveau`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  const passwordFile = join(tmpdir(), `ess-${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (cluster.user !== undefined) {
    await chown(unfinished, cluster.user.uid, cluster.user.gid);
    await chown(passwordFile, cluster.user.uid, cluster.user.gid);
  }
  try {
    // The builtin locale sorts and compares the same way on every machine.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8'];
    const account = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    await program(cluster, cluster.binaries.initdb, [`--pgdata=${unfinished}`, ...account, ...locale]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, cluster.data);
  return password;
}

/** `pg_ctl` detaches the server from our process group: Ctrl-C does not reach it before we have closed. */
async function start(cluster: Cluster): Promise<Running> {
  if (cluster.port !== undefined) await assertFree(cluster.port, 'PostgreSQL');
  const before = await lastPort(cluster.data);
  let failure = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    await markStale(cluster.data, cluster.log);
    // After a crash others may still hold the address with the last port.
    const kept = before !== undefined && (await isFree(before)) ? before : undefined;
    const port = cluster.port ?? kept ?? (await freePort());
    const journal = join(cluster.data, 'serveur.log');
    await rm(journal, { force: true });
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(cluster.settings ?? [])];
    const flags = [`-p ${port}`, ...settings.map((setting) => `-c "${setting}"`)].join(' ');
    try {
      const action = ['start', '-w', '-t', '60', '-D', cluster.data, '-l', journal, '-o', flags];
      await program(cluster, cluster.binaries.pg_ctl, action);
      const server = await runningServer(cluster.data);
      if (server !== undefined) {
        cluster.log(`[postgres] server started on 127.0.0.1:${server.port}`);
        return server;
      }
    } catch (error) {
      failure = (await readFile(journal, 'utf8').catch(() => '')) || String(error);
    }
    // After a SIGKILL the children of the last server may outlive it for a moment and hold its shared memory.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`PostgreSQL did not start in ${cluster.dataFolder}. Its last words:\n${failure.trim()}`);
}

async function stop(cluster: Cluster): Promise<void> {
  await program(cluster, cluster.binaries.pg_ctl, ['stop', '-w', '-t', '60', '-m', 'fast', '-D', cluster.data]);
  cluster.log('[postgres] server stopped');
}

async function program(cluster: Cluster, file: string, args: readonly string[]): Promise<void> {
  try {
    await run(file, args, { ...cluster.user, cwd: tmpdir(), env: { ...process.env, LC_MESSAGES: 'C', LC_ALL: 'C' } });
  } catch (cause) {
    const { stderr, message } = cause as { stderr?: string; message: string };
    const hint =
      cluster.user === undefined
        ? ''
        : `\nPostgreSQL runs as user ${cluster.user.uid} here, since it refuses root: that user must be able to enter ${cluster.dataFolder} and the folder of ${file}.`;
    throw new Error(`${stderr?.trim() || message}${hint}`, { cause });
  }
}

/** The running server, or one started now; started again when the one found was dying. */
async function runOrFind(cluster: Cluster, password: string): Promise<Running> {
  for (;;) {
    const server = (await runningServer(cluster.data)) ?? (await start(cluster));
    if (await answers(cluster.data, urlAt(server.port, password, 'postgres'))) return server;
  }
}

/** Waits for the server to answer: after a crash it replays its log first. False when it has stopped running. */
async function answers(data: string, url: string): Promise<boolean> {
  for (let attempt = 1; (await runningServer(data)) !== undefined; attempt += 1) {
    try {
      await withClient(url, (client) => client.query('select 1'));
      return true;
    } catch (cause) {
      if (attempt >= ANSWER_ATTEMPTS) throw new Error(`The PostgreSQL of ${data} runs but does not answer.`, { cause });
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return false;
}

const urlAt = (port: number, password: string, database: string): string =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

async function createDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  }).catch((error: unknown) => {
    // Another process created it in between.
    if ((error as { code?: string }).code !== '42P04' && (error as { code?: string }).code !== '23505') throw error;
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
