/** What `postmaster.pid`, the file by which PostgreSQL says it runs, tells: PostgreSQL's own word, not a copy of ours. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** No process ever has this number (Linux stops at 2^22). */
const NOBODY = 2_147_483_647;

/** The server that runs on this cluster, if one does. */
export async function runningServer(data: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 0) || !(port > 0) || !isAlive(pid) || (await isNoServer(pid))) return undefined;
  return { pid, port };
}

/** The port of a server that did not stop by itself: a clean stop removes the file. */
export async function lastPort(data: string): Promise<number | undefined> {
  const port = Number((await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n')[3]);
  return port > 0 ? port : undefined;
}

/**
 * After a SIGKILL the file stays. PostgreSQL copes, unless its number now belongs to another program (containers count
 * from the start again) or to a dead process that nobody has collected: it then refuses to start. Written over with a
 * number that is nobody's, the file is stale for PostgreSQL too, and its other checks (memory still shared) hold.
 */
export async function markStale(data: string, log: (line: string) => void): Promise<void> {
  const [first, ...others] = (await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n');
  const pid = Number(first);
  if (!(pid > 0) || !isAlive(pid) || !(await isNoServer(pid))) return;
  log(`[postgres] stale postmaster.pid: process ${pid} is no running PostgreSQL`);
  await writeFile(pidFile(data), [NOBODY, ...others].join('\n'));
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

/** Another program, or a dead process not yet collected (state Z). Linux only: elsewhere it is taken for the server. */
async function isNoServer(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat !== undefined && !/^\d+ \(postgres\) [^ZX]/.test(stat);
}
