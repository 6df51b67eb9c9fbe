/**
 * (i) `npm run bench:charge`: several clients at once on the API, reads and commands, beside bare Updates asked in the same way
 * of the same engine. Options: --clients N (8), --tours N (rounds, five), --demandes N (reads a round, 400), --ecrire, --json FILE.
 */
import { parseArgs } from 'node:util';
import { noteExchange, read, openCase, territoire } from './dossiers.ts';
import type { Line } from './measure.ts';
import { startFloors } from './floor/handles.ts';
import { resultsFile, writeResults } from './results.ts';
import { writeTables, asText, machine } from './table.ts';
import { openGround, type BenchGround } from './ground.ts';
import { load, inParallel, figure, ratio, rounds, type Load } from './rounds.ts';
import { versions } from './versions.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '8' },
    tours: { type: 'string', default: '5' },
    demandes: { type: 'string', default: '400' },
    ecrire: { type: 'boolean', default: false },
    json: { type: 'string', default: resultsFile('charge') },
  },
});
const CLIENTS = Number(values.clients);
const TOURS = Number(values.tours);
const LECTURES = Number(values.demandes);
if (![CLIENTS, TOURS, LECTURES].every((nombre) => Number.isInteger(nombre) && nombre > 0))
  throw new Error('--clients, --tours and --demandes: whole numbers, from 1.');

/** Commands of one case are judged one after the other: each client has cases of its own. */
const DOSSIERS = CLIENTS * 3;
/** A command costs several reads. */
const COMMANDES = Math.ceil(LECTURES * 0.4);

async function mesurer(terrain: BenchGround): Promise<readonly Line[]> {
  const dossiers = await inParallel(Array.from({ length: DOSSIERS }), CLIENTS, (_, rang) =>
    openCase(terrain, territoire(rang)),
  );
  const planchers = await startFloors(terrain, DOSSIERS);
  const dossier = (rang: number) => dossiers[rang % DOSSIERS]!;
  const mesures = await rounds(TOURS, {
    dossier: () => load(LECTURES, CLIENTS, (rang) => read(terrain, `/ess/${dossier(rang)}`, 'national')),
    liste: () => load(LECTURES, CLIENTS, () => read(terrain, '/ess?limite=20', 'national')),
    commande: () => load(COMMANDES, CLIENTS, (rang) => noteExchange(terrain, dossier(rang))),
    nu: () => load(COMMANDES, CLIENTS, (rang) => planchers[rang % DOSSIERS]!.executeUpdate('nu')),
  });
  for (const plancher of planchers) await plancher.executeUpdate('finir');
  const de = (serie: readonly Load[], quoi: keyof Load) => serie.map((tour) => tour[quoi]);
  const lignes = (nom: string, serie: readonly Load[]): Line[] => [
    { name: nom, figure: figure(de(serie, 'perSecond')), unit: '/s' },
    { name: `${nom}, p50`, figure: figure(de(serie, 'p50')), unit: 'ms' },
    { name: `${nom}, p99`, figure: figure(de(serie, 'p99')), unit: 'ms' },
  ];
  const auPlancher = (nom: string, serie: readonly Load[]): Line => ({
    name: `${nom} ÷ bare Update, p50`,
    figure: ratio(de(serie, 'p50'), de(mesures.nu, 'p50')),
    unit: '×',
  });
  return [
    ...lignes('one case read', mesures.dossier),
    ...lignes('list of cases, 20 a page', mesures.liste),
    ...lignes('command', mesures.commande),
    ...lignes('floor: bare Update', mesures.nu),
    auPlancher('one case read', mesures.dossier),
    auPlancher('list of cases', mesures.liste),
    auPlancher('command', mesures.commande),
    {
      name: 'commands ÷ bare Updates, a second',
      figure: ratio(de(mesures.commande, 'perSecond'), de(mesures.nu, 'perSecond')),
      unit: '×',
      target: { bound: 'at-least', value: 0.45 },
    },
  ];
}

const terrain = await openGround((ligne) => console.error(ligne));
try {
  const entete = await machine(await versions(terrain));
  console.log(`${entete}\n`);
  await terrain.startWorkers();
  const mesuree = { measure: { letter: 'i', title: `${CLIENTS} clients at once` }, lines: await mesurer(terrain) };
  console.log(asText(mesuree));
  console.log(`figures kept in ${await writeResults(values.json, entete, [mesuree])}`);
  if (values.ecrire) await writeTables('charge', `${entete}; ${TOURS} rounds.`, [mesuree]);
} finally {
  await terrain.close();
}
process.exit(); // the SDK's native part may hold the process, with nothing left to do
