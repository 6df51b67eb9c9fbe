/** The API as a process of its own, its engine then its database taken away: what still answers, and nothing half-done. */
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import pg from 'pg';
import { startEngine, type Engine } from '../../engine/embedded/find.ts';
import { openEmbeddedServer, type EmbeddedServer } from '../../records/server/embedded.ts';
import { freePort } from '../../runtime/ports.ts';
import { migrate } from '../../records/server/migrate.ts';
import { ATTRIBUTS } from '../../workflows/messages.ts';
import { startLocalMailbox, type LocalMailbox } from '../../local/mailbox/mailbox.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { engineOfTheRun } from '../setup/installation.ts';
import { ouvrirPrise } from '../setup/prise.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { BARE } from '../api/support.ts';
import { lancerWorker, tuer } from './pannes-essai.ts';
import { lancerApi, type ProcessusApi } from './processus-api.ts';

const quiet = () => undefined;
const ATTENTE = { timeout: 120_000, interval: 200 };

let dossier: string;
let ports: { moteur: number; base: number };
let moteur: Engine;
let base: EmbeddedServer;
let boite: LocalMailbox;
let env: Record<string, string>;
let worker: ChildProcess;
let api: ProcessusApi;

const allumerMoteur = () =>
  startEngine({
    dataFile: join(dossier, 'temporal.sqlite'),
    port: ports.moteur,
    uiPort: 0,
    namespace: 'ess',
    searchAttributes: ATTRIBUTS,
    retentionDays: 30,
    timeSkipping: true,
    log: quiet,
  });
const allumerBase = () =>
  openEmbeddedServer({
    dataFolder: join(dossier, 'postgres'),
    port: ports.base,
    settings: ['fsync=off', 'synchronous_commit=off'],
    log: quiet,
  });

beforeAll(async () => {
  dossier = await temporaryFolder();
  ports = { moteur: await freePort(), base: await freePort() };
  [moteur, base] = await Promise.all([allumerMoteur(), allumerBase()]);
  await base.createDatabase('ess');
  await migrate(base.urlOf('ess'), quiet);
  boite = await startLocalMailbox({ folder: join(dossier, 'courrier'), log: quiet });
  const identites = join(dossier, 'identites.json');
  await writeFile(identites, JSON.stringify((await fournisseur()).settings));
  const secret = join(dossier, 'base.secret');
  await writeFile(secret, `${base.urlOf('ess')}\n`);
  env = {
    PORT: '0',
    TEMPORAL_ADDRESS: moteur.address,
    TEMPORAL_NAMESPACE: 'ess',
    // The secret comes from a file, as a container platform would mount it.
    DATABASE_URL_FILE: secret,
    SMTP_URL: boite.smtpUrl,
    ESS_IDENTITES: identites,
    ESS_FICHIERS: join(dossier, 'fichiers'),
    ESS_HORLOGE_ORIGINE: '1',
    ESS_BUNDLE: (await engineOfTheRun()).bundlePath,
  };
  worker = lancerWorker(env);
  api = await lancerApi(env);
});
afterAll(async () => {
  await tuer(api.processus, 'SIGTERM');
  await tuer(worker, 'SIGTERM');
  await boite.close();
  await moteur.stop();
  await base.close();
});

async function appeler(role: string, chemin: string, corps?: object, entetes: object = {}) {
  const reponse = await fetch(`http://127.0.0.1:${api.port}${chemin}`, {
    method: corps === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(await comme(role)), ...entetes },
    ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
  });
  return {
    statut: reponse.status,
    attente: reponse.headers.get('retry-after'),
    cle: reponse.headers.get('idempotency-key'),
    corps: (await reponse.json()) as Record<string, unknown>,
  };
}

/** Each case has a specialty of its own: no other is told of it, whenever that would be. */
const SPECIALITES = ['dermatologie', 'rhumatologie', 'cardiologie', 'neurologie', 'urologie', 'pneumologie'];
let ouverts = 0;
/** As the 503 says: the same deposit, under the same key, until a worker is there. */
const ouvrir = () => {
  const lettre = { ...BARE, specialites: [SPECIALITES[ouverts++]] };
  const entetes = { 'x-horloge-origine': '2025-04-10T08:00:00Z', 'idempotency-key': randomUUID() };
  return vi.waitUntil(async () => {
    const { statut, corps } = await appeler('porteur', '/api/v1/ess', lettre, entetes);
    if (statut === 503) return false;
    expect({ statut, corps }).toMatchObject({ statut: 201 });
    return String(corps['ess']);
  }, ATTENTE);
};
const avis = { le: '2025-04-10', sur: 'lettre-intention', sens: 'favorable' };
const rendre = (ess: string, cle: string) =>
  appeler('caisse', `/api/v1/ess/${ess}/commandes/rendre-avis`, avis, { 'idempotency-key': cle });

async function evenements(ess: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: base.urlOf('ess') });
  await client.connect();
  try {
    const { rows } = await client.query<{ evenement: string }>(
      'select evenement from journal where ess = $1 order by rang',
      [ess],
    );
    return rows.map(({ evenement }) => evenement);
  } finally {
    await client.end();
  }
}
const avisAuJournal = async (ess: string) =>
  (await evenements(ess)).filter((evenement) => evenement === 'AvisCaisseRendu').length;

test('le moteur arrêté : les lectures répondent, une commande reçoit 503 et le délai où la renvoyer, puis se fait une fois', async () => {
  const ess = await ouvrir();
  await moteur.stop();
  for (const chemin of [`/ess`, `/ess/${ess}`, `/ess/${ess}?frais=1`, `/ess/${ess}/echeancier`, `/ess/${ess}/journal`])
    expect(await appeler('ars', `/api/v1${chemin}`)).toMatchObject({ statut: 200 });
  expect(await appeler('ars', '/sante')).toMatchObject({
    statut: 503,
    corps: { moteur: 'indisponible', donnees: 'ok' },
  });
  expect(await appeler('ars', '/sante/pret')).toMatchObject({ statut: 200 });
  const refusee = await rendre(ess, 'avis-0001');
  expect(refusee).toMatchObject({ statut: 503, attente: '10', cle: 'avis-0001' });
  expect(refusee.corps['type']).toBe('/problemes/service-indisponible');
  expect(await avisAuJournal(ess)).toBe(0);
  moteur = await allumerMoteur();
  await vi.waitUntil(async () => (await rendre(ess, 'avis-0001')).statut === 200, ATTENTE);
  expect(await avisAuJournal(ess)).toBe(1);
  expect((await rendre(ess, 'avis-0001')).statut).toBe(200);
  expect(await avisAuJournal(ess)).toBe(1);
}, 400_000);

test('la base arrêtée : le dossier répond lui-même, une commande reçoit 503, rien n’est fait à moitié', async () => {
  const ess = await ouvrir();
  const avant = await evenements(ess);
  await base.close();
  expect(await appeler('ars', `/api/v1/ess/${ess}`)).toMatchObject({
    statut: 200,
    corps: { frais: true, siege: '33' },
  });
  expect(await appeler('ars', `/api/v1/ess/${ess}/echeancier`)).toMatchObject({ statut: 200 });
  expect(await appeler('ars-bretagne', `/api/v1/ess/${ess}`)).toMatchObject({ statut: 404 });
  expect(await appeler('porteur', `/api/v1/ess/${ess}`)).toMatchObject({ statut: 503, attente: '10' });
  expect(await appeler('ars', '/api/v1/moi')).toMatchObject({ statut: 200 });
  expect(await appeler('ars', '/api/v1/regles')).toMatchObject({ statut: 200 });
  expect(await appeler('ars', '/api/v1/ess')).toMatchObject({ statut: 503, attente: '10' });
  expect(await appeler('ars', '/sante/vie')).toMatchObject({ statut: 200 });
  expect(await appeler('ars', '/sante/pret')).toMatchObject({ statut: 503 });
  expect(await rendre(ess, 'avis-0002')).toMatchObject({ statut: 503, attente: '10', cle: 'avis-0002' });
  base = await allumerBase();
  expect(await evenements(ess)).toEqual(avant);
  await vi.waitUntil(async () => (await rendre(ess, 'avis-0002')).statut === 200, ATTENTE);
  expect(await avisAuJournal(ess)).toBe(1);
}, 400_000);

test('SIGTERM pendant une commande : elle est achevée et répondue, les connexions nouvelles sont refusées, le processus finit bien', async () => {
  const ess = await ouvrir();
  // Nobody takes the command yet: it is under way, and waits for the worker.
  worker.kill('SIGSTOP');
  onTestFinished(() => void worker.kill('SIGCONT'));
  const { authorization } = await comme('caisse');
  const corps = JSON.stringify(avis);
  const prise = await ouvrirPrise(api.port);
  prise.write(
    `POST /api/v1/ess/${ess}/commandes/rendre-avis HTTP/1.1\r\nHost: essai\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${corps.length}\r\n\r\n${corps}`,
  );
  const client = new pg.Client({ connectionString: base.urlOf('ess') });
  await client.connect();
  await vi.waitUntil(
    async () =>
      (
        await client.query("select 1 from actes where ess = $1 and commande = 'rendre-avis' and issue = 'demande'", [
          ess,
        ])
      ).rowCount,
    ATTENTE,
  );
  await client.end();
  const fin = once(api.processus, 'close'); // once all it logged is read
  api.processus.kill('SIGTERM');
  await vi.waitUntil(
    () =>
      ouvrirPrise(api.port).then(
        (autre) => (autre.destroy(), false),
        (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
      ),
    ATTENTE,
  );
  worker.kill('SIGCONT');
  const reponse = await prise.ended;
  expect(reponse).toMatch(/^HTTP\/1\.1 200 /);
  expect(reponse).toMatch(/AvisCaisseRendu/);
  expect(await fin).toEqual([0, null]);
  expect(await avisAuJournal(ess)).toBe(1);
  expect(api.lignes.at(-1)).toMatchObject({ niveau: 'info', processus: 'api', statut: 200 });
  expect(JSON.stringify(api.lignes)).not.toMatch(/Bearer|eyJ|postgres:\/\//);
  api = await lancerApi(env);
}, 400_000);
