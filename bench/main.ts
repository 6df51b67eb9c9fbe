/**
 * `npm run bench`: every figure beside its floor. Options: --ecrire (the tables of docs/performance.md are replaced), --tours N
 * (rounds, five by default), --seulement a,c (some of them). The long run of ten thousand cases is `npm run bench:dix-mille`.
 */
import { parseArgs } from 'node:util';
import { commande } from './measures/commande.ts';
import { debitDeVies } from './measures/throughput.ts';
import { echeance } from './measures/echeance.ts';
import { histoire } from './measures/history.ts';
import { memoire } from './measures/memory.ts';
import { rejeu } from './measures/replay.ts';
import { reprise } from './measures/recovery.ts';
import { ecrire, enTexte, machine, type Mesuree } from './table.ts';
import { ouvrirTerrain } from './ground.ts';
import { versions } from './versions.ts';

const MESURES = [commande, histoire, rejeu, memoire, debitDeVies, echeance, reprise];

const { values } = parseArgs({
  options: {
    ecrire: { type: 'boolean', default: false },
    tours: { type: 'string', default: '5' },
    seulement: { type: 'string' },
  },
});
const lettres = values.seulement?.split(',');
const choisies = MESURES.filter(({ lettre }) => lettres === undefined || lettres.includes(lettre));
if (values.ecrire && choisies.length < MESURES.length)
  throw new Error('--ecrire writes all the tables: without --seulement.');
const tours = Number(values.tours);
if (!Number.isInteger(tours) || tours < 1) throw new Error('--tours: a whole number of rounds, from 1.');

const debut = performance.now();
const terrain = await ouvrirTerrain((ligne) => console.error(ligne));
try {
  const entete = await machine(await versions(terrain));
  console.log(`${entete}\n`);
  await terrain.demarrerWorkers();
  const mesurees: Mesuree[] = [];
  for (const mesure of choisies) {
    const depart = performance.now();
    const mesuree = { mesure, lignes: await mesure.mesurer(terrain, tours) };
    mesurees.push(mesuree);
    console.log(`${enTexte(mesuree)}\n  (${Math.round((performance.now() - depart) / 1000)} s)\n`);
  }
  const duree = `${tours} rounds of each, ${Math.round((performance.now() - debut) / 60_000)} min in all`;
  if (values.ecrire) await ecrire('figures', `${entete}; ${duree}.`, mesurees);
} finally {
  await terrain.fermer();
}
process.exit(); // the SDK's native part may hold the process, with nothing left to do
