/**
 * The worker process. Settings: those of `engine/connection/settings.ts`, DATABASE_URL, SMTP_URL, MAIL_FROM, ESS_BUNDLE (workflow
 * code made ahead), ESS_CAISSES_AUTONOMES, the codes of the caisses that run a worker of their own (« gironde,bayonne »), ESS_FINESS_RESERVES
 * (« oui »: demonstrations), ESS_API_URL and ESS_CONSOLE_URL, where people see the cases: links for the operator; ESS_RESEAUX_PARTENAIRES
 * (`runtime/public-address.ts`); ESS_AUTORITES (`documents/authorities/settings.ts`).
 */
import { NativeConnection } from '@temporalio/worker';
import { collectDefaultMetrics, register } from 'prom-client';
import { createMailer } from '../activities/mailer.ts';
import { bilanAuDemarrage, readAuthorities } from '../documents/authorities/index.ts';
import { createLog } from '../runtime/log.ts';
import { readReach } from '../runtime/public-address.ts';
import { readAddress, startSupervision } from '../runtime/supervision.ts';
import { loadSecretFiles, requireGiven } from '../runtime/secrets.ts';
import { startTraces } from '../runtime/traces.ts';
import { openRecords } from '../records/server/start.ts';
import { estCaisse } from '../domain/creation/caisses.ts';
import { readTemporalSettings } from '../engine/connection/settings.ts';
import { createEssWorker, installRuntime } from './worker.ts';

const journal = createLog('worker');
const log = (line: string) => journal.info(line);

/** An address without its last slashes, or nothing. */
const adresse = (nom: string) => process.env[nom]?.replace(/\/+$/, '') || undefined;

async function main(): Promise<void> {
  loadSecretFiles(process.env);
  requireGiven(process.env, ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'MAIL_FROM']);
  const { connection: reach, ...settings } = await readTemporalSettings(process.env);
  const partenaires = readReach(process.env);
  const autorites = await readAuthorities(process.env);
  bilanAuDemarrage(autorites).forEach(log);
  installRuntime(process.env['ESS_SUPERVISION_TEMPORAL']);
  const traces = await startTraces(process.env, 'ess-worker');
  const records = await openRecords({ log });
  const connection = await NativeConnection.connect(reach).catch((error: unknown) => {
    throw new Error(`The worker cannot reach the Temporal server at ${reach.address} (TEMPORAL_ADDRESS).`, {
      cause: error,
    });
  });
  collectDefaultMetrics();
  const mailer = createMailer();
  const caissesAutonomes = (process.env['ESS_CAISSES_AUTONOMES'] ?? '').split(/[ ,]+/).filter((code) => code !== '');
  const inconnue = caissesAutonomes.find((code) => !estCaisse(code));
  if (inconnue !== undefined)
    throw new Error(`ESS_CAISSES_AUTONOMES: « ${inconnue} » is no caisse (codes: domain/creation/caisses.ts).`);
  const [api, console_] = [adresse('ESS_API_URL'), adresse('ESS_CONSOLE_URL')];
  const codePath = process.env['ESS_BUNDLE'];
  const worker = await createEssWorker({
    connection,
    ...settings,
    pool: records.pool,
    mailer,
    log,
    caissesAutonomes,
    partenaires,
    autorites,
    ...(process.env['ESS_MODELES'] === undefined ? {} : { modeles: process.env['ESS_MODELES'] }),
    finessReserves: process.env['ESS_FINESS_RESERVES'] === 'oui',
    ...(traces === undefined ? {} : { interceptors: traces.worker }),
    ...(codePath === undefined ? {} : { workflowBundle: { codePath } }),
    liens: { ...(api && { api }), ...(console_ && { console: console_ }) },
  });
  const page = readAddress(process.env, 'ESS_SUPERVISION');
  const supervision =
    page === undefined
      ? undefined
      : await startSupervision(page, {
          metrics: () => register.metrics(),
          ready: async () => {
            await records.pool.query('select 1');
            await connection.workflowService.describeNamespace({ namespace: settings.namespace });
            return worker.running;
          },
        });
  const stop = () => worker.shutdown();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  log(`worker: ready on ${reach.address}, namespace ${settings.namespace}`);
  try {
    await worker.run();
  } finally {
    await supervision?.close();
    await connection.close();
    mailer.close();
    await records.close();
    await traces?.stop();
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
