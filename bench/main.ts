/**
 * `npm run bench`: every figure beside its floor. Options: --ecrire (the tables of docs/performance.md are replaced), --tours N
 * (rounds, five by default), --seulement a,c (some of them), --json FILE (where the figures are kept; `donnees/bench` by default). The long run of ten thousand cases is `npm run bench:dix-mille`.
 */
import { parseArgs } from 'node:util';
import { commande } from './measures/commande.ts';
import { throughput } from './measures/throughput.ts';
import { echeance } from './measures/echeance.ts';
import { history } from './measures/history.ts';
import { memory } from './measures/memory.ts';
import { opening } from './measures/opening.ts';
import { national } from './measures/national.ts';
import { toDo } from './measures/to-do.ts';
import { pages } from './measures/console.ts';
import { demarches } from './measures/demarches.ts';
import { replay } from './measures/replay.ts';
import { letters as courriers } from './measures/letters.ts';
import { rectification } from './measures/rectification.ts';
import { recovery } from './measures/recovery.ts';
import { writeTables, asText, machine, type Measured } from './table.ts';
import { resultsFile, writeResults } from './results.ts';
import { openGround } from './ground.ts';
import { versions } from './versions.ts';

const MESURES = [
  commande,
  history,
  replay,
  memory,
  throughput,
  echeance,
  recovery,
  rectification,
  opening,
  national,
  toDo,
  pages,
  demarches,
  courriers,
];

const { values } = parseArgs({
  options: {
    ecrire: { type: 'boolean', default: false },
    tours: { type: 'string', default: '5' },
    seulement: { type: 'string' },
    json: { type: 'string', default: resultsFile('bench') },
  },
});
const letters = values.seulement?.split(',');
const choisies = MESURES.filter(({ letter }) => letters === undefined || letters.includes(letter));
if (values.ecrire && choisies.length < MESURES.length)
  throw new Error('--ecrire writes all the tables: without --seulement.');
const tours = Number(values.tours);
if (!Number.isInteger(tours) || tours < 1) throw new Error('--tours: a whole number of rounds, from 1.');

const debut = performance.now();
const terrain = await openGround((ligne) => console.error(ligne));
try {
  const entete = await machine(await versions(terrain));
  console.log(`${entete}\n`);
  await terrain.startWorkers();
  const mesurees: Measured[] = [];
  for (const measure of choisies) {
    const depart = performance.now();
    const mesuree = { measure, lines: await measure.run(terrain, tours) };
    mesurees.push(mesuree);
    console.log(`${asText(mesuree)}\n  (${Math.round((performance.now() - depart) / 1000)} s)\n`);
  }
  console.log(`figures kept in ${await writeResults(values.json, entete, mesurees)}`);
  const duree = `${tours} rounds of each, ${Math.round((performance.now() - debut) / 60_000)} min in all`;
  if (values.ecrire) await writeTables('figures', `${entete}; ${duree}.`, mesurees);
} finally {
  await terrain.close();
}
process.exit(); // the SDK's native part may hold the process, with nothing left to do
