/** Faults while a life goes on: nothing lost, nothing twice, and the books balance. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import pg from 'pg';
import { advanceWorkflow } from '../../engine/embedded/time-skipping.ts';
import { play } from '../../cli/play.ts';
import { BARE } from '../api/support.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { openRecords } from '../../records/server/start.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { ouvrirDossier } from './dossier-essai.ts';
import { envDuWorker, lancerWorker, routeVers, serveurSmtp, tuer } from './pannes-essai.ts';

const S05 = JSON.parse(
  readFileSync(join(import.meta.dirname, '../regles/scenarios/S05-nominal-cinq-ans.json'), 'utf8'),
) as Scenario;
const PAIEMENTS = 7;
const ATTENTE = { timeout: 120_000, interval: 100 };

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

/** Notices leave by themselves, after the case's own work. */
const tousPartis = (pool: pg.Pool) =>
  vi.waitUntil(async () => (await pool.query('select 1 from avis where envoye_le is null')).rowCount === 0, ATTENTE);

/** No payment lost or twice, every notice sent under an identifier of its own, every check of the records satisfied. */
async function comptes({ pool }: Installation) {
  await tousPartis(pool);
  const { rows } = await pool.query<{
    paiements: number;
    ordres: number;
    avis: number;
    envoyes: number;
    distincts: number;
  }>(
    `select (select count(*)::int from paiements) as paiements, (select count(*)::int from remises) as ordres,
       count(*)::int as avis, count(envoye_le)::int as envoyes, count(distinct message_id)::int as distincts from avis`,
  );
  const ecarts: unknown[] = [];
  await verifyRecords(pool, (ecart) => ecarts.push(ecart), { replay: true });
  expect(ecarts).toEqual([]);
  return rows[0] ?? { paiements: 0, ordres: 0, avis: 0, envoyes: 0, distincts: 0 };
}

/** Without the incidents: in skipped time the attempts of a minute are made in an instant. */
const enLignes = (lignes: readonly { readonly evenement?: string }[]) =>
  lignes.filter(({ evenement = '' }) => !evenement.startsWith('Incident')).map((ligne) => JSON.stringify(ligne));

test('le serveur de courrier refuse pendant une heure : le dossier avance, un incident le dit, puis chaque courrier part une fois', async () => {
  const smtp = await serveurSmtp();
  fermetures.push(() => smtp.fermer());
  const installation = await ouvrirInstallation({ smtpUrl: smtp.url });
  fermetures.push(() => installation.fermer());
  const { terrain, pool } = installation;
  const poster = async (chemin: string, role: string, corps: object, entetes: Record<string, string> = {}) => {
    const reponse = await fetch(`${terrain.api}/api/v1${chemin}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await comme(role)), ...entetes },
      body: JSON.stringify(corps),
    });
    return { statut: reponse.status, corps: (await reponse.json()) as { ess?: string } };
  };
  smtp.etat.ferme = true;
  const ouvert = await poster('/ess', 'porteur', BARE, { 'x-horloge-origine': '2025-04-10T08:00:00Z' });
  const ess = ouvert.corps.ess ?? '';
  let avance = 0;
  const avancer = (seconds: number) =>
    advanceWorkflow(terrain.connection, terrain.namespace, ess, { seconds, id: `panne-${(avance += 1)}` });
  for (let minutes = 0; minutes < 60; minutes += 10) await avancer(600);
  await vi.waitUntil(async () => (await pool.query('select 1 from incidents where leve_le is null')).rowCount, ATTENTE);
  // The law waits for no letter.
  const validation = { le: '2025-04-10', motif: 'la caisse n’a pas rendu d’avis' };
  expect(await poster(`/ess/${ess}/commandes/valider-lettre-intention`, 'ars', validation)).toMatchObject({
    statut: 200,
  });
  expect(smtp.etat.refus).toBeGreaterThanOrEqual(3);
  expect(smtp.recus).toEqual([]);
  smtp.etat.ferme = false;
  await avancer(600);
  const { avis, distincts } = await comptes(installation);
  expect(smtp.recus).toHaveLength(avis);
  expect(new Set(smtp.recus).size).toBe(distincts);
  expect((await pool.query('select 1 from incidents where leve_le is null')).rowCount).toBe(0);
}, 300_000);

test('PostgreSQL tué trois fois pendant cinq ans de vie : mêmes événements, sept paiements une fois chacun', async () => {
  const dossier = join(await temporaryFolder(), 'postgres');
  const records = await openRecords({ databaseUrl: '', dataFolder: dossier, log: () => undefined });
  const installation = await ouvrirInstallation({
    base: { pool: records.pool, url: records.url, drop: () => records.close() },
  });
  fermetures.push(() => installation.fermer());
  const tuerA = ['ContratAmorcageConclu', 'ProjetSanteValide', 'PaiementExecute'];
  const tues: Promise<void>[] = [];
  const lignes = await play(S05, {
    ...installation.terrain,
    onLine: ({ evenement }) => {
      if (evenement !== tuerA[tues.length]) return;
      tues.push(
        readFile(join(dossier, 'pgdata', 'postmaster.pid'), 'utf8').then((pid) => {
          process.kill(Number(pid.split('\n')[0]), 'SIGKILL');
        }),
      );
    },
  });
  await Promise.all(tues);
  expect(tues).toHaveLength(tuerA.length);
  expect(enLignes(lignes)).toEqual(enLignes(simuler(S05)));
  const bilan = await comptes(installation);
  expect(bilan).toMatchObject({ paiements: PAIEMENTS, ordres: PAIEMENTS, envoyes: bilan.avis, distincts: bilan.avis });
}, 300_000);

/** Tables whose writing is caught between its commit and the completion of its activity. */
const SAISIES = ['territoires', 'finess', 'paiements', 'remises'] as const;
const VERROU = 4242;

test('le worker est tué entre l’écriture d’un effet et la fin de son activité : rien n’est perdu, rien n’est fait deux fois', async () => {
  const installation = await ouvrirInstallation({ avecWorker: false });
  fermetures.push(() => installation.fermer());
  const route = await routeVers(installation.address);
  fermetures.push(() => route.fermer());
  const env = { ...envDuWorker(installation), TEMPORAL_ADDRESS: route.adresse };
  let worker = lancerWorker(env);
  fermetures.push(() => tuer(worker, 'SIGTERM'));
  const main = new pg.Client({ connectionString: installation.databaseUrl });
  await main.connect();
  fermetures.push(() => main.end());
  await main.query(
    `create function arreter() returns trigger language plpgsql as
     $$ begin perform pg_advisory_xact_lock(${VERROU}); return new; end $$`,
  );

  const surprises: string[] = [];
  /** Holds the writing of `table` until the engine can no longer hear of it, lets it be committed, then kills. */
  const surprendre = async (table: string): Promise<void> => {
    await main.query('select pg_advisory_lock($1)', [VERROU]);
    await main.query(`create trigger arret before insert on ${table} for each row execute function arreter()`);
    await vi.waitUntil(
      async () => (await main.query("select 1 from pg_locks where locktype = 'advisory' and not granted")).rowCount,
      { timeout: 200_000, interval: 5 },
    );
    const avant = (await main.query(`select count(*)::int as n from ${table}`)).rows as { n: number }[];
    route.etat.coupee = true;
    await main.query('select pg_advisory_unlock($1)', [VERROU]);
    await vi.waitUntil(async () => {
      const apres = (await main.query(`select count(*)::int as n from ${table}`)).rows as { n: number }[];
      return (apres[0]?.n ?? 0) > (avant[0]?.n ?? 0);
    }, ATTENTE);
    await tuer(worker);
    surprises.push(table);
    await main.query(`drop trigger arret on ${table}`);
    route.rouvrir();
    worker = lancerWorker(env);
  };
  const surprendreTout = (async () => {
    for (const table of SAISIES) await surprendre(table);
  })();
  const [lignes] = await Promise.all([play(S05, installation.terrain), surprendreTout]);
  expect(surprises).toEqual([...SAISIES]);
  expect(enLignes(lignes)).toEqual(enLignes(simuler(S05)));
  const bilan = await comptes(installation);
  expect(bilan).toMatchObject({ paiements: PAIEMENTS, ordres: PAIEMENTS, envoyes: bilan.avis, distincts: bilan.avis });
}, 400_000);

test('PostgreSQL s’arrête entre la validation d’une écriture et sa réponse : l’acte est reçu, et n’est écrit qu’une fois', async () => {
  const dossier = join(await temporaryFolder(), 'postgres');
  const records = await openRecords({ databaseUrl: '', dataFolder: dossier, log: () => undefined });
  const installation = await ouvrirInstallation({
    base: { pool: records.pool, url: records.url, drop: () => records.close() },
    avecWorker: false,
  });
  fermetures.push(() => installation.fermer());
  const base = new URL(installation.databaseUrl);
  const route = await routeVers(base.host);
  fermetures.push(() => route.fermer());
  base.host = route.adresse;
  const worker = lancerWorker({ ...envDuWorker(installation), DATABASE_URL: base.href });
  fermetures.push(() => tuer(worker, 'SIGTERM'));
  const { ess, commander } = await ouvrirDossier(installation);

  const main = new pg.Client({ connectionString: installation.databaseUrl });
  main.on('error', () => undefined); // it dies with the server
  await main.connect();
  await main.query(
    `create function arreter() returns trigger language plpgsql as
     $$ begin perform pg_advisory_xact_lock(${VERROU}); return new; end $$`,
  );
  // Waits in the commit itself.
  await main.query(
    'create constraint trigger arret after insert on journal deferrable initially deferred for each row execute function arreter()',
  );
  await main.query('select pg_advisory_lock($1)', [VERROU]);
  const reponse = commander('consigner-echange', 'ars', {});
  await vi.waitUntil(
    async () => (await main.query("select 1 from pg_locks where locktype = 'advisory' and not granted")).rowCount,
    { timeout: 60_000, interval: 5 },
  );
  route.etat.coupee = true;
  await main.query('select pg_advisory_unlock($1)', [VERROU]);
  const echanges = async (client: pg.Client | pg.Pool) =>
    (await client.query("select 1 from journal where ess = $1 and evenement = 'EchangeConsigne'", [ess])).rowCount;
  await vi.waitUntil(async () => (await echanges(main)) === 1, ATTENTE);
  const serveur = async () => (await readFile(join(dossier, 'pgdata', 'postmaster.pid'), 'utf8')).split('\n')[0];
  const pid = await serveur();
  process.kill(Number(pid), 'SIGKILL');
  // The connections of a killed server answer for a moment more.
  await vi.waitUntil(
    () =>
      serveur().then(
        (nouveau) => nouveau !== pid,
        () => false,
      ),
    ATTENTE,
  );
  await vi.waitUntil(() => records.pool.query('drop trigger arret on journal').then(Boolean, () => false), ATTENTE);
  route.rouvrir();

  expect((await reponse).statut).toBe(200);
  expect(await echanges(records.pool)).toBe(1);
  await comptes(installation);
}, 300_000);

test('le même acte reçu vingt fois à la fois ne se fait qu’une fois', async () => {
  const installation = await ouvrirInstallation();
  fermetures.push(() => installation.fermer());
  const { terrain, pool } = installation;
  const envoyer = async (cle: string) =>
    fetch(`${terrain.api}/api/v1/ess`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await comme('porteur')),
        'idempotency-key': cle,
        'x-horloge-origine': '2025-04-10T08:00:00Z',
      },
      body: JSON.stringify(BARE),
    }).then(async (reponse) => ({ statut: reponse.status, corps: await reponse.text() }));
  const reponses = await Promise.all(Array.from({ length: 20 }, () => envoyer('une-seule-cle')));
  expect(new Set(reponses.map(({ corps }) => corps)).size).toBe(1);
  expect(reponses.every(({ statut }) => statut === 200 || statut === 201)).toBe(true);
  const { rows } = await pool.query("select 1 from journal where evenement = 'LettreIntentionDeposee'");
  expect(rows).toHaveLength(1);
}, 120_000);
