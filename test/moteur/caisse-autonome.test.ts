/** A caisse runs its own worker on its own queue: it alone receives its orders, and they wait for it. PAY-01, GEN-06. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createMailer } from '../../activities/mailer.ts';
import { A_PRENDRE } from '../../caisse/dossier-echange.ts';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { createEssWorker } from '../../worker/worker.ts';
import { writeCaissePackage } from '../../scripts/caisse-package.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

const REJET = JSON.parse(
  readFileSync(join(import.meta.dirname, '../regles/scenarios/AMO-paiement-rejete-puis-reemis.json'), 'utf8'),
) as Scenario;
const PATIENCE = { timeout: 120_000, interval: 100 };

let installation: Installation;
let connection: NativeConnection;
let arreterNotre: () => Promise<unknown>;

beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
  const { address, terrain, pool, smtpUrl, bundlePath } = installation;
  connection = await NativeConnection.connect({ address });
  const mailer = createMailer({ smtpUrl });
  const notre = await createEssWorker({
    connection,
    namespace: terrain.namespace,
    pool,
    mailer,
    log: () => undefined,
    workflowBundle: { codePath: bundlePath },
    caissesAutonomes: ['gironde'],
  });
  const fin = notre.run();
  arreterNotre = async () => {
    notre.shutdown();
    await fin;
    mailer.close();
  };
});
afterAll(async () => {
  await arreterNotre();
  await connection.close();
  await installation.fermer();
});

/** The caisse's own program, from the package that it is given, as a process of its own. */
async function programmeDeLaCaisse(): Promise<{ readonly dossier: string; arreter(): Promise<void> }> {
  const paquet = await mkdtemp(join(tmpdir(), 'paquet-caisse-'));
  await writeCaissePackage(paquet);
  // What `npm install` would bring: the same versions, from here.
  await symlink(join(import.meta.dirname, '../../node_modules'), join(paquet, 'node_modules'));
  const dossier = join(paquet, 'echange');
  const { address, terrain } = installation;
  const programme = spawn(process.execPath, [join(paquet, 'caisse/main.js')], {
    env: {
      PATH: process.env['PATH'],
      ESS_CAISSE: 'gironde',
      ESS_CAISSE_DOSSIER: dossier,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: terrain.namespace,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return {
    dossier,
    async arreter() {
      const fin = once(programme, 'exit');
      programme.kill('SIGTERM');
      expect(await fin).toEqual([0, null]);
      await rm(paquet, { recursive: true });
    },
  };
}

/** What the payment system finds, in the order of the case's events. */
async function fichiers(dossier: string): Promise<Record<string, unknown>[]> {
  const noms = (await readdir(join(dossier, A_PRENDRE))).toSorted(
    (a, b) => Number(a.split('.').at(-2)) - Number(b.split('.').at(-2)),
  );
  return Promise.all(
    noms.map(
      async (nom) => JSON.parse(await readFile(join(dossier, A_PRENDRE, nom), 'utf8')) as Record<string, unknown>,
    ),
  );
}

test('l’ordre attend le worker de sa caisse sans rien retenir d’autre, puis lui arrive une fois, comme sa réémission', async () => {
  const { pool, terrain } = installation;
  const vie = play(REJET, terrain);
  await vi.waitUntil(async () => (await pool.query('select 1 from paiements')).rowCount === 1, PATIENCE);
  // The notices of the same event leave; the order itself is with nobody.
  await vi.waitUntil(
    async () =>
      (await pool.query("select 1 from avis where evenement = 'PaiementOrdonnance' and envoye_le is null")).rowCount ===
      0,
    PATIENCE,
  );
  const { rows } = await pool.query<{ ess: string }>('select ess from paiements');
  const ess = rows[0]?.ess ?? '';
  const { raw } = await terrain.client.workflow.getHandle(ess).describe();
  expect(raw.pendingActivities?.map(({ activityType }) => activityType?.name)).toContain('ordonnerPaiement');

  const sien = await programmeDeLaCaisse();
  await vie;
  await vi.waitUntil(async () => (await fichiers(sien.dossier)).length === 2, PATIENCE);
  expect(await fichiers(sien.dossier)).toMatchObject([
    { nature: 'ordre', ess, caisse: 'gironde', paiement: 'amorcage-1', montantCentimes: 4_000_000 },
    { nature: 'reemission', ess, caisse: 'gironde', paiement: 'amorcage-1', resteCentimes: 4_000_000 },
  ]);
  await sien.arreter();
  // Nothing was handed over in its place.
  expect((await pool.query('select 1 from remises')).rowCount).toBe(0);
  const paye = await pool.query('select statut from paiements where ess = $1', [ess]);
  expect(paye.rows).toEqual([{ statut: 'execute' }]);
}, 240_000);
