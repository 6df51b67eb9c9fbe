/** A caisse runs its own worker on its own queue: it alone receives its orders, and they wait for it. PAY-01, GEN-06. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ActivitesCaisse } from '../../activities/paiements.ts';
import { createMailer } from '../../activities/mailer.ts';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { createEssWorker } from '../../worker/worker.ts';
import { fileCaisse } from '../../workflows/messages.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

const REJET = JSON.parse(
  readFileSync(join(import.meta.dirname, '../regles/scenarios/AMO-paiement-rejete-puis-reemis.json'), 'utf8'),
) as Scenario;
const PATIENCE = { timeout: 120_000, interval: 100 };

let installation: Installation;
let connection: NativeConnection;
let arreterNotre: () => Promise<unknown>;
/** The caisse's own books: by key, as it is told to keep them. */
const livres = new Map<string, { paiement: string; montantCentimes?: number; statut?: string }>();

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

/** A worker of the caisse's: two activities of these names, nothing of our records. */
function workerDeLaCaisse(): Promise<Worker> {
  const activities: ActivitesCaisse = {
    ordonnerPaiement: ({ cle, paiement, montantCentimes }) =>
      Promise.resolve(void livres.set(cle, { paiement, montantCentimes })),
    suivrePaiement: ({ cle, paiement, statut }) => Promise.resolve(void livres.set(cle, { paiement, statut })),
  };
  const { namespace } = installation.terrain;
  return Worker.create({ connection, namespace, taskQueue: fileCaisse('gironde'), activities });
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
  expect(livres.size).toBe(0);
  const { rows } = await pool.query<{ ess: string }>('select ess from paiements');
  const ess = rows[0]?.ess ?? '';
  const { raw } = await terrain.client.workflow.getHandle(ess).describe();
  expect(raw.pendingActivities?.map(({ activityType }) => activityType?.name)).toContain('ordonnerPaiement');

  const sien = await workerDeLaCaisse();
  await sien.runUntil(vie);
  expect([...livres.values()]).toEqual([
    { paiement: 'amorcage-1', montantCentimes: 4_000_000 },
    { paiement: 'amorcage-1', statut: 'ordonnance' },
  ]);
  // Nothing was handed over in its place.
  expect((await pool.query('select 1 from remises')).rowCount).toBe(0);
  const paye = await pool.query('select statut from paiements where ess = $1', [ess]);
  expect(paye.rows).toEqual([{ statut: 'execute' }]);
}, 240_000);
