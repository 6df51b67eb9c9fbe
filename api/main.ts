/** The API process. Settings: PORT, HOST, DATABASE_URL, those of `engine/connection/settings.ts`, ESS_IDENTITES (providers),
 * ESS_FICHIERS or ESS_S3_BUCKET (files), ESS_CLAMAV (virus scanner), ESS_GRACE_JOURS (DEC-19), ESS_RAPPELS (days of the reminders), ESS_PAIN001 (tresorerie/reglages.ts), ESS_HORLOGE_ORIGINE, ESS_LIMITE_ADRESSE,
 * ESS_LIMITE_IDENTITE, ESS_PROXYS (limits.ts), ESS_ORIGINES (headers.ts), ESS_SUPERVISION (host:port),
 * ESS_RESEAUX_PARTENAIRES (runtime/public-address.ts), ESS_AUTORITES (documents/authorities/settings.ts). */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { decider } from '../domain/decider.ts';
import { echeances } from '../domain/echeances.ts';
import { PARAMETRES } from '../domain/parametres.ts';
import { lireDelaisDeRappel } from '../domain/suivi/rappels.ts';
import { bilanAuDemarrage, readAuthorities, type Autorites } from '../documents/authorities/index.ts';
import { receivedFilesFrom } from '../documents/received/open.ts';
import { watchActs } from '../records/journal/written-acts.ts';
import { openRecords } from '../records/server/start.ts';
import { isProduction } from '../runtime/environment.ts';
import { createLog, type Log } from '../runtime/log.ts';
import { runProgram } from '../runtime/program.ts';
import { readReach, type Reach } from '../runtime/public-address.ts';
import { readAddress, startSupervision } from '../runtime/supervision.ts';
import { loadSecretFiles, requireGiven } from '../runtime/secrets.ts';
import { startTraces } from '../runtime/traces.ts';
import { caseLinkFrom, invitationLinkFrom } from './views/case-link.ts';
import { readTemporalSettings, type TemporalSettings } from '../engine/connection/settings.ts';
import { createApi } from './app.ts';
import { openApiWorkshop } from './jobs/workshop.ts';
import { createCases } from './adapters/cases-on-temporal.ts';
import { readOrigins } from '../runtime/http/headers.ts';
import { readLimits, type Limits } from '../runtime/http/limits.ts';
import { createMetrics } from './http/metrics.ts';
import { readIdentitySettings, type IdentitySettings } from '../identity/settings.ts';
import { createVerifier } from '../identity/verifier.ts';
import { lireVersions, type VersionDeLaCaisse } from '../tresorerie/reglages.ts';
import { createRecords } from './adapters/records-on-postgres.ts';
import { createHttpServer, type Patience } from '../runtime/http/server.ts';
import type { DelaisDeRappel } from '../domain/valeurs.ts';

/** Settings of the process; every one has a default but the clock's origin, which is off. */
export interface ApiSettings {
  readonly host: string;
  readonly port: number;
  readonly temporal: TemporalSettings;
  readonly allowClockOrigin: boolean;
  readonly grace: number;
  readonly rappels?: DelaisDeRappel;
  /** Of each caisse's bank (ESS_PAIN001). */
  readonly pain001: VersionDeLaCaisse;
  /** Whose tokens are accepted, and what their claims make of people. */
  readonly identites: IdentitySettings;
  /** Folder of the administration's own templates of contracts. */
  readonly modeles?: string;
  /** Who the authorities are when they write. */
  readonly autorites: Autorites;
  readonly limits: Limits;
  /** Where the supervisor's page listens; nowhere when absent. */
  readonly supervision?: { readonly host: string; readonly port: number };
  /** Other sites whose pages may call the API. */
  readonly origins: readonly string[];
  /** Where partner systems may be. */
  readonly partenaires: Reach;
}

function delaisDeRappel(texte: string | undefined): DelaisDeRappel | undefined {
  if (texte === undefined || texte.trim() === '') return undefined;
  try {
    return lireDelaisDeRappel(texte);
  } catch (error) {
    throw new Error(`ESS_RAPPELS: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
  }
}

/** Reads the environment; throws a sentence that names the wrong setting. */
export async function readSettings(env: NodeJS.ProcessEnv): Promise<ApiSettings> {
  requireGiven(env, ['DATABASE_URL', 'TEMPORAL_ADDRESS']);
  const port = Number(env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a whole number from 0 to 65535, not «${env['PORT']}».`);
  const grace = Number(env['ESS_GRACE_JOURS'] ?? PARAMETRES.grace.premiere);
  if (!Number.isInteger(grace) || grace < 0 || grace > 30)
    throw new Error(`ESS_GRACE_JOURS must be a whole number of days from 0 to 30, not «${env['ESS_GRACE_JOURS']}».`);
  const rappels = delaisDeRappel(env['ESS_RAPPELS']);
  const supervision = readAddress(env, 'ESS_SUPERVISION');
  const allowClockOrigin = env['ESS_HORLOGE_ORIGINE'] === '1';
  // A case whose clock is not the real one must never be created where decisions are real.
  if (allowClockOrigin && isProduction(env))
    throw new Error('ESS_HORLOGE_ORIGINE=1 is for tests and demonstrations: refused when NODE_ENV=production.');
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port,
    temporal: await readTemporalSettings(env),
    allowClockOrigin,
    pain001: lireVersions(env['ESS_PAIN001']),
    grace,
    identites: await readIdentitySettings(env),
    autorites: await readAuthorities(env),
    limits: readLimits(env),
    ...(supervision === undefined ? {} : { supervision }),
    origins: readOrigins(env),
    partenaires: readReach(env),
    ...(rappels === undefined ? {} : { rappels }),
    ...(env['ESS_MODELES'] === undefined ? {} : { modeles: env['ESS_MODELES'] }),
  };
}

const listen = (server: Server, { host, port }: ApiSettings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(`The API cannot listen on ${host}:${port}: ${error.message}`, { cause: error })),
    );
    server.listen(port, host, resolve);
  });

/** Starts the API and resolves to its URL and to what stops it: requests under way are answered first. */
export async function startApi(
  settings: ApiSettings,
  log: Log,
  patience: Partial<Patience> = {},
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  for (const line of bilanAuDemarrage(settings.autorites)) log.info(line);
  const traces = await startTraces(process.env, 'ess-api');
  const records = await openRecords({ log: (line) => log.info(line) });
  // Lazy: an engine that is away makes answers 503, not the process fail.
  const { connection: reach, ...client } = settings.temporal;
  const connection = Connection.lazy(reach);
  let stopping = false;
  const interceptors = traces === undefined ? {} : { interceptors: traces.client };
  const acts = watchActs(records.pool, (line) => log.info(line));
  const cases = createCases(new Client({ connection, ...client, ...interceptors }), { acts });
  const reads = createRecords(records.pool);
  const workshop = openApiWorkshop();
  const lienDossier = caseLinkFrom(process.env);
  const lienInvitation = invitationLinkFrom(process.env);
  const app = createApi({
    cases,
    workshop,
    records: reads,
    law: { decider, echeances },
    verify: createVerifier(settings.identites),
    receivedFiles: receivedFilesFrom(process.env, 'donnees/fichiers'),
    allowClockOrigin: settings.allowClockOrigin,
    ...(lienDossier === undefined ? {} : { lienDossier }),
    ...(lienInvitation === undefined ? {} : { lienInvitation }),
    pain001: settings.pain001,
    grace: settings.grace,
    ...(settings.rappels === undefined ? {} : { rappels: settings.rappels }),
    ...(settings.modeles === undefined ? {} : { modeles: settings.modeles }),
    autorites: settings.autorites,
    limits: settings.limits,
    origins: settings.origins,
    partenaires: settings.partenaires,
    accepting: () => !stopping,
    log: ({ niveau, ...entry }) => (niveau === 'erreur' ? log.error(entry) : log.info(entry)),
  });
  const closeBehind = async () => {
    await workshop.close();
    await cases.close();
    await connection.close();
    await acts.close();
    await records.close();
    await traces?.stop();
  };
  const http = createHttpServer(app, patience);
  await listen(http.server, settings).catch(async (error: unknown) => {
    await closeBehind();
    throw error;
  });
  const supervision =
    settings.supervision === undefined
      ? undefined
      : await startSupervision(settings.supervision, {
          metrics: createMetrics({ cases, records: reads }),
          ready: () => reads.ping().then(() => !stopping),
        });
  if (supervision !== undefined) log.info(`supervision: ${supervision.url}/metrics`);
  const { port } = http.server.address() as AddressInfo;
  return {
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    async stop() {
      stopping = true;
      await http.stop();
      await supervision?.close();
      await closeBehind();
    },
  };
}

if (import.meta.main)
  await runProgram(async () => {
    loadSecretFiles(process.env);
    const log = createLog('api');
    const api = await startApi(await readSettings(process.env), log);
    log.info(`API: ${api.url}/api/v1`);
    return api;
  });
