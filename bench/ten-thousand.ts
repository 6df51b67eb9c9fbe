/**
 * (h) `npm run bench:dix-mille`: many open ESS on one machine. Options: --dossiers N (10,000), --dus N (2,000 deadlines that fall
 * in one day), --ecrire, --json FILE. Long: about an hour on two cores for ten thousand.
 */
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { METROPOLE, read, openCase, territoire } from './dossiers.ts';
import type { Line } from './measure.ts';
import { residentMemory } from './measures/memory.ts';
import { resultsFile, writeResults } from './results.ts';
import { writeTables, asText, machine } from './table.ts';
import { stopWorker, openGround, type BenchGround } from './ground.ts';
import { inParallel, figure, latencies } from './rounds.ts';
import { versions } from './versions.ts';

const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '10000' },
    dus: { type: 'string', default: '2000' },
    ecrire: { type: 'boolean', default: false },
    json: { type: 'string', default: resultsFile('dix-mille') },
  },
});
const DOSSIERS = Number(values.dossiers);
const DUS = Number(values.dus);
if (!Number.isInteger(DOSSIERS) || !Number.isInteger(DUS) || DUS >= DOSSIERS || DUS < 1)
  throw new Error('--dossiers and --dus: whole numbers, fewer deadlines than cases.');

/** Requests under way at once. */
const LARGEUR = 8;
/** A letter of 15 January is answered by silence at this instant: 15 March, three days of grace, the midnight after. */
const TOMBE = Date.UTC(2026, 2, 18, 23);
const unique = (name: string, valeur: number, unit: string, auPlus?: number): Line => ({
  name,
  figure: figure([valeur]),
  unit,
  ...(auPlus === undefined ? {} : { target: { bound: 'at-most', value: auPlus } }),
});

/** Opens them all; the last `DUS` have a deadline that falls at the same real instant, which it resolves to. */
async function ouvrirTous(terrain: BenchGround): Promise<{ dossiers: string[]; secondes: number; tombeLe: number }> {
  const debut = performance.now();
  const premiers = await inParallel(Array.from({ length: DOSSIERS - DUS }), LARGEUR, (_, rang) =>
    openCase(terrain, territoire(rang, METROPOLE)),
  );
  // Half as long again as the others took: none is to fall before the last is open.
  const msParDossier = (performance.now() - debut) / premiers.length;
  const tombeLe = Date.now() + 30_000 + 1.5 * DUS * msParDossier;
  const derniers = await inParallel(Array.from({ length: DUS }), LARGEUR, (_, rang) =>
    openCase(terrain, {
      ...territoire(DOSSIERS - DUS + rang, METROPOLE),
      le: '2026-01-15',
      origine: new Date(TOMBE - (tombeLe - Date.now())).toISOString(),
    }),
  );
  return { dossiers: [...premiers, ...derniers], secondes: (performance.now() - debut) / 1000, tombeLe };
}

/** Seconds from the instant at which they fall until `part` of them are in the journal. */
async function tomber(terrain: BenchGround, tombeLe: number): Promise<{ moitie: number; tous: number }> {
  if (Date.now() > tombeLe)
    throw new Error('the deadlines fell before all cases were open: a slower machine needs a larger margin');
  let moitie = NaN;
  for (;;) {
    const { rows } = await terrain.pool.query<{ n: number }>(
      `select count(*)::int as n from journal where evenement = 'LettreIntentionValidee'`,
    );
    const n = rows[0]?.n ?? 0;
    const secondes = (Date.now() - tombeLe) / 1000;
    if (n >= DUS / 2 && Number.isNaN(moitie)) moitie = secondes;
    if (n >= DUS) return { moitie, tous: secondes };
    await pause(100);
  }
}

/** Seconds from the same instant until no letter waits to be sent, those of the openings included. */
async function lettresParties(terrain: BenchGround, tombeLe: number): Promise<number> {
  for (;;) {
    const { rowCount } = await terrain.pool.query(
      'select from avis where envoye_le is null and ecarte_le is null limit 1',
    );
    if (rowCount === 0) return (Date.now() - tombeLe) / 1000;
    await pause(250);
  }
}

async function lectures(terrain: BenchGround): Promise<Line[]> {
  const chemins = {
    'list of the cases, first page': '/ess?limite=50',
    'list of one region': '/ess?region=bretagne&limite=50',
    'deadlines until a day': '/ess?echeanceAvant=2026-03-31&limite=50',
    'search by specialty and department': '/ess?specialite=dermatologie&departement=33&limite=50',
    'what silence will do in 30 days, first page': '/previsions?jours=30&limite=50',
    'what silence will do in 90 days, first page': '/previsions?jours=90&limite=50',
  };
  const lignes: Line[] = [];
  for (const [nom, chemin] of Object.entries(chemins)) {
    const { p50, p99 } = await latencies(100, () => read(terrain, chemin, 'national'));
    lignes.push(unique(`${nom}, p50`, p50, 'ms'), unique(`${nom}, p99`, p99, 'ms'));
  }
  return lignes;
}

const terrain = await openGround((ligne) => console.error(ligne));
try {
  const entete = await machine(await versions(terrain));
  let worker = await terrain.startWorker('produit');
  const { dossiers, secondes, tombeLe } = await ouvrirTous(terrain);
  const ouverts = `${DOSSIERS} cases opened, ${LARGEUR} at a time`;
  const lignes: Line[] = [unique(ouverts, DOSSIERS / secondes, '/s')];
  const { moitie, tous } = await tomber(terrain, tombeLe);
  const parties = await lettresParties(terrain, tombeLe);
  lignes.push(
    unique(`${DUS} deadlines fall at once: half of the effects in the journal`, moitie, 's'),
    unique(`${DUS} deadlines fall at once: all of them`, tous, 's', 80),
    unique(`${DUS} deadlines fall at once: all letters out`, parties, 's', 120),
    unique('resident memory of the worker', (await residentMemory(worker)) / 1024, 'MiB', 900),
    ...(await lectures(terrain)),
  );
  await stopWorker(worker);
  const debut = performance.now();
  worker = await terrain.startWorker('produit');
  const pret = performance.now();
  await terrain.client.workflow.getHandle(dossiers[0] ?? '').query('etat');
  lignes.push(
    unique('worker started again: ready', pret - debut, 'ms'),
    unique('worker started again: first case answered', performance.now() - debut, 'ms'),
  );
  await stopWorker(worker);
  const mesuree = { measure: { letter: 'h', title: `${DOSSIERS} open cases` }, lines: lignes };
  console.log(`${entete}\n\n${asText(mesuree)}`);
  console.log(`figures kept in ${await writeResults(values.json, entete, [mesuree])}`);
  if (values.ecrire) await writeTables('dix-mille', `${entete}.`, [mesuree]);
} finally {
  await terrain.close();
}
process.exit(); // the SDK's native part may hold the process, with nothing left to do
