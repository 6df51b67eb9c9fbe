/**
 * What deploy/prometheus/prometheus.yml reads, as processes with the settings of production: engine and records on a PostgreSQL of
 * its own, two workers, two APIs, the console, and node_exporter beside `ess verifier`. Each part can be stopped and started again.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createSealer } from '../../console/shell/sealed.ts';
import { createSessions } from '../../console/shell/sessions.ts';
import { newKey, readKeyring } from '../../engine/connection/keys.ts';
import { openEmbeddedServer, type EmbeddedServer } from '../../records/server/embedded.ts';
import { freePort } from '../../runtime/ports.ts';
import { serveurSmtp } from '../moteur/pannes-essai.ts';
import { ouvrirDeploiement, type Deploiement } from '../production/deploiement.ts';
import { lancer, secret, travail, type Programme } from '../production/processus.ts';
import { arreter } from './prometheus.ts';

/** One process that comes and goes. */
export interface Piece {
  readonly demarrer: (env?: Readonly<Record<string, string>>) => Promise<void>;
  readonly arreter: () => Promise<void>;
}

export interface Topologie {
  readonly deploiement: Deploiement;
  /** Roots of the APIs: `http://127.0.0.1:…/api/v1`. */
  readonly apis: readonly string[];
  readonly console: string;
  /** Cookie of a session of that account at the console, opened a moment ago. */
  cookie(compte: string): Promise<string>;
  /** Where the names of prometheus.yml are here. */
  readonly adresses: Readonly<
    Record<
      'api:9464' | 'console:9464' | 'worker:9464' | 'worker:9465' | 'temporal:9090' | 'machine:9100',
      readonly string[]
    >
  >;
  readonly pieces: {
    readonly api: readonly Piece[];
    readonly worker: readonly Piece[];
    readonly console: Piece;
    readonly moteur: Piece;
    readonly postgres: Piece;
  };
  readonly smtp: Awaited<ReturnType<typeof serveurSmtp>>;
  /** As the owner of the schema: what no program of ours does. */
  readonly sql: <R extends pg.QueryResultRow>(ordre: string, valeurs?: readonly unknown[]) => Promise<R[]>;
  /** With a pool of the owner's, closed afterwards. */
  readonly avecPool: <R>(faire: (pool: pg.Pool) => Promise<R>) => Promise<R>;
  /** `ess verifier --mesures`, as each night. */
  verifier(): Promise<void>;
  fermer(): Promise<void>;
}

const CONSOLE_URL = 'https://console.exemple.invalid';
const SERVEUR = ['fsync=off', 'synchronous_commit=off', 'max_connections=300'];
const ici = (port: number) => `127.0.0.1:${port}`;
const ports = (combien: number) => Promise.all(Array.from({ length: combien }, () => freePort()));

/** What stops each part, in the order in which they were started. */
type Fermetures = (() => Promise<unknown>)[];
const fermer = async (fermetures: Fermetures): Promise<void> => {
  for (const une of fermetures.splice(0).reverse()) await une();
};

/** Everything of it, or nothing. `dossier`: where its data and secrets go. */
export async function ouvrirTopologie(dossier: string, nodeExporter: string): Promise<Topologie> {
  const fermetures: Fermetures = [];
  try {
    return await ouvrir(dossier, nodeExporter, fermetures);
  } catch (error) {
    await fermer(fermetures);
    throw error;
  }
}

async function ouvrir(dossier: string, nodeExporter: string, fermetures: Fermetures): Promise<Topologie> {
  const dataFolder = join(dossier, 'postgres');
  let serveur: EmbeddedServer = await openEmbeddedServer({ dataFolder, settings: SERVEUR, log: () => undefined });
  fermetures.push(() => serveur.close());
  const { port: portPostgres } = serveur;
  const [portMoteur = 0, mesuresMoteur = 0, portMachine = 0, portConsole = 0, mesuresConsole = 0] = await ports(5);
  const [portsApi, mesuresApi, mesuresWorker, mesuresSdk] = await Promise.all([ports(2), ports(2), ports(2), ports(2)]);
  const deploiement = await ouvrirDeploiement(serveur.urlOf('postgres'), dossier, {
    port: portMoteur,
    metricsPort: mesuresMoteur,
  });
  fermetures.push(() => deploiement.fermer());
  let moteur = deploiement.moteur;
  fermetures.push(() => moteur.stop());
  const smtp = await serveurSmtp();
  fermetures.push(() => smtp.fermer());
  const env: Readonly<Record<string, string>> = {
    ...deploiement.env,
    SMTP_URL_FILE: await secret(dossier, 'url-smtp-essai', smtp.url),
  };

  const lances = new Set<Programme>();
  fermetures.push(() => Promise.all([...lances].map(({ processus }) => arreter(processus, 'SIGKILL'))));
  const piece = (programme: string, propre: Readonly<Record<string, string>>, pret: string): Piece => {
    let courant: Programme | undefined;
    return {
      async demarrer(autre = {}) {
        courant = lancer(programme, [], { ...env, ...propre, ...autre });
        lances.add(courant);
        await courant.dit(pret);
      },
      async arreter() {
        if (courant === undefined) return;
        await arreter(courant.processus);
        lances.delete(courant);
      },
    };
  };
  const api = portsApi.map((port, rang) =>
    piece('api/main.ts', { PORT: String(port), ESS_SUPERVISION: String(mesuresApi[rang]) }, `${ici(port)}/api/v1`),
  );
  const worker = mesuresWorker.map((port, rang) =>
    piece(
      'worker/main.ts',
      { ESS_SUPERVISION: String(port), ESS_SUPERVISION_TEMPORAL: ici(mesuresSdk[rang] ?? 0) },
      'worker: ready',
    ),
  );

  const urlApplication = new URL(await readFile(env['DATABASE_URL_FILE'] ?? '', 'utf8'));
  const base = urlApplication.pathname.slice(1);
  const proprietaire = deploiement.adresse(base);
  const sql: Topologie['sql'] = async <R extends pg.QueryResultRow>(
    ordre: string,
    valeurs: readonly unknown[] = [],
  ) => {
    const client = new pg.Client({ connectionString: proprietaire });
    await client.connect();
    try {
      return (await client.query<R>(ordre, [...valeurs])).rows;
    } finally {
      await client.end();
    }
  };
  const avecPool: Topologie['avecPool'] = async (faire) => {
    const pool = new pg.Pool({ connectionString: proprietaire });
    try {
      return await faire(pool);
    } finally {
      await pool.end();
    }
  };

  // The console has an account of its own.
  const compteConsole = { nom: 'ess_console', mot: 'essai' };
  await sql(`create role ${compteConsole.nom} login password '${compteConsole.mot}'`);
  const urlMigration = await secret(dossier, 'url-migration', proprietaire);
  await travail(['migrer', '--console', compteConsole.nom], {
    NODE_ENV: 'production',
    DATABASE_URL_FILE: urlMigration,
  });
  const { fournisseur } = deploiement.identites;
  const agents = {
    id: 'agents',
    nom: 'Essai',
    emetteur: fournisseur.issuer,
    client: 'console',
    secret: fournisseur.clientSecret,
  };
  const reglagesConsole = {
    DATABASE_URL_FILE: await secret(dossier, 'url-console', deploiement.adresse(base, compteConsole)),
    PORT: String(portConsole),
    ESS_CONSOLE_URL: CONSOLE_URL,
    ESS_API_URL: `http://${ici(portsApi[0] ?? 0)}`,
    ESS_CONSOLE_FOURNISSEURS: await secret(
      dossier,
      'console-fournisseurs',
      JSON.stringify({ fournisseurs: [{ ...agents, algorithme: 'ES256' }] }),
    ),
    ESS_CONSOLE_CLES: await secret(dossier, 'cle-console', newKey(new Date())),
    ESS_SUPERVISION: String(mesuresConsole),
  };
  const laConsole = piece('console/main.ts', reglagesConsole, 'console: ');

  const textes = join(dossier, 'textfile');
  await mkdir(textes, { recursive: true });
  const exportateur = spawn(
    nodeExporter,
    [
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${textes}`,
      `--web.listen-address=${ici(portMachine)}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  fermetures.push(() => arreter(exportateur));
  const verifier = async () => {
    // Ends with 1 when a discrepancy is found, and has written the measures.
    await travail(['verifier', '--mesures', join(textes, 'ess.prom')], env).catch((error: unknown) => {
      if (!String(error).includes('ÉCART')) throw error;
    });
  };
  await verifier();
  await Promise.all([...api, ...worker, laConsole].map((une) => une.demarrer()));

  return {
    deploiement,
    apis: portsApi.map((port) => `http://${ici(port)}/api/v1`),
    console: `http://${ici(portConsole)}`,
    cookie: async (compte) => {
      const sealer = createSealer(
        (await readKeyring(reglagesConsole, 'ESS_CONSOLE_CLES')) ?? raise('no key of the console'),
      );
      const access = await fournisseur.token(compte);
      const ouverte = await avecPool((pool) =>
        createSessions(pool, sealer).open({
          provider: 'agents',
          subject: compte,
          name: compte,
          tokens: { access, until: Date.now() + 3_000_000, id: '' },
          formToken: 'essai',
        }),
      );
      return `__Host-ess-session=${ouverte}`;
    },
    adresses: {
      'api:9464': mesuresApi.map(ici),
      'console:9464': [ici(mesuresConsole)],
      'worker:9464': mesuresWorker.map(ici),
      'worker:9465': mesuresSdk.map(ici),
      'temporal:9090': [ici(mesuresMoteur)],
      'machine:9100': [ici(portMachine)],
    },
    pieces: {
      api,
      worker,
      console: laConsole,
      moteur: {
        async demarrer() {
          moteur = await deploiement.demarrerMoteur();
        },
        arreter: () => moteur.stop(),
      },
      postgres: {
        async demarrer() {
          serveur = await openEmbeddedServer({
            dataFolder,
            port: portPostgres,
            settings: SERVEUR,
            log: () => undefined,
          });
        },
        arreter: () => serveur.close(),
      },
    },
    smtp,
    sql,
    avecPool,
    verifier,
    fermer: () => fermer(fermetures),
  };
}

function raise(message: string): never {
  throw new Error(message);
}
