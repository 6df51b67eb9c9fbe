import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const pollMs = 500;
const reportEveryMs = 15_000;

/**
 * Does `work` while no other process of this machine does it. The lock is a file that holds its owner's process id;
 * one whose owner is gone is taken over. (Two that take it over in the same instant both work: twice the effort, and
 * the same result, since the work ends with a rename.)
 */
export async function underLock(file: string, log: (line: string) => void, work: () => Promise<void>): Promise<void> {
  let reported = -Infinity;
  while (!take(file)) {
    const owner = ownerOf(file);
    if (owner !== undefined && !isAlive(owner)) {
      rmSync(file, { force: true });
      continue;
    }
    if (Date.now() - reported > reportEveryMs) {
      log(`engine: process ${owner ?? 'unknown'} is building it; waiting (lock: ${file})`);
      reported = Date.now();
    }
    await pause(pollMs);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** undefined while its owner has not written it yet, or when it has just gone. */
function ownerOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
