/**
 * `npm run histoires -- VERSION [SCENARIO…]`: plays lives on a real engine and stores their histories for the replay gate,
 * in `test/histoires/VERSION/`. A version that is stored already is never written again.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Client } from '@temporalio/client';
import protocol from '@temporalio/proto'; // CommonJS: its names are properties of the default
import { FREE_PORTS, install } from '../cli/installation.ts';
import { play } from '../cli/play.ts';
import type { Scenario } from '../domain/simulation/scenario.ts';

/** JSON that `History.fromObject` reads back. */
const READABLE = { enums: String, longs: String, bytes: String };
const RACINE = join(import.meta.dirname, '..');
const SCENARIOS = join(RACINE, 'test/regles/scenarios');

const { History } = protocol.temporal.api.history.v1;

/** Every run of a case, the first one first. */
async function runsOf(client: Client, ess: string): Promise<{ events: number; json: string }[]> {
  const runs: { events: number; json: string }[] = [];
  for (let run: string | undefined; ;) {
    const history = await client.workflow.getHandle(ess, run).fetchHistory(); // of the last run, then of those before it
    const events = history.events ?? [];
    runs.unshift({
      events: events.length,
      json: JSON.stringify(History.toObject(History.fromObject(history), READABLE)),
    });
    const before = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    if (before === undefined || before === null || before === '') return runs;
    run = before;
  }
}

const compress = (text: string) =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text) },
  });

async function record(version: string, files: readonly string[]): Promise<void> {
  const folder = join(RACINE, 'test/histoires', version);
  await mkdir(folder); // an existing one is an error: old histories are never refreshed
  const installation = await install({
    ports: FREE_PORTS,
    timeSkipping: true,
    allowClockOrigin: true,
    log: console.error,
  });
  try {
    const { client, namespace } = installation.ground;
    const known = new Set<string>();
    for (const file of files) {
      const scenario = JSON.parse(readFileSync(join(SCENARIOS, file), 'utf8')) as Scenario;
      await installation.pool.query('delete from territoires'); // each scenario has the country to itself
      await play(scenario, installation.ground);
      const { rows } = await installation.pool.query<{ ess: string }>('select ess from dossiers order by maj_le');
      const played = rows.map(({ ess }) => ess).filter((ess) => !known.has(ess));
      for (const [rank, ess] of played.entries()) {
        known.add(ess);
        for (const [number, { events, json }] of (await runsOf(client, ess)).entries()) {
          const name = [parse(file).name, ...(played.length > 1 ? [`ess${rank + 1}`] : []), `run${number + 1}`].join(
            '.',
          );
          await writeFile(join(folder, `${name}.json.br`), compress(json));
          console.log(`${name}  ${events} events  ${namespace}`);
        }
      }
    }
  } finally {
    await installation.stop();
  }
}

const [version, ...wanted] = process.argv.slice(2);
if (version === undefined || !/^[a-z0-9.-]+$/.test(version)) {
  console.error('A version is expected: npm run histoires -- 0.2.0 [S05-nominal-cinq-ans.json …]');
  process.exitCode = 2;
} else
  await record(
    version,
    wanted.length > 0 ? wanted : (await readdir(SCENARIOS)).filter((name) => name.endsWith('.json')),
  );
