import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PassedOver } from '../options.ts';
import { underLock } from './lock.ts';

const sources = fileURLToPath(new URL('../server', import.meta.url));
const buildFlags = [
  '-trimpath',
  '-buildvcs=false',
  '-ldflags=-s -w',
  '-gcflags=all=-dwarf=false',
  '-tags=disable_grpc_modules',
];
// No C compiler is needed, and whatever workspace surrounds the repository is none of the engine's business.
const buildSettings = { CGO_ENABLED: '0', GOWORK: 'off' };
const fetchLimitMs = 15 * 60_000;
const compileLimitMs = 30 * 60_000;
const progressEveryMs = 5_000;
const linesKept = 15;

/** Where programs built on this machine are kept: outside the repository, so that every checkout shares them. */
function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ess-engine');
}

/** Path of the program for these sources, built or not. Its name holds the versions and a hash of all that makes it. */
export function builtEngine(): string {
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(\.go|^go\.mod|^go\.sum)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256').update(buildFlags.join(' '));
  for (const file of files) hash.update(relative(sources, file).replaceAll(sep, '/')).update(readFileSync(file));
  const modules = readFileSync(join(sources, 'go.mod'), 'utf8');
  const versionOf = (module: string) => new RegExp(`^\\s+${module} v(\\S+)$`, 'm').exec(modules)?.[1] ?? 'unknown';
  const name = ['temporal', versionOf('go.temporal.io/server'), 'ui', versionOf('github.com/temporalio/ui-server/v2')];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return join(
    cacheFolder(),
    [...name, process.platform, process.arch, hash.digest('hex').slice(0, 12)].join('-') + suffix,
  );
}

/**
 * Builds the engine where that was not done yet, and tells how it goes every few seconds.
 * Several processes may ask at once: one builds, the others wait for it.
 * @returns the path of the program
 * @throws PassedOver when Go is missing or the build fails, with the last lines of its output
 */
export async function buildEngine(log: (line: string) => void): Promise<string> {
  const path = builtEngine();
  if (existsSync(path)) return path;
  const { stdout: version } = await promisify(execFile)('go', ['version'], { timeout: 10_000 }).catch(() => {
    throw new PassedOver('Go is not installed: there is no go command on PATH');
  });
  mkdirSync(cacheFolder(), { recursive: true });
  await underLock(`${path}.lock`, log, async () => {
    if (existsSync(path)) return; // somebody else built it while we waited
    const start = Date.now();
    log(`engine: building it, once per machine, with ${version.trim()}`);
    const packages = await compile(path, log);
    log(`engine: built in ${Math.round((Date.now() - start) / 1000)} s (${packages} packages compiled): ${path}`);
  });
  return path;
}

/** @returns how many packages were compiled; the others were in Go's own cache */
async function compile(path: string, log: (line: string) => void): Promise<number> {
  let total = 0;
  let fetched = 0;
  const list = ['list', '-deps', '-tags=disable_grpc_modules', '-f', '{{.ImportPath}}', '.'];
  await go(list, fetchLimitMs, {
    onOutput: () => (total += 1),
    onMessage: () => (fetched += 1),
    progress: (seconds) => log(`engine: fetching modules: ${fetched} so far, ${seconds} s`),
  });
  const draft = `${path}.${process.pid}.part`;
  let compiled = 0;
  try {
    await go(['build', '-v', ...buildFlags, '-o', draft, '.'], compileLimitMs, {
      onMessage: () => (compiled += 1),
      progress: (seconds) => log(`engine: building: ${compiled} of at most ${total} packages, ${seconds} s`),
    });
    renameSync(draft, path); // in one step: a program half written is never found under its name
  } finally {
    rmSync(draft, { force: true });
  }
  return compiled;
}

interface Listener {
  onOutput?: (line: string) => void;
  onMessage: (line: string) => void;
  progress: (seconds: number) => void;
}

async function go(args: string[], limitMs: number, { onOutput, onMessage, progress }: Listener): Promise<void> {
  const start = Date.now();
  const child = spawn('go', args, {
    cwd: sources,
    env: { ...process.env, ...buildSettings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastLines: string[] = [];
  const eachLine = (report: (line: string) => void) => {
    let rest = '';
    return (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(report);
    };
  };
  child.stdout.setEncoding('utf8').on('data', eachLine(onOutput ?? (() => undefined)));
  const report = eachLine((line) => {
    lastLines.splice(0, lastLines.length - linesKept + 1);
    lastLines.push(line);
    onMessage(line);
  });
  child.stderr.setEncoding('utf8').on('data', report);
  const ticking = setInterval(() => progress(Math.round((Date.now() - start) / 1000)), progressEveryMs);
  let late = false;
  const limit = setTimeout(() => (late = child.kill('SIGTERM')), limitMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('close', resolve).once('error', reject),
    );
    if (late) throw new PassedOver(`go ${args[0]} took more than ${limitMs / 60_000} minutes`);
    if (code !== 0) throw new PassedOver(`go ${args[0]} failed:\n${lastLines.join('\n')}`);
  } finally {
    clearInterval(ticking);
    clearTimeout(limit);
  }
}
