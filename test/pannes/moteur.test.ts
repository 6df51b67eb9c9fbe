/** The engine killed and started again on its own data: the cases it held go on, their deadlines too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { startEngine, type EngineOptions } from '../../engine/embedded/find.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { ATTRIBUTS } from '../../workflows/messages.ts';
import { ouvrirInstallation } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

/** PANNES_LONGUES=1: five years, killed after every tenth event; else some months to a résiliation, killed three times. */
const LONGUES = process.env['PANNES_LONGUES'] === '1';
const SCENARIO = LONGUES ? 'S05-nominal-cinq-ans' : 'S09-resiliation-amorcage';
const TOUTES_LES = LONGUES ? 10 : 6;
const AU_PLUS = LONGUES ? Infinity : 3;

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

test('moteur tué par SIGKILL et relancé sur ses données : mêmes événements, rien en double, rien de perdu', async () => {
  const chemin = join(import.meta.dirname, `../regles/scenarios/${SCENARIO}.json`);
  const scenario = JSON.parse(readFileSync(chemin, 'utf8')) as Scenario;
  const options: EngineOptions = {
    dataFile: join(await temporaryFolder(), 'temporal.sqlite'),
    headless: true,
    namespace: 'essais',
    searchAttributes: ATTRIBUTS,
    retentionDays: 3650,
    timeSkipping: true,
    log: () => undefined,
  };
  let moteur = await startEngine(options);
  const { address } = moteur;
  fermetures.push(() => moteur.stop());
  const installation = await ouvrirInstallation({ moteur: address });
  fermetures.push(() => installation.fermer());

  let lues = 0;
  let tueLe: number | undefined;
  const reprises: number[] = [];
  const relances: Promise<void>[] = [];
  const relancer = async () => {
    moteur.kill();
    await moteur.stop();
    moteur = await startEngine({ ...options, port: Number(address.split(':')[1]) });
  };
  const lignes = await play(scenario, {
    ...installation.terrain,
    onLine() {
      lues += 1;
      if (tueLe !== undefined) reprises.push(Math.round(performance.now() - tueLe));
      tueLe = undefined;
      if (lues % TOUTES_LES !== 0 || relances.length >= AU_PLUS) return;
      // Lines read together are called together: the next ones are those that were read after the end.
      const instant = performance.now();
      setImmediate(() => (tueLe = instant));
      // One after the other: lines two apart may be read at once.
      relances.push((relances.at(-1) ?? Promise.resolve()).then(relancer));
    },
  });
  await Promise.all(relances);
  console.log(`[pannes: engine killed ${relances.length} times; next event after ${reprises.join(', ')} ms]`);
  // The life went on after each of them but, perhaps, the last.
  expect(relances.length).toBeGreaterThanOrEqual(3);
  expect(reprises.length).toBeGreaterThanOrEqual(relances.length - 1);
  expect(lignes).toEqual(simuler(scenario));
  const ecarts: unknown[] = [];
  await verifyRecords(installation.pool, (ecart) => ecarts.push(ecart), { replay: true });
  expect(ecarts).toEqual([]);
}, 1_200_000);
