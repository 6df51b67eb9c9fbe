/**
 * The topology of docker-compose.yml from its parts as processes: engine and records on PostgreSQL, jobs, two workers, two
 * API instances, all with the settings of production. A life through both APIs, a worker killed, an API killed; then the
 * engine's own tables are read. (Containers, networks and images themselves are not tried: no Docker engine.)
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { aujourdhui, conclureAmorcage, lettreIntention, ouvrirDeploiement, type Deploiement } from './deploiement.ts';
import { lancer, lancerApi, type Programme } from './processus.ts';

let deploiement: Deploiement;
const lances: Programme[] = [];

beforeAll(async () => {
  deploiement = await ouvrirDeploiement(inject('postgresUrl'), await temporaryFolder());
});

afterAll(async () => {
  for (const { processus } of lances) processus.kill('SIGKILL');
  await deploiement.moteur.stop();
  await deploiement.fermer();
  await deploiement.effacer();
});

function retenir<P extends Programme>(programme: P): P {
  lances.push(programme);
  return programme;
}

test('une vie par deux API, un exécutant tué, une API tuée : rien n’est perdu ni fait deux fois, et rien ne se lit', async () => {
  const { env, exiger } = deploiement;
  const workers = [retenir(lancer('worker/main.ts', [], env)), retenir(lancer('worker/main.ts', [], env))];
  await Promise.all(workers.map((worker) => worker.dit('worker: ready')));
  const [a, b] = [retenir(await lancerApi(env)), retenir(await lancerApi(env))];
  const le = aujourdhui();

  const { ess } = await exiger(`${a.url}/ess`, 'porteur-01', lettreIntention());
  const dossier = (url: string) => `${url}/ess/${String(ess)}`;
  await exiger(`${dossier(b.url)}/commandes/rendre-avis`, 'caisse-gironde', {
    le,
    sur: 'lettre-intention',
    sens: 'favorable',
  });
  workers[0]?.processus.kill('SIGKILL');
  await exiger(`${dossier(a.url)}/commandes/valider-lettre-intention`, 'ars-nouvelle-aquitaine', { le });
  a.processus.kill('SIGKILL');
  await conclureAmorcage(deploiement, dossier(b.url));

  const evenements = async () => {
    const { lignes } = await exiger(`${dossier(b.url)}/journal`, 'national');
    return (lignes as { evenement: string }[]).map(({ evenement }) => evenement);
  };
  while (!(await evenements()).includes('PaiementOrdonnance')) await pause(100);
  const journal = await evenements();
  for (const une of [
    'LettreIntentionDeposee',
    'LettreIntentionValidee',
    'TerritoireRevendique',
    'ContratAmorcageConclu',
    'PaiementOrdonnance',
  ])
    expect(
      journal.filter((un) => un === une),
      une,
    ).toHaveLength(1);

  // What an administrator of the engine reads: every table of both its databases, as it stands.
  const lu = await toutLire(deploiement.basesDuMoteur);
  expect(lu).toContain(String(ess));
  expect(lu).toContain('deposer-lettre-intention');
  expect(lu.match(/LettreIntentionDeposee|medecinsPresents|au plus tard|favorable|ContratAmorcageConclu/)).toBeNull();
  expect(lances.flatMap(({ traces }) => traces).join('')).not.toMatch(/medecinsPresents|postgres:\/\//);
});

/** Every column of every table, bytes as characters. */
async function toutLire(bases: readonly string[]): Promise<string> {
  const lu: string[] = [];
  for (const base of bases) {
    const client = new pg.Client({ connectionString: deploiement.adresse(base) });
    await client.connect();
    const { rows: tables } = await client.query<{ nom: string }>(
      "select table_name as nom from information_schema.tables where table_schema = 'public'",
    );
    for (const { nom } of tables)
      for (const ligne of (await client.query<Record<string, unknown>>(`select * from "${nom}"`)).rows)
        for (const valeur of Object.values(ligne))
          lu.push(valeur instanceof Buffer ? valeur.toString('latin1') : JSON.stringify(valeur));
    await client.end();
  }
  return lu.join('\n');
}
