/** Everything in one process: engine, records, mailbox, worker, API, console. For `npm start`, `ess jouer` and the tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type pg from 'pg';
import { createMailer } from '../activities/mailer.ts';
import { createApi } from '../api/app.ts';
import { caseLinkFrom, invitationLinkFrom } from '../api/views/case-link.ts';
import { openApiWorkshop } from '../api/jobs/workshop.ts';
import { createCases } from '../api/adapters/cases-on-temporal.ts';
import type { Limits } from '../runtime/http/limits.ts';
import { createVerifier } from '../identity/verifier.ts';
import { createRecords } from '../api/adapters/records-on-postgres.ts';
import { createHttpServer } from '../runtime/http/server.ts';
import { readAuthorities, type Autorites } from '../documents/authorities/index.ts';
import { receivedFilesFrom } from '../documents/received/open.ts';
import { decider } from '../domain/decider.ts';
import { echeances } from '../domain/echeances.ts';
import { startEngine } from '../engine/embedded/find.ts';
import { assertFree, freePort } from '../runtime/ports.ts';
import type { LocalDemarcheNumerique } from '../local/demarche-numerique/server.ts';
import type { LocalProvider } from '../local/identity-provider/provider.ts';
import { openProvider } from './identities.ts';
import { startLocalMailbox } from '../local/mailbox/mailbox.ts';
import { closeRange, recordManualFiness } from '../records/registers/finess.ts';
import { watchActs } from '../records/journal/written-acts.ts';
import { openRecords } from '../records/server/start.ts';
import { readReach } from '../runtime/public-address.ts';
import { readDataConverter } from '../engine/connection/data-converter.ts';
import { currentTimeOf } from '../engine/embedded/time-skipping.ts';
import { createEssWorker, installRuntime } from '../worker/worker.ts';
import { ATTRIBUTS, RETENTION_JOURS } from '../workflows/messages.ts';
import { startLocalConsole } from './console.ts';
import type { Ground } from './ground.ts';
import { keepPrivate } from './private-folder.ts';

const HOTE = '127.0.0.1';
const UNLIMITED: Limits = { perAddress: 0, perIdentity: 0, proxies: [] };

export interface AssemblyOptions {
  readonly address: string;
  readonly namespace: string;
  readonly pool: pg.Pool;
  readonly smtpUrl: string;
  /** Folder of the files of the cases. */
  readonly filesFolder: string;
  /** Who signs the tokens that the API accepts. */
  readonly provider: LocalProvider;
  readonly log: (line: string) => void;
  /** Default: a free one. */
  readonly port?: number;
  /** Encrypts what the engine keeps, when given. */
  readonly dataConverter?: DataConverter;
  readonly workflowBundle?: WorkflowBundleOption;
  readonly maxCachedWorkflows?: number;
  /** `false`: the caller runs workers of its own. */
  readonly worker?: boolean;
  /** The clock of a case may be given an origin: tests and demonstrations only. */
  readonly allowClockOrigin: boolean;
  /** How much one client may ask; no limit when absent. */
  readonly limits?: Limits;
  /** Address of the console, to which mails and the operator's view lead. Default: ESS_CONSOLE_URL. */
  readonly consoleUrl?: string;
}

export interface Assembled {
  readonly ground: Ground;
  stop(): Promise<void>;
}

let journalise = false;
function reglerRuntime(): void {
  if (journalise) return;
  journalise = true;
  installRuntime();
}

/** Where people see the cases: as it is said, else at the port that the API was given; at a port of chance, nowhere. */
function linksOf({
  port = 0,
  consoleUrl = process.env['ESS_CONSOLE_URL'],
}: Pick<AssemblyOptions, 'port' | 'consoleUrl'>): { ESS_API_URL?: string; ESS_CONSOLE_URL?: string } {
  return {
    ...(port === 0 ? {} : { ESS_API_URL: `http://${HOTE}:${port}` }),
    ...(consoleUrl === undefined ? {} : { ESS_CONSOLE_URL: consoleUrl }),
  };
}

/** Worker and API on an engine and records that are there already; `stop` lets what is under way finish. */
export async function assemble(options: AssemblyOptions): Promise<Assembled> {
  const { address, namespace, pool, smtpUrl, log, port = 0, allowClockOrigin } = options;
  reglerRuntime();
  const connection = await Connection.connect({ address });
  const { dataConverter } = options;
  const autorites = await readAuthorities(process.env);
  const client = new Client({ connection, namespace, ...(dataConverter === undefined ? {} : { dataConverter }) });
  const arreterWorker =
    options.worker === false ? async () => {} : await lancerWorker(options, autorites, createMailer({ smtpUrl }));
  const acts = watchActs(pool, log);
  const workshop = openApiWorkshop();
  const lienDossier = caseLinkFrom(linksOf(options));
  const lienInvitation = invitationLinkFrom(linksOf(options));
  const now = async (ess: string) => (await currentTimeOf(connection, namespace, ess)).getTime();
  const cases = createCases(client, { acts, now });
  const app = createApi({
    cases,
    workshop,
    records: createRecords(pool),
    law: { decider, echeances },
    verify: createVerifier(options.provider.settings),
    receivedFiles: receivedFilesFrom(process.env, options.filesFolder),
    ...(process.env['ESS_MODELES'] === undefined ? {} : { modeles: process.env['ESS_MODELES'] }),
    autorites,
    allowClockOrigin,
    partenaires: readReach(process.env),
    ...(lienDossier === undefined ? {} : { lienDossier }),
    ...(lienInvitation === undefined ? {} : { lienInvitation }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    log: ({ niveau, ...reste }) => {
      if (niveau === 'erreur') log(JSON.stringify(reste));
    },
  });
  const { server, stop } = createHttpServer(app);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOTE, resolve));
  const reserveFiness = async (ess: string, numero: string) =>
    numero === 'aucun' ? closeRange(pool, ess.split('-')[1] ?? '') : recordManualFiness(pool, ess, numero);
  return {
    ground: {
      api: `http://${HOTE}:${(server.address() as AddressInfo).port}`,
      connection,
      client,
      namespace,
      reserveFiness,
      token: (compte) => options.provider.token(compte),
    },
    async stop() {
      await stop();
      await workshop.close();
      await arreterWorker();
      await cases.close();
      await connection.close();
      await acts.close();
    },
  };
}

async function lancerWorker(
  options: AssemblyOptions,
  autorites: Autorites,
  mailer: ReturnType<typeof createMailer>,
): Promise<() => Promise<void>> {
  const { address, namespace, pool, log, dataConverter, workflowBundle, maxCachedWorkflows } = options;
  const connection = await NativeConnection.connect({ address });
  const liens = linksOf(options);
  const worker = await createEssWorker({
    connection,
    namespace,
    pool,
    mailer,
    autorites,
    ...(process.env['ESS_MODELES'] === undefined ? {} : { modeles: process.env['ESS_MODELES'] }),
    log,
    ...(dataConverter === undefined ? {} : { dataConverter }),
    ...(workflowBundle === undefined ? {} : { workflowBundle }),
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    partenaires: readReach(process.env),
    finessReserves: true,
    liens: {
      ...(liens.ESS_API_URL === undefined ? {} : { api: liens.ESS_API_URL }),
      ...(liens.ESS_CONSOLE_URL === undefined ? {} : { console: liens.ESS_CONSOLE_URL }),
    },
  });
  const fin = worker.run();
  fin.catch((error: unknown) => log(`worker: stopped: ${error instanceof Error ? error.message : String(error)}`));
  return async () => {
    worker.shutdown();
    await fin;
    await connection.close();
    mailer.close();
  };
}

export interface InstallationOptions {
  /** Folder that keeps everything between two starts; a temporary one, erased at the end, when absent. */
  readonly folder?: string;
  readonly ports: {
    readonly api: number;
    readonly moteur: number;
    readonly moteurWeb: number;
    readonly courrier: number;
    readonly smtp: number;
    readonly postgres: number;
    readonly identites: number;
    /** Absent: no console. */
    readonly console?: number;
    /** Absent: no double of Démarche Numérique. */
    readonly demarcheNumerique?: number;
  };
  readonly timeSkipping: boolean;
  readonly allowClockOrigin: boolean;
  readonly limits?: Limits;
  readonly log: (line: string) => void;
}

export interface Installation extends Assembled {
  readonly pool: pg.Pool;
  readonly engine: string;
  readonly engineUi: string | undefined;
  readonly mailPage: string;
  /** Issuer of the local provider. */
  readonly issuer: string;
  /** What the sign-in page of the identity provider asks. */
  readonly signInCode: string;
  readonly postgresUrl: string;
  /** Where people open it in a browser. */
  readonly consoleUrl: string | undefined;
  readonly demarcheNumerique: LocalDemarcheNumerique | undefined;
}

export const FREE_PORTS: InstallationOptions['ports'] = {
  api: 0,
  moteur: 0,
  moteurWeb: 0,
  courrier: 0,
  smtp: 0,
  postgres: 0,
  identites: 0,
};

const NOMS_PORTS: Readonly<Record<keyof InstallationOptions['ports'], string>> = {
  console: 'CONSOLE_PORT',
  demarcheNumerique: 'DEMARCHE_NUMERIQUE_PORT',
  api: 'PORT',
  moteur: 'TEMPORAL_PORT',
  moteurWeb: 'TEMPORAL_UI_PORT',
  courrier: 'MAIL_PORT',
  smtp: 'SMTP_PORT',
  postgres: 'PG_PORT',
  identites: 'IDENTITES_PORT',
};

/** Before anything starts: a busy port is named, with the setting that moves it. 0: a free one will be taken. */
async function exigerPortsLibres(ports: InstallationOptions['ports']): Promise<void> {
  for (const [role, reglage] of Object.entries(NOMS_PORTS) as [keyof InstallationOptions['ports'], string][]) {
    const port = ports[role] ?? 0;
    if (port === 0 || (role.startsWith('moteur') && process.env['TEMPORAL_ADDRESS'] !== undefined)) continue;
    await assertFree(port, role).catch((error: unknown) => {
      throw new Error(
        `Le port ${port} (${role}) est déjà utilisé sur cette machine : arrêtez ce qui l'utilise, ou choisissez-en un autre (${reglage}=…).`,
        { cause: error },
      );
    });
  }
}

/** Loaded only where it is asked for: nothing else here needs GraphQL. */
async function openDemarcheNumerique(
  port: number | undefined,
  file: string,
  log: (line: string) => void,
): Promise<LocalDemarcheNumerique | undefined> {
  if (port === undefined) return undefined;
  const { startLocalDemarcheNumerique } = await import('../local/demarche-numerique/server.ts');
  return startLocalDemarcheNumerique({ port, file, log });
}

/** Brings everything up, in order; whatever was started is stopped again when a later part fails. */
export async function install({
  folder,
  ports,
  timeSkipping,
  allowClockOrigin,
  limits,
  log,
}: InstallationOptions): Promise<Installation> {
  const arrets: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const arret of arrets.splice(0).reverse()) await arret();
  };
  try {
    await exigerPortsLibres(ports);
    const donnees = folder ?? (await mkdtemp(join(tmpdir(), 'ess-')));
    await keepPrivate(donnees);
    if (folder === undefined) arrets.push(() => rm(donnees, { recursive: true, force: true }));
    log('records: starting PostgreSQL…');
    const records = await openRecords({
      dataFolder: join(donnees, 'postgres'),
      ...(ports.postgres === 0 ? {} : { port: ports.postgres }),
      log,
    });
    arrets.push(() => records.close());
    const engine = await startEngine({
      ...(folder === undefined ? {} : { dataFile: join(donnees, 'temporal.sqlite') }),
      port: ports.moteur,
      uiPort: ports.moteurWeb,
      namespace: 'ess',
      searchAttributes: ATTRIBUTS,
      retentionDays: RETENTION_JOURS,
      timeSkipping,
      log,
    });
    arrets.push(() => engine.stop());
    const boite = await startLocalMailbox({
      folder: join(donnees, 'courrier'),
      smtpPort: ports.smtp,
      httpPort: ports.courrier,
      log,
    });
    arrets.push(() => boite.close());
    const provider = await openProvider(join(donnees, 'identites.json'), ports.identites);
    arrets.push(() => provider.close());
    log('worker and API: bundling the workflow code, a few seconds…');
    const { address, namespace, uiUrl } = engine;
    const dataConverter = await readDataConverter(process.env);
    // Mails lead to the console before it is there: its port is chosen first.
    const consolePort = ports.console === 0 ? await freePort() : ports.console;
    const assembled = await assemble({
      address,
      namespace,
      pool: records.pool,
      ...(dataConverter === undefined ? {} : { dataConverter }),
      smtpUrl: boite.smtpUrl,
      filesFolder: join(donnees, 'fichiers'),
      provider,
      log,
      port: ports.api,
      allowClockOrigin,
      ...(limits === undefined ? {} : { limits }),
      ...(consolePort === undefined ? {} : { consoleUrl: `http://${HOTE}:${consolePort}` }),
    });
    arrets.push(() => assembled.stop());
    const console =
      consolePort === undefined
        ? undefined
        : await startLocalConsole({
            port: consolePort,
            api: assembled.ground.api,
            pool: records.pool,
            provider,
            limits: limits ?? UNLIMITED,
            ...(uiUrl === undefined ? {} : { engineUi: uiUrl }),
            log,
          });
    if (console !== undefined) arrets.push(() => console.stop());
    const demarcheNumerique = await openDemarcheNumerique(
      ports.demarcheNumerique,
      join(donnees, 'demarche-numerique.bin'),
      log,
    );
    if (demarcheNumerique !== undefined) arrets.push(() => demarcheNumerique.close());
    return {
      ...assembled,
      stop,
      pool: records.pool,
      engine: address,
      engineUi: uiUrl,
      mailPage: boite.pageUrl,
      issuer: provider.issuer,
      signInCode: provider.code,
      postgresUrl: records.url,
      consoleUrl: console?.url,
      demarcheNumerique,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
