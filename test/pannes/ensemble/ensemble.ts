/** The whole of production: two engines and PostgreSQL with a standby, two workers, two APIs, console, connector, a caisse. */
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { mappingOf } from '../../../cli/demarche-numerique.ts';
import { createSealer } from '../../../console/shell/sealed.ts';
import { createSessions } from '../../../console/shell/sessions.ts';
import { createDnClient } from '../../../demarches/client/client.ts';
import { createPace } from '../../../demarches/client/pace.ts';
import { tokenOf } from '../../../demarches/client/token.ts';
import { SLUGS_REGIONS } from '../../../domain/creation/regions.ts';
import { buildEngine } from '../../../engine/embedded/build.ts';
import { keyring, newKey, parseKey } from '../../../engine/connection/keys.ts';
import { AUDIENCE, CONNECTEUR } from '../../../local/identity-provider/directory.ts';
import { createPool } from '../../../records/server/pool.ts';
import { bundle } from '../../../worker/worker.ts';
import { browserOf, type Agent } from '../../../bench/console.ts';
import { secret, travail } from '../../production/processus.ts';
import { ouvrirDehors, type Dedans } from './dehors.ts';
import { horlogeDe, type Horloge } from './horloge.ts';
import { lancerPartie, notre, type Partie } from './parties.ts';
import { BASE, ouvrirPostgres, type Postgres } from './postgres.ts';
import { ouvrirReseau, type Reseau } from './reseau.ts';

const CONSOLE_URL = 'https://console.exemple.invalid';
/** The caisse that runs a worker of its own. */
export const CAISSE = 'gironde';
const PORT = 3000;
const PORT_MOTEUR = 7233;
const SHARDS = 4;

export interface Ensemble {
  readonly reseau: Reseau;
  readonly postgres: Postgres;
  readonly dehors: Dedans;
  /** Our programs, and the engine's: each may be killed. */
  readonly parties: ReadonlyMap<string, Partie>;
  /** Whose clock may be moved. */
  readonly horloges: ReadonlyMap<string, Horloge>;
  /** Roots of both APIs. */
  readonly apis: readonly [string, string];
  /** Records as their owner sees them. */
  readonly pool: pg.Pool;
  /** Of our programs, for `ess`. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the caisse's payment system reads. */
  readonly echange: string;
  connecter(compte: string): Promise<Agent>;
  fermer(): Promise<void>;
}

/** `programmes`: where PostgreSQL's are. */
export async function ouvrirEnsemble(
  dossier: string,
  programmes: string,
  log: (ligne: string) => void,
): Promise<Ensemble> {
  const fermetures: (() => Promise<unknown>)[] = [];
  const fermer = async () => {
    for (const une of fermetures.splice(0).reverse()) await une().catch((error: unknown) => log(String(error)));
  };
  try {
    return await ouvrir(dossier, programmes, log, fermetures, fermer);
  } catch (error) {
    await fermer();
    throw error;
  }
}

async function ouvrir(
  dossier: string,
  programmes: string,
  log: (ligne: string) => void,
  fermetures: (() => Promise<unknown>)[],
  fermer: () => Promise<void>,
): Promise<Ensemble> {
  const moteur = await buildEngine(log);
  const reseau = await ouvrirReseau();
  fermetures.push(() => reseau.fermer());
  const dehors = await ouvrirDehors(reseau, dossier, log);
  fermetures.push(() => dehors.fermer());
  const postgres = await ouvrirPostgres(reseau, { programmes, dossier, taille: '1500m' });
  fermetures.push(() => postgres.fermer());
  const comptes = await preparerBases(postgres);
  await postgres.suivre();
  log('postgres: a primary and its standby');

  const parties = new Map<string, Partie>();
  fermetures.push(() => Promise.all([...parties.values()].map((une) => une.arreter())));
  const horloges = new Map<string, Horloge>();
  const lancer = (nom: string, commande: [string, ...string[]], env: Readonly<Record<string, string>>) => {
    parties.set(nom, lancerPartie(reseau, dossier, { nom, commande, env }));
  };
  const adresseMoteur = (nom: string) => `${reseau.adresse(nom)}:${PORT_MOTEUR}`;
  for (const nom of ['moteur1', 'moteur2']) {
    const ip = await reseau.machine(nom);
    const reglages = ['--headless', '--join', '--shards', String(SHARDS), '--log-level', 'error'];
    lancer(
      nom,
      [moteur, 'server', 'start-dev', '--ip', ip, '--port', String(PORT_MOTEUR), ...reglages, '--retention', '24h'],
      { ENGINE_POSTGRES: postgres.url('temporal', comptes.temporal) },
    );
    await joignable(ip, PORT_MOTEUR);
  }
  log('engine: two nodes');

  const codePath = join(dossier, 'workflows.js');
  await writeFile(codePath, (await bundle({ encrypted: true })).code);
  const commun = {
    NODE_ENV: 'production',
    TEMPORAL_NAMESPACE: 'ess',
    TEMPORAL_ADDRESS: adresseMoteur('moteur1'),
    ESS_CLES: await secret(dossier, 'cle', newKey(new Date())),
    NODE_EXTRA_CA_CERTS: dehors.autorite,
  };
  const env = {
    ...commun,
    DATABASE_URL_FILE: await secret(dossier, 'url-application', postgres.url('ess', comptes.ess_app)),
    SMTP_URL_FILE: await secret(dossier, 'url-smtp', dehors.smtpUrl),
    MAIL_FROM: 'ne-pas-repondre@exemple.invalid',
    ESS_IDENTITES: dehors.identites,
    ESS_FICHIERS: join(dossier, 'fichiers'),
    ESS_BUNDLE: codePath,
    ESS_CAISSES_AUTONOMES: CAISSE,
  };
  const proprietaire = await secret(dossier, 'url-migration', postgres.url('ess'));
  await travail(['migrer', '--compte', 'ess_app', '--console', 'ess_console'], {
    NODE_ENV: 'production',
    DATABASE_URL_FILE: proprietaire,
  });
  await travail(['preparer-moteur'], env);
  log('records migrated, namespace made');

  /** One of our programs on a machine of its own; its clock can be moved. */
  const programme = async (nom: string, chemin: string, sien: Readonly<Record<string, string>>) => {
    await reseau.machine(nom);
    const horloge = await horlogeDe(dossier, nom);
    if (horloge !== undefined) horloges.set(nom, horloge);
    lancer(nom, notre(chemin), { ...sien, ...horloge?.env });
  };
  const parMoteur = (rang: number) => ({ TEMPORAL_ADDRESS: adresseMoteur(rang === 1 ? 'moteur1' : 'moteur2') });
  for (const rang of [1, 2]) await programme(`executant${rang}`, 'worker/main.ts', { ...env, ...parMoteur(rang) });
  for (const rang of [1, 2])
    await programme(`api${rang}`, 'api/main.ts', { ...env, ...parMoteur(rang), HOST: '0.0.0.0', PORT: String(PORT) });
  const api = (rang: number) => `http://${reseau.adresse(`api${rang}`)}:${PORT}`;

  const cles = [newKey(new Date())];
  await programme('console', 'console/main.ts', {
    NODE_ENV: 'production',
    HOST: '0.0.0.0',
    PORT: String(PORT),
    DATABASE_URL_FILE: await secret(dossier, 'url-console', postgres.url('ess', comptes.ess_console)),
    ESS_CONSOLE_URL: CONSOLE_URL,
    ESS_API_URL: api(1),
    ESS_CONSOLE_FOURNISSEURS: await secret(dossier, 'fournisseurs.json', JSON.stringify(fournisseursDe(dehors))),
    ESS_CONSOLE_CLES: await secret(dossier, 'cle-console', cles.join('\n')),
    NODE_EXTRA_CA_CERTS: dehors.autorite,
  });
  await programme('connecteur', 'demarches/main.ts', {
    NODE_ENV: 'production',
    DATABASE_URL_FILE: env.DATABASE_URL_FILE,
    ESS_API_URL: api(2),
    NODE_EXTRA_CA_CERTS: dehors.autorite,
    ...(await preparerConnecteur(dehors, dossier)),
  });
  const echange = join(dossier, 'echange');
  await programme('caisse', 'caisse/main.ts', {
    ...commun,
    ...parMoteur(2),
    ESS_CAISSE: CAISSE,
    ESS_CAISSE_DOSSIER: echange,
  });
  for (const nom of ['api1', 'api2', 'console']) await joignable(reseau.adresse(nom), PORT);
  log('programs: two workers, two APIs, console, connector, a caisse');

  const pool = createPool(postgres.url('ess'), () => undefined, 4);
  fermetures.push(() => pool.end());
  const sessions = createSessions(pool, createSealer(keyring(cles.map((une) => parseKey(une, 'console')))));
  return {
    reseau,
    postgres,
    dehors,
    parties,
    horloges,
    apis: [`${api(1)}/api/v1`, `${api(2)}/api/v1`],
    pool,
    env,
    echange,
    async connecter(compte) {
      // Signing in is not what is tried: the session is put where signing in leaves it.
      const cookie = await sessions.open({
        provider: 'local',
        subject: compte,
        name: compte,
        tokens: { access: await dehors.fournisseur.token(compte), until: Date.now() + 3_600_000, id: '' },
        formToken: randomBytes(16).toString('hex'),
      });
      return browserOf({
        url: `http://${reseau.adresse('console')}:${PORT}`,
        cookie: `__Host-ess-session=${cookie}`,
        origin: CONSOLE_URL,
      });
    },
    fermer,
  };
}

const fournisseursDe = ({ fournisseur }: Dedans) => ({
  fournisseurs: [
    {
      id: 'local',
      nom: 'le fournisseur d’identité',
      emetteur: fournisseur.issuer,
      client: 'console',
      secret: fournisseur.clientSecret,
      authentification: 'entete',
      algorithme: 'ES256',
      portees: ['openid'],
      ressource: AUDIENCE,
    },
  ],
});

interface Compte {
  readonly nom: string;
  readonly mot: string;
}

/** Accounts and databases, as deploy/postgres makes them. */
async function preparerBases(postgres: Postgres): Promise<Record<'ess_app' | 'ess_console' | 'temporal', Compte>> {
  const compte = (nom: string): Compte => ({ nom, mot: randomBytes(12).toString('hex') });
  const comptes = { ess_app: compte('ess_app'), ess_console: compte('ess_console'), temporal: compte('temporal') };
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  for (const { nom, mot } of Object.values(comptes)) await client.query(`create role ${nom} login password '${mot}'`);
  await client.query('create database ess');
  for (const base of ['temporal', 'temporal_visibility']) await client.query(`create database ${base} owner temporal`);
  await client.end();
  return comptes;
}

/** Mapping, accounts and secrets, as an administrator would. */
async function preparerConnecteur(dehors: Dedans, dossier: string): Promise<Readonly<Record<string, string>>> {
  const { double, adresseDn, fournisseur } = dehors;
  const tokenFile = await secret(dossier, 'jeton-dn', double.tokens[0].secret);
  const client = createDnClient({ url: adresseDn, token: tokenOf(tokenFile), pace: createPace(undefined, 10_000) });
  const correspondances = join(dossier, 'correspondances');
  await mkdir(correspondances);
  for (const [numero, nature] of double.demarches) {
    const lue = await mappingOf(client, { apiUrl: adresseDn, robot: double.robot }, { numero, nature, tokenFile });
    await writeFile(join(correspondances, `${nature}.json`), JSON.stringify(lue));
  }
  const fichierDuSecret = await secret(dossier, 'secret-connecteur', fournisseur.clientSecret);
  const compte = (client: string) => ({ client, fichierDuSecret });
  const comptes = {
    emetteur: fournisseur.issuer,
    connecteur: compte(CONNECTEUR),
    ars: Object.fromEntries(SLUGS_REGIONS.map((region) => [region, compte(`ars-${region}`)])),
  };
  return {
    ESS_DEMARCHES: correspondances,
    ESS_DEMARCHES_COMPTES: await secret(dossier, 'comptes.json', JSON.stringify(comptes)),
    ESS_DEMARCHES_MINUTES: '1',
  };
}

/** Waits until something listens there. */
async function joignable(hote: string, port: number): Promise<void> {
  for (const fin = Date.now() + 120_000; Date.now() < fin; await pause(200)) {
    const ouvert = await new Promise<boolean>((resolve) => {
      const prise = connect({ host: hote, port, timeout: 1000 });
      prise
        .once('connect', () => resolve(true))
        .once('error', () => resolve(false))
        .once('timeout', () => resolve(false));
      prise.once('connect', () => prise.destroy());
    });
    if (ouvert) return;
  }
  throw new Error(`nothing listens on ${hote}:${port} after two minutes`);
}

/** Names of the machines between which a cable may be cut, pair by pair. */
export const PAIRES: readonly (readonly [string, string])[] = [
  ...['executant1', 'executant2', 'api1', 'api2'].flatMap((nom): [string, string][] => [[nom, BASE]]),
  ['executant1', 'moteur1'],
  ['executant2', 'moteur2'],
  ['api1', 'moteur1'],
  ['api2', 'moteur2'],
  ['caisse', 'moteur2'],
  ['moteur1', BASE],
  ['moteur2', BASE],
  ['moteur1', 'moteur2'],
  ['pg1', 'pg2'],
  ['console', 'api1'],
  ['console', BASE],
  ['connecteur', 'api2'],
  ['connecteur', BASE],
  ['connecteur', 'dn'],
  ['connecteur', 'identites'],
  ['api1', 'identites'],
  ['executant1', 'courrier'],
  ['executant2', 'courrier'],
];
