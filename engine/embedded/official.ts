import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PassedOver, reasonOf } from '../options.ts';

const run = promisify(execFile);
const leastServer = [1, 32] as const;
const versionLimitMs = 10_000;
const downloadLimitMs = 120_000;
const suffix = process.platform === 'win32' ? '.exe' : '';

/**
 * Path of the `temporal` command on PATH, when its server is recent enough.
 * @throws PassedOver
 */
export async function cliOnPath(): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, `temporal${suffix}`);
    if (folder === '' || !isExecutable(path)) continue;
    await ensureRecent(path);
    return path;
  }
  throw new PassedOver('there is no temporal command on PATH');
}

/**
 * Path of the CLI that @temporalio/testing keeps in the temporary folder, downloaded by it where it lacks.
 * @param mayDownload false: only look
 * @throws PassedOver
 */
export async function cliOfTheSdk(mayDownload: boolean, log: (line: string) => void): Promise<string> {
  let version: string;
  try {
    ({ version } = createRequire(import.meta.url)('@temporalio/testing/package.json') as { version: string });
  } catch {
    throw new PassedOver('@temporalio/testing is not installed');
  }
  const path = join(tmpdir(), `temporal-sdk-typescript-${version}${suffix}`);
  if (!existsSync(path)) {
    if (!mayDownload) throw new PassedOver('it was never downloaded, and an engine of our own build is at hand');
    log(`engine: asking the SDK to download the CLI, for ${downloadLimitMs / 1000} s at most`);
    await download();
  }
  await ensureRecent(path);
  return path;
}

/** In a process of its own, because the SDK's download knows no time limit and cannot be cancelled. */
async function download(): Promise<void> {
  const program = fileURLToPath(new URL('./sdk-download.ts', import.meta.url));
  try {
    await run(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      timeout: downloadLimitMs,
      killSignal: 'SIGKILL',
    });
  } catch (error) {
    const { killed, stderr } = error as { killed?: boolean; stderr?: string };
    if (killed) throw new PassedOver(`the download took more than ${downloadLimitMs / 1000} s`);
    throw new PassedOver(stderr?.trim().split('\n').at(-1) || reasonOf(error));
  }
}

async function ensureRecent(path: string): Promise<void> {
  const { stdout } = await run(path, ['--version'], { timeout: versionLimitMs }).catch((error: unknown) => {
    throw new PassedOver(`${path} --version fails: ${reasonOf(error)}`);
  });
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(stdout) ?? [];
  if (major === undefined || minor === undefined) return; // unreadable: what it can do is checked once it runs
  const older = Number(major) - leastServer[0] || Number(minor) - leastServer[1];
  if (older < 0)
    throw new PassedOver(`${path} holds server ${major}.${minor}; ${leastServer.join('.')} or later is needed`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
