/**
 * `npm run fuzz [-- --exemples 40] [--roles ars,caisse] [--seed 1] [--rapports DOSSIER]`: Schemathesis against a real
 * installation (engine, PostgreSQL, local provider, worker, API), with a valid token of each role. It sends what the contract
 * allows and what it forbids, and ends with 1 when an answer is a 5xx or is not what the contract says.
 * Schemathesis goes to an environment of its own under `donnees/`, once; Python 3.10 or later is needed for it.
 */
import { today } from '../test/setup/today.ts';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve as absolute } from 'node:path';
import { parseArgs } from 'node:util';
import { COMMANDS } from '../api/commands/chapters/all.ts';
import { OPERATIONS } from '../api/contract/operations/index.ts';
import { FREE_PORTS, install, type Installation } from '../cli/installation.ts';
import { createEssClient } from '../api/client/index.ts';

const VERSION = '4.32.5';
const VENV = join(process.env['ESS_DONNEES'] ?? join(import.meta.dirname, '../donnees'), `schemathesis-${VERSION}`);
const TOOL = join(VENV, 'bin', 'st');

/** One account a role: the porteur's case is in the ARS's region and the caisse's department. */
const ACCOUNTS = {
  porteur: 'porteur-01',
  ars: 'ars-nouvelle-aquitaine',
  caisse: 'caisse-gironde',
  national: 'national',
  exploitant: 'exploitant',
} as const;
type Role = keyof typeof ACCOUNTS;
const ROLES = Object.keys(ACCOUNTS) as Role[];

function run(command: string, args: readonly string[], otherwise: string): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error !== undefined || status !== 0) throw new Error(otherwise, { cause: error });
}

/** Puts Schemathesis in its own environment, unless it is there. */
async function installTool(): Promise<void> {
  if (existsSync(TOOL)) return;
  console.log(`[set-up] Schemathesis ${VERSION}, once, in ${VENV}…`);
  await mkdir(VENV, { recursive: true });
  run(
    'python3',
    ['-m', 'venv', VENV],
    'The fuzzing tool is a Python program: install Python 3.10 or later with its «venv» module (Debian: apt install python3-venv), then run the same command again.',
  );
  run(
    join(VENV, 'bin', 'pip'),
    ['install', '--quiet', `schemathesis==${VERSION}`],
    `pip could not install schemathesis ${VERSION} (its own message is above). Most often the package index is out of reach, or Python is older than 3.10.`,
  );
}

/** A case to draw on, opened by the porteur. */
async function openCase({ ground: terrain }: Installation): Promise<string> {
  const client = createEssClient({ baseUrl: terrain.api, jeton: () => terrain.token(ACCOUNTS.porteur) });
  const { data, error } = await client.POST('/api/v1/ess', {
    body: { ...COMMANDS['deposer-lettre-intention'].exemple, le: today() } as never,
  });
  if (data === undefined) throw new Error(`No case could be opened: ${error.status} ${error.detail}`);
  return data.ess;
}

let stopped: NodeJS.Signals | undefined;

/** Runs the tool to its end, as one role; resolves to its exit code. A signal ends it, then what was started. */
const fuzz = (config: string, url: string, token: string, options: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      TOOL,
      [
        ...['--no-color', '--config-file', config, 'run', '--url', url],
        ...['--header', `Authorization: Bearer ${token}`, '--request-timeout', '60'],
        ...['--continue-on-failure', '--suppress-health-check', 'all', '--warnings', 'off'],
        ...['--generation-database', 'none', ...options],
      ],
      // It keeps what it found in the folder that it runs in.
      { stdio: 'inherit', cwd: dirname(config) },
    );
    const stop = (signal: NodeJS.Signals) => {
      stopped = signal;
      child.kill('SIGINT');
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(code ?? 1);
    });
  });

/**
 * Path parameters that lead somewhere, the rest of a request is drawn; and what is not to be taken for a fault. Every other
 * check of the tool is made: no 5xx, statuses, media types, headers and shapes of the contract, what it forbids refused.
 */
const settingsOf = (ess: string): string => `[parameters]
"path.ess" = "${ess}"
"path.caisse" = "gironde"

[checks]
# What the contract allows may still be refused by the law, or by the state of the case (409, 422).
positive_data_acceptance.enabled = false
# These follow what is created and deleted, or compare accounts: test/api/droits.test.ts does, for every role and scope.
use_after_free.enabled = false
ensure_resource_availability.enabled = false
object_level_authorization.enabled = false

# Several commands at once: an item that is ill formed gets a 400 of its own, inside an answer that is a 200.
[[operations]]
include-operation-id = "envoyer-commandes"
checks.negative_data_rejection.enabled = false
`;

/** Headers that anyone may leave out and that, drawn at random, answer for the rest of the request (403, 409, 412). */
const DECISIVE = ['X-Delegation', 'If-Match', 'Idempotency-Key'];

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { parameters?: { name: string }[] }>>>>;
}

/** The contract as it is served, then without the decisive headers: paths of the two files. */
async function contracts(folder: string, api: string): Promise<{ readonly whole: string; readonly bare: string }> {
  const document = (await (await fetch(`${api}/api/v1/openapi.json`)).json()) as Document;
  const [whole, bare] = [join(folder, 'contrat.json'), join(folder, 'contrat-sans-entetes.json')];
  await writeFile(whole, JSON.stringify(document));
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path)))
    operation.parameters = (operation.parameters ?? []).filter(({ name }) => !DECISIVE.includes(name));
  await writeFile(bare, JSON.stringify(document));
  return { whole, bare };
}

/** What a role may call, every limit of the contract and then as many drawn requests as asked; then all there is, as written. */
function runsOf(role: Role, { whole, bare }: { readonly whole: string; readonly bare: string }, exemples: string) {
  const his = Object.values(OPERATIONS).filter(({ roles = [] }) => roles.length === 0 || roles.includes(role));
  return [
    {
      titre: 'ce qui lui est ouvert',
      options: [
        ...[bare, '--phases', 'examples,coverage,fuzzing', '--max-examples', exemples],
        ...his.flatMap(({ id }) => ['--include-operation-id', id]),
      ],
    },
    { titre: 'tout le contrat', options: [whole, '--phases', 'examples,fuzzing', '--max-examples', '5'] },
  ];
}

const { values } = parseArgs({
  options: {
    exemples: { type: 'string', default: '40' },
    roles: { type: 'string', default: ROLES.join(',') },
    seed: { type: 'string', default: '1' },
    rapports: { type: 'string' },
  },
});
const roles = values.roles.split(',').map((name) => {
  const role = ROLES.find((known) => known === name);
  if (role === undefined) throw new Error(`--roles: «${name}» is none of ${ROLES.join(', ')}.`);
  return role;
});

await installTool();
const folder = await mkdtemp(join(tmpdir(), 'ess-fuzz-'));
const installation = await install({
  ports: FREE_PORTS,
  timeSkipping: false,
  allowClockOrigin: true,
  log: (line) => console.log(`  ${line}`),
});
try {
  const ess = await openCase(installation);
  const config = join(folder, 'schemathesis.toml');
  await writeFile(config, settingsOf(ess));
  const { api, token } = installation.ground;
  const files = await contracts(folder, api);
  for (const role of roles)
    for (const [rank, { titre, options }] of runsOf(role, files, values.exemples).entries()) {
      if (stopped !== undefined) break;
      console.log(`\nRôle ${role} : ${titre}`);
      const file = values.rapports === undefined ? undefined : absolute(values.rapports, `${role}-${rank}.ndjson`);
      const code = await fuzz(config, api, await token(ACCOUNTS[role]), [
        ...options,
        ...['--seed', values.seed],
        ...(file === undefined ? [] : ['--report', 'ndjson', '--report-ndjson-path', file]),
      ]);
      if (code !== 0) process.exitCode = 1;
    }
} finally {
  await installation.stop();
  await rm(folder, { recursive: true, force: true });
}
