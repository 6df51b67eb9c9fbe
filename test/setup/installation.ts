/** A whole installation for a test file: a namespace, a database, a mailbox, a worker and the API, all of them real. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import type pg from 'pg';
import { inject } from 'vitest';
import { createMailer } from '../../activities/mailer.ts';
import { createApi } from '../../api/app.ts';
import { createCases } from '../../api/cases.ts';
import { createRecords } from '../../api/records.ts';
import type { Terrain } from '../../cli/joueur.ts';
import { decider } from '../../domain/decider.ts';
import { echeances } from '../../domain/echeances.ts';
import { prepare } from '../../engine/prepare.ts';
import { startLocalMailbox } from '../../mail/local-mailbox.ts';
import { recordManualFiness } from '../../records/finess.ts';
import { createEssWorker } from '../../worker/worker.ts';
import { ATTRIBUTS } from '../../workflows/messages.ts';
import { freshDatabase } from '../records/postgres.ts';
import type { EnginePrepared } from './engine.global.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Installation {
  readonly terrain: Terrain;
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly address: string;
  readonly mailFolder: string;
  readonly bundlePath: string;
  readonly smtpUrl: string;
  fermer(): Promise<void>;
}

/** Waits for the engine of this test run (minutes, on a machine that builds it for the first time). */
export async function engineOfTheRun(): Promise<Exclude<EnginePrepared, { error: string }>> {
  const file = inject('engineFile');
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const prepared = JSON.parse(text) as EnginePrepared;
      if ('error' in prepared) throw new Error(prepared.error);
      return prepared;
    }
    await pause(200);
  }
}

/** `avecWorker: false`: the test brings its own. `maxCachedWorkflows: 0`: every task replays its history. */
export async function ouvrirInstallation({
  avecWorker = true,
  maxCachedWorkflows,
}: { avecWorker?: boolean; maxCachedWorkflows?: number } = {}): Promise<Installation> {
  const { address, bundlePath } = await engineOfTheRun();
  const namespace = `essais-${randomBytes(4).toString('hex')}`;
  await prepare(address, {
    namespace,
    searchAttributes: ATTRIBUTS,
    retentionDays: 3650,
    timeSkipping: true,
    log: () => undefined,
  });
  const database = await freshDatabase();
  const mailFolder = await temporaryFolder();
  const mailbox = await startLocalMailbox({ folder: mailFolder, log: () => undefined });
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });

  let arreterWorker = async () => {};
  if (avecWorker) {
    silencer();
    const native = await NativeConnection.connect({ address });
    const worker = await createEssWorker({
      connection: native,
      namespace,
      pool: database.pool,
      mailer,
      log: () => undefined,
      workflowBundle: { codePath: bundlePath },
      ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    });
    const running = worker.run();
    arreterWorker = async () => {
      arret(worker);
      await running;
      await native.close();
    };
  }
  const app = createApi({
    cases: createCases(client),
    records: createRecords(database.pool),
    law: { decider, echeances },
    allowClockOrigin: true,
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    terrain: {
      api,
      connection,
      client,
      namespace,
      reserverFiness: (ess, numero) => recordManualFiness(database.pool, ess, numero),
    },
    pool: database.pool,
    databaseUrl: database.url,
    address,
    mailFolder,
    bundlePath,
    smtpUrl: mailbox.smtpUrl,
    async fermer() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await arreterWorker();
      await connection.close();
      mailer.close();
      await mailbox.close();
      await database.drop();
    },
  };
}

function arret(worker: Worker): void {
  if (worker.getState() === 'RUNNING') worker.shutdown();
}

let installe = false;
function silencer(): void {
  if (installe) return;
  installe = true;
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
}
