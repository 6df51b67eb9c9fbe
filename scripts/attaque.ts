/**
 * `npm run attaque [-- http://127.0.0.1:3000] [--classes jetons,exports] [--rapides]`: plays the attacks of
 * `test/securite/attaque/` against an installation of this machine, and prints what held and what fell; 1 when one fell.
 * Without an address it starts an installation of its own. With one, `npm start` must be running there: ESS_DONNEES names
 * its folder, whose secret gives tokens, and TEMPORAL_ADDRESS its engine. It leaves cases and subscriptions behind: never
 * an installation whose data count.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { FREE_PORTS, install } from '../cli/installation.ts';
import { readKeptIdentity, type KeptIdentity } from '../cli/tokens.ts';
import { requestToken } from '../local/identity-provider/token.ts';
import { CLASSES } from '../test/securite/attaque/all.ts';
import { play, type Outcome } from '../test/securite/attaque/attack.ts';
import { openTarget, type Doors } from '../test/securite/attaque/target.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { classes: { type: 'string' }, rapides: { type: 'boolean', default: false } },
});

interface Ground {
  readonly doors: Doors;
  stop(): Promise<void>;
}

async function identitiesIn(folder: string): Promise<KeptIdentity> {
  const kept = await readKeptIdentity(join(folder, 'identites.json'));
  if (kept === undefined)
    throw new Error(`No identites.json in ${folder}: ESS_DONNEES must name the folder of a running npm start.`);
  return kept;
}

/** An account's token, asked once: they live for an hour. */
function tokensOf({ emetteur, secret }: KeptIdentity): Doors['token'] {
  const tokens = new Map<string, Promise<string>>();
  return (account) => {
    const token = tokens.get(account) ?? requestToken(emetteur, account, secret);
    tokens.set(account, token);
    return token;
  };
}

async function existing(api: string): Promise<Ground> {
  const kept = await identitiesIn(process.env['ESS_DONNEES'] ?? join(import.meta.dirname, '../donnees'));
  const connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233' });
  const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'ess';
  return {
    doors: {
      api,
      issuer: kept.emetteur,
      secrets: kept,
      token: tokensOf(kept),
      engine: { client: new Client({ connection, namespace }), namespace },
    },
    stop: () => connection.close(),
  };
}

async function ownInstallation(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-attaque-'));
  const limits = { perAddress: 1_000_000, perIdentity: 1_000_000, proxies: [] };
  const installation = await install({
    folder,
    ports: FREE_PORTS,
    timeSkipping: false,
    allowClockOrigin: true,
    limits,
    log: (line) => console.log(`  ${line}`),
  });
  const kept = await identitiesIn(folder);
  const { api, client, namespace } = installation.ground;
  return {
    doors: {
      api,
      issuer: kept.emetteur,
      secrets: kept,
      token: tokensOf(kept),
      engine: { client, namespace },
      mailPage: installation.mailPage,
      ...(installation.engineUi === undefined ? {} : { engineUi: installation.engineUi }),
    },
    async stop() {
      await installation.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const line = ({ held, title, ms, seen }: Outcome) =>
  `  ${held ? 'tient ' : 'TOMBE '} ${title} (${(ms / 1000).toFixed(1)} s)\n         ${seen}`;

const chosen = values.classes?.split(',');
const unknown = chosen?.find((name) => !CLASSES.some((known) => known.name === name));
if (unknown !== undefined)
  throw new Error(`--classes: «${unknown}» is none of ${CLASSES.map(({ name }) => name).join(', ')}.`);
const [address] = positionals;
const ground = address === undefined ? await ownInstallation() : await existing(address);
try {
  const target = openTarget(ground.doors);
  const table: { name: string; outcomes: Outcome[] }[] = [];
  for (const { name, attacks } of CLASSES.filter((one) => chosen?.includes(one.name) !== false)) {
    console.log(`\n${name}`);
    const outcomes: Outcome[] = [];
    for (const attack of attacks.filter(({ slow }) => !values.rapides || slow !== true)) {
      const outcome = await play(attack, target);
      console.log(line(outcome));
      outcomes.push(outcome);
    }
    table.push({ name, outcomes });
  }
  const width = Math.max(...table.map(({ name }) => name.length));
  console.log(`\n${'classe'.padEnd(width)}  tient  tombe`);
  for (const { name, outcomes } of table) {
    const fell = outcomes.filter(({ held }) => !held).length;
    console.log(`${name.padEnd(width)}  ${String(outcomes.length - fell).padStart(5)}  ${String(fell).padStart(5)}`);
    if (fell > 0) process.exitCode = 1;
  }
  console.log(`\n${target.requests()} demandes à l’API.`);
} finally {
  await ground.stop();
}
