/** A data folder opened by several processes: who uses it, and one at a time while the server starts or stops. */
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './postmaster.ts';

const PATIENCE_MS = 120_000;
let opened = 0;
let attempts = 0;

/** Writes us down as a user; the function returned strikes us off and counts the live users that remain. */
export async function registerUser(folder: string): Promise<() => Promise<number>> {
  const users = join(folder, 'utilisateurs');
  await mkdir(users, { recursive: true });
  opened += 1;
  const own = join(users, `${process.pid}-${opened}`);
  await writeFile(own, '');
  return async () => {
    await rm(own, { force: true });
    let others = 0;
    for (const name of await readdir(users)) {
      if (isAlive(Number.parseInt(name, 10))) others += 1;
      else await rm(join(users, name), { force: true });
    }
    return others;
  };
}

/** Runs `work` while no other process of this machine does so on the same folder. A dead holder's lock is taken over. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'verrou');
  const limit = Date.now() + PATIENCE_MS;
  while (!(await take(path))) {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) await rm(path, { force: true });
    else if (Date.now() > limit) {
      throw new Error(`Process ${holder} has been starting or stopping the database of ${folder} for two minutes.`);
    } else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** The file appears at once with its holder's number in it: a link is made or refused, never half made. */
async function take(path: string): Promise<boolean> {
  const own = `${path}.${process.pid}.${(attempts += 1)}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}
