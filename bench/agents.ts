/**
 * (r) `npm run bench:agents`: the days of many agents of an ARS and a caisse, replayed at once through the pages of the console,
 * before ten thousand cases. Nobody thinks nor rests: a day of some thirty pages and two acts takes seconds. Options:
 * --agents N (200), --jours N (days of each, 3), --json FILE.
 */
import { parseArgs } from 'node:util';
import { colleaguesOf } from '../local/identity-provider/directory.ts';
import { openConsoleOn, type Agent } from './console.ts';
import { openCase, territoire } from './dossiers.ts';
import { openGround, stopWorker } from './ground.ts';
import type { Line } from './measure.ts';
import { residentMemory } from './measures/memory.ts';
import { tenThousandCases } from './measures/to-do.ts';
import { resultsFile, writeResults } from './results.ts';
import { figure, inParallel, Timings } from './rounds.ts';
import { asText, machine } from './table.ts';
import { versions } from './versions.ts';

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '200' },
    jours: { type: 'string', default: '3' },
    json: { type: 'string', default: resultsFile('agents') },
  },
});
const AGENTS = Number(values.agents);
const JOURS = Number(values.jours);
if (![AGENTS, JOURS].every((number) => Number.isInteger(number) && number > 0))
  throw new Error('--agents and --jours: whole numbers, from 1.');

const OUVERTURES_A_LA_FOIS = 8;
/** Pages of a morning, by role; `:ess` is the case that the agent holds. */
const MATINEES = {
  'ars-nouvelle-aquitaine': [
    '/',
    '/radar',
    '/dossiers',
    '/dossiers?tri=-nom',
    '/dossiers/:ess',
    '/dossiers/:ess/decision',
  ],
  'caisse-gironde': [
    '/',
    '/pieces',
    '/caisse/paiements',
    '/caisse/recouvrements',
    '/dossiers/:ess',
    '/dossiers/:ess/argent',
  ],
} as const;
type Compte = keyof typeof MATINEES;
const APRES_MIDI = [
  '/dossiers/:ess/journal',
  '/dossiers/:ess/echeancier',
  '/dossiers/:ess/courriers',
  '/dossiers',
  '/',
];

interface Mesures {
  readonly pages: Map<string, Timings>;
  readonly erreurs: string[];
}

async function journee(agent: Agent, compte: Compte, ess: string, { pages, erreurs }: Mesures): Promise<void> {
  const mesurer = async <R>(nom: string, faire: () => Promise<R>): Promise<R | undefined> => {
    const sienne = pages.get(nom) ?? new Timings();
    pages.set(nom, sienne);
    try {
      return await sienne.of(faire);
    } catch (error) {
      erreurs.push(`${nom}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  const lire = (page: string) => mesurer(page, () => agent.get(page.replace(':ess', ess)));
  for (const page of MATINEES[compte]) await lire(page);
  for (const sujet of ['Visite des locaux', 'Point sur les pièces']) {
    const acte = '/dossiers/:ess/actes/consigner-echange';
    const formulaire = await lire(acte);
    if (formulaire === undefined) continue;
    const le = new Date().toISOString().slice(0, 10);
    const verifie = await mesurer('Vérifier', () => agent.send(formulaire, { le, sujet }));
    if (verifie === undefined) continue;
    const envoye = await mesurer('Envoyer', () => agent.send(verifie.html, {}));
    if (envoye === undefined) continue;
    if (envoye.to === undefined) erreurs.push(`Envoyer: no receipt: ${envoye.html.slice(0, 200)}`);
    else await mesurer('reçu', () => agent.get(envoye.to ?? '/'));
  }
  for (const page of APRES_MIDI) await lire(page);
}

const comptes = Object.keys(MATINEES) as Compte[];
const PAR_COMPTE = Math.ceil(AGENTS / comptes.length);
// Everyone has an account of their own: the API limits what one person asks.
const others = comptes.flatMap((compte) => colleaguesOf(compte, PAR_COMPTE));
const terrain = await openGround((line) => console.error(line), { others });
try {
  const entete = await machine(await versions(terrain));
  console.log(`${entete}\n`);
  const worker = await terrain.startWorker('produit');
  await tenThousandCases(terrain);
  const dossiers = await inParallel(Array.from({ length: AGENTS }), OUVERTURES_A_LA_FOIS, (_, rang) =>
    openCase(terrain, {
      ...territoire(rang),
      le: new Date().toISOString().slice(0, 10),
      origine: new Date().toISOString(),
    }),
  );
  const console_ = await openConsoleOn(terrain);
  const agents = await Promise.all(
    dossiers.map(async (ess, rang) => {
      const compte = comptes[rang % comptes.length] ?? 'caisse-gironde';
      const rangDuCompte = Math.floor(rang / comptes.length) + 1;
      return { ess, compte, agent: await console_.signIn(`${compte}-${rangDuCompte}`) };
    }),
  );
  const lines: Line[] = [];
  const une = (name: string, value: number, unit: string) => lines.push({ name, figure: figure([value]), unit });
  try {
    for (let jour = 1; jour <= JOURS; jour += 1) {
      const mesures: Mesures = { pages: new Map(), erreurs: [] };
      const debut = performance.now();
      await Promise.all(agents.map(({ agent, compte, ess }) => journee(agent, compte, ess, mesures)));
      const secondes = (performance.now() - debut) / 1000;
      const vues = [...mesures.pages.values()].reduce((total, { count }) => total + count, 0);
      une(`day ${jour}: pages and acts`, vues, '');
      une(`day ${jour}: a second`, vues / secondes, '/s');
      une(`day ${jour}: errors`, mesures.erreurs.length, '');
      une(`day ${jour}: memory of API and console`, process.memoryUsage().rss / 2 ** 20, 'MiB');
      une(`day ${jour}: memory of the worker`, (await residentMemory(worker)) / 1024, 'MiB');
      for (const erreur of new Set(mesures.erreurs)) console.error(erreur);
      if (jour < JOURS) continue;
      for (const [name, sienne] of [...mesures.pages].toSorted(([a], [b]) => a.localeCompare(b))) {
        une(`${name}, p50`, sienne.latencies.p50, 'ms');
        une(`${name}, p99`, sienne.latencies.p99, 'ms');
      }
    }
  } finally {
    await console_.close();
  }
  await stopWorker(worker);
  const mesuree = { measure: { letter: 'r', title: `Days of ${AGENTS} agents at once` }, lines };
  console.log(asText(mesuree));
  console.log(`figures kept in ${await writeResults(values.json, entete, [mesuree])}`);
} finally {
  await terrain.close();
}
process.exit(); // the SDK's native part may hold the process, with nothing left to do
