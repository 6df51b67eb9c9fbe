/** What `postmaster.pid`, the file by which PostgreSQL says it runs, tells: PostgreSQL's own word, not a copy of ours. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The server that runs on this cluster, if one does. */
export async function runningServer(data: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 0) || !(port > 0) || !isAlive(pid) || (await isSomethingElse(pid))) return undefined;
  return { pid, port };
}

/**
 * After a SIGKILL the file stays. PostgreSQL copes, unless the same process number now belongs to another program (as
 * in a restarted container, where numbers start over): then it refuses to start until the file is gone.
 */
export async function removeStale(data: string, log: (line: string) => void): Promise<void> {
  const pid = Number((await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 0) || !isAlive(pid) || !(await isSomethingElse(pid))) return;
  log(`[postgres] removing a stale postmaster.pid: process ${pid} is not PostgreSQL`);
  await rm(pidFile(data), { force: true });
}

const pidFile = (data: string) => join(data, 'postmaster.pid');

/** Signal 0 asks whether the process exists; EPERM: it does, and belongs to someone else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Known on Linux only; elsewhere a live process of that number is taken for the server. */
async function isSomethingElse(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  return name !== undefined && name.trim() !== 'postgres';
}
