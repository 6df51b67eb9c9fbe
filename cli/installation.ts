/** Everything in one process: engine, records, mailbox, worker, API. For `npm start`, `ess jouer` and the tests. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type pg from 'pg';
import { createMailer } from '../activities/mailer.ts';
import { createApi } from '../api/app.ts';
import { createCases } from '../api/adapters/cases-on-temporal.ts';
import type { Limits } from '../runtime/http/limits.ts';
import { createVerifier } from '../identity/verifier.ts';
import { createRecords } from '../api/adapters/records-on-postgres.ts';
import { createHttpServer } from '../runtime/http/server.ts';
import { receivedFilesFrom } from '../documents/received/open.ts';
import { decider } from '../domain/decider.ts';
import { echeances } from '../domain/echeances.ts';
import { startEngine } from '../engine/embedded/find.ts';
import { assertFree } from '../runtime/ports.ts';
import type { LocalProvider } from '../local/identity-provider/provider.ts';
import { ouvrirFournisseur } from './identities.ts';
import { startLocalMailbox } from '../local/mailbox/mailbox.ts';
import { recordManualFiness } from '../records/registers/finess.ts';
import { openRecords } from '../records/server/start.ts';
import { readReach } from '../runtime/public-address.ts';
import { readDataConverter } from '../engine/connection/data-converter.ts';
import { createEssWorker, installRuntime } from '../worker/worker.ts';
import { ATTRIBUTS, RETENTION_JOURS } from '../workflows/messages.ts';
import type { Terrain } from './ground.ts';

const HOTE = '127.0.0.1';

export interface Montage {
  readonly address: string;
  readonly namespace: string;
  readonly pool: pg.Pool;
  readonly smtpUrl: string;
  /** Folder of the files of the cases. */
  readonly fichiers: string;
  /** Who signs the tokens that the API accepts. */
  readonly fournisseur: LocalProvider;
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
  readonly limites?: Limits;
}

export interface Monte {
  readonly terrain: Terrain;
  arreter(): Promise<void>;
}

let journalise = false;
function reglerRuntime(): void {
  if (journalise) return;
  journalise = true;
  installRuntime();
}

/** Worker and API on an engine and records that are there already; `arreter` lets what is under way finish. */
export async function monter(montage: Montage): Promise<Monte> {
  const { address, namespace, pool, smtpUrl, log, port = 0, allowClockOrigin } = montage;
  reglerRuntime();
  const connection = await Connection.connect({ address });
  const { dataConverter } = montage;
  const client = new Client({ connection, namespace, ...(dataConverter === undefined ? {} : { dataConverter }) });
  const arreterWorker =
    montage.worker === false ? async () => {} : await lancerWorker(montage, createMailer({ smtpUrl }));
  const app = createApi({
    cases: createCases(client),
    records: createRecords(pool),
    law: { decider, echeances },
    verify: createVerifier(montage.fournisseur.settings),
    receivedFiles: receivedFilesFrom(process.env, montage.fichiers),
    ...(process.env['ESS_MODELES'] === undefined ? {} : { modeles: process.env['ESS_MODELES'] }),
    allowClockOrigin,
    partenaires: readReach(process.env),
    ...(montage.limites === undefined ? {} : { limits: montage.limites }),
    log: ({ niveau, ...reste }) => {
      if (niveau === 'erreur') log(JSON.stringify(reste));
    },
  });
  const { server, stop } = createHttpServer(app);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOTE, resolve));
  const reserverFiness = (ess: string, numero: string) => recordManualFiness(pool, ess, numero);
  return {
    terrain: {
      api: `http://${HOTE}:${(server.address() as AddressInfo).port}`,
      connection,
      client,
      namespace,
      reserverFiness,
      jeton: (compte) => montage.fournisseur.token(compte),
    },
    async arreter() {
      await stop();
      await arreterWorker();
      await connection.close();
    },
  };
}

async function lancerWorker(montage: Montage, mailer: ReturnType<typeof createMailer>): Promise<() => Promise<void>> {
  const { address, namespace, pool, log, dataConverter, workflowBundle, maxCachedWorkflows } = montage;
  const connection = await NativeConnection.connect({ address });
  const worker = await createEssWorker({
    connection,
    namespace,
    pool,
    mailer,
    log,
    ...(dataConverter === undefined ? {} : { dataConverter }),
    ...(workflowBundle === undefined ? {} : { workflowBundle }),
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    partenaires: readReach(process.env),
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

export interface Reglages {
  /** Folder that keeps everything between two starts; a temporary one, erased at the end, when absent. */
  readonly dossier?: string;
  readonly ports: {
    readonly api: number;
    readonly moteur: number;
    readonly moteurWeb: number;
    readonly courrier: number;
    readonly smtp: number;
    readonly postgres: number;
    readonly identites: number;
  };
  readonly timeSkipping: boolean;
  readonly allowClockOrigin: boolean;
  readonly limites?: Limits;
  readonly log: (line: string) => void;
}

export interface Installation extends Monte {
  readonly pool: pg.Pool;
  readonly moteur: string;
  readonly moteurWeb: string | undefined;
  readonly courrier: string;
  /** Issuer of the local provider. */
  readonly identites: string;
  readonly postgres: string;
}

export const PORTS_LIBRES: Reglages['ports'] = {
  api: 0,
  moteur: 0,
  moteurWeb: 0,
  courrier: 0,
  smtp: 0,
  postgres: 0,
  identites: 0,
};

const NOMS_PORTS: Readonly<Record<keyof Reglages['ports'], string>> = {
  api: 'PORT',
  moteur: 'TEMPORAL_PORT',
  moteurWeb: 'TEMPORAL_UI_PORT',
  courrier: 'MAIL_PORT',
  smtp: 'SMTP_PORT',
  postgres: 'PG_PORT',
  identites: 'IDENTITES_PORT',
};

/** Before anything starts: a busy port is named, with the setting that moves it. 0: a free one will be taken. */
async function exigerPortsLibres(ports: Reglages['ports']): Promise<void> {
  for (const [role, reglage] of Object.entries(NOMS_PORTS) as [keyof Reglages['ports'], string][]) {
    const port = ports[role];
    if (port === 0 || (role.startsWith('moteur') && process.env['TEMPORAL_ADDRESS'] !== undefined)) continue;
    await assertFree(port, role).catch((error: unknown) => {
      throw new Error(
        `Le port ${port} (${role}) est déjà utilisé sur cette machine : arrêtez ce qui l'utilise, ou choisissez-en un autre (${reglage}=…).`,
        { cause: error },
      );
    });
  }
}

/** Brings everything up, in order; whatever was started is stopped again when a later part fails. */
export async function installer({
  dossier,
  ports,
  timeSkipping,
  allowClockOrigin,
  limites,
  log,
}: Reglages): Promise<Installation> {
  const arrets: (() => Promise<unknown>)[] = [];
  const arreter = async () => {
    for (const arret of arrets.splice(0).reverse()) await arret();
  };
  try {
    await exigerPortsLibres(ports);
    const donnees = dossier ?? (await mkdtemp(join(tmpdir(), 'ess-')));
    // Run by root, PostgreSQL is a user of its own: it must be able to enter.
    if (dossier === undefined) await chmod(donnees, 0o755);
    if (dossier === undefined) arrets.push(() => rm(donnees, { recursive: true, force: true }));
    log('records: starting PostgreSQL…');
    const records = await openRecords({
      dataFolder: join(donnees, 'postgres'),
      ...(ports.postgres === 0 ? {} : { port: ports.postgres }),
      log,
    });
    arrets.push(() => records.close());
    const engine = await startEngine({
      ...(dossier === undefined ? {} : { dataFile: join(donnees, 'temporal.sqlite') }),
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
    const fournisseur = await ouvrirFournisseur(join(donnees, 'identites.json'), ports.identites);
    arrets.push(() => fournisseur.close());
    log('worker and API: bundling the workflow code, a few seconds…');
    const { address, namespace, uiUrl } = engine;
    const dataConverter = await readDataConverter(process.env);
    const monte = await monter({
      address,
      namespace,
      pool: records.pool,
      ...(dataConverter === undefined ? {} : { dataConverter }),
      smtpUrl: boite.smtpUrl,
      fichiers: join(donnees, 'fichiers'),
      fournisseur,
      log,
      port: ports.api,
      allowClockOrigin,
      ...(limites === undefined ? {} : { limites }),
    });
    arrets.push(() => monte.arreter());
    return {
      ...monte,
      arreter,
      pool: records.pool,
      moteur: address,
      moteurWeb: uiUrl,
      courrier: boite.pageUrl,
      identites: fournisseur.issuer,
      postgres: records.url,
    };
  } catch (error) {
    await arreter();
    throw error;
  }
}
