/**
 * (i) `npm run bench:charge`: several clients at once on the API, reads and commands, beside bare Updates asked in the same way
 * of the same engine. Options: --clients N (8), --tours N (rounds, five), --demandes N (reads a round, 400), --ecrire.
 */
import { parseArgs } from 'node:util';
import { consigner, lire, ouvrir } from './dossiers.ts';
import type { Ligne } from './measure.ts';
import { demarrerPlanchers } from './floor/handles.ts';
import { ecrire, enTexte, machine } from './table.ts';
import { ouvrirTerrain, type TerrainDeMesure } from './ground.ts';
import { charge, enParallele, figure, rapport, tours, type Charge } from './rounds.ts';
import { versions } from './versions.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '8' },
    tours: { type: 'string', default: '5' },
    demandes: { type: 'string', default: '400' },
    ecrire: { type: 'boolean', default: false },
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

async function mesurer(terrain: TerrainDeMesure): Promise<readonly Ligne[]> {
  const dossiers = await enParallele(Array.from({ length: DOSSIERS }), CLIENTS, () => ouvrir(terrain));
  const planchers = await demarrerPlanchers(terrain, DOSSIERS);
  const dossier = (rang: number) => dossiers[rang % DOSSIERS]!;
  const mesures = await tours(TOURS, {
    dossier: () => charge(LECTURES, CLIENTS, (rang) => lire(terrain, `/ess/${dossier(rang)}`, 'national')),
    liste: () => charge(LECTURES, CLIENTS, () => lire(terrain, '/ess?limite=20', 'national')),
    commande: () => charge(COMMANDES, CLIENTS, (rang) => consigner(terrain, dossier(rang))),
    nu: () => charge(COMMANDES, CLIENTS, (rang) => planchers[rang % DOSSIERS]!.executeUpdate('nu')),
  });
  for (const plancher of planchers) await plancher.executeUpdate('finir');
  const de = (serie: readonly Charge[], quoi: keyof Charge) => serie.map((tour) => tour[quoi]);
  const lignes = (nom: string, serie: readonly Charge[]): Ligne[] => [
    { mesure: nom, figure: figure(de(serie, 'parSeconde')), unite: '/s' },
    { mesure: `${nom}, p50`, figure: figure(de(serie, 'p50')), unite: 'ms' },
    { mesure: `${nom}, p99`, figure: figure(de(serie, 'p99')), unite: 'ms' },
  ];
  const auPlancher = (nom: string, serie: readonly Charge[]): Ligne => ({
    mesure: `${nom} ÷ bare Update, p50`,
    figure: rapport(de(serie, 'p50'), de(mesures.nu, 'p50')),
    unite: '×',
  });
  return [
    ...lignes('one case read', mesures.dossier),
    ...lignes('list of cases, 20 a page', mesures.liste),
    ...lignes('command', mesures.commande),
    ...lignes('floor: bare Update', mesures.nu),
    auPlancher('one case read', mesures.dossier),
    auPlancher('list of cases', mesures.liste),
    auPlancher('command', mesures.commande),
  ];
}

const terrain = await ouvrirTerrain((ligne) => console.error(ligne));
try {
  const entete = await machine(await versions(terrain));
  console.log(`${entete}\n`);
  await terrain.demarrerWorkers();
  const mesuree = { mesure: { lettre: 'i', titre: `${CLIENTS} clients at once` }, lignes: await mesurer(terrain) };
  console.log(enTexte(mesuree));
  if (values.ecrire) await ecrire('charge', `${entete}; ${TOURS} rounds.`, [mesuree]);
} finally {
  await terrain.fermer();
}
process.exit(); // the SDK's native part may hold the process, with nothing left to do
