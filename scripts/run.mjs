// Runs a TypeScript program of this repository, after whatever set-up is missing.
// Usage: node scripts/run.mjs program.ts [arguments]   |   node scripts/run.mjs --vitest [arguments]
// Plain JavaScript on purpose: it must run on whatever Node starts `npm start`.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeOfOurs = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function versionOf(node) {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim().slice(1).split('.').map(Number) : undefined;
}

// Node 22.18 is the first 22 that runs TypeScript by itself.
const runsTypeScript = (version) =>
  version !== undefined && (version[0] > 22 || (version[0] === 22 && version[1] >= 18));

function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('[setup] installing the pinned dependencies (npm ci), once per version of package-lock.json…');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Its warnings are of the Node that npm runs on, and what is installed runs on the pinned one.
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(command, [...args, 'ci', ...options], {
    cwd: root,
    stdio: 'inherit',
    // Some packages report their installation to their maker: not ours.
    env: { ...process.env, SCARF_ANALYTICS: 'false' },
  });
  if (result.status !== 0) {
    console.error(
      '[setup] npm ci failed (its own message is above). Most often the npm registry is out of reach: check the network or the proxy, then run the same command again.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

function chooseNode() {
  if (runsTypeScript(process.versions.node.split('.').map(Number))) return process.execPath;
  if (runsTypeScript(versionOf(nodeOfOurs))) return nodeOfOurs;
  console.error(
    `[setup] This program needs Node 22.18 or later. Yours is ${process.version}, and the one that npm's «node» package should have brought is missing or does not start (${nodeOfOurs}).\n` +
      '[setup] Either install Node 24 from your distribution or nodejs.org, or let npm run install scripts and run «npm ci» again.',
  );
  process.exit(1);
}

installDependencies();
const [program, ...rest] = process.argv.slice(2);
const target =
  program === '--vitest'
    ? [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...rest]
    : [join(root, program), ...rest];
const child = spawn(chooseNode(), ['--disable-warning=ExperimentalWarning', ...target], { stdio: 'inherit' });
// A terminal's Ctrl-C reaches the whole process group, the child included; what reaches this launcher alone is passed on.
process.on('SIGINT', () => !process.stdin.isTTY && child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
// npm dies of a SIGTERM without passing it on: the child must not outlive whoever started it.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch); // once: a second signal would end the child before it has stopped what it started
  child.kill('SIGTERM');
}, 500);
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
