/** What a deployment is before its programs run: both databases, the engine, mail, identities, jobs done, settings of production. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import pg from 'pg';
import { buildEngine } from '../../engine/embedded/build.ts';
import { startEngine, type Engine, type EngineOptions } from '../../engine/embedded/find.ts';
import { startLocalMailbox } from '../../local/mailbox/mailbox.ts';
import { newKey } from '../../engine/connection/keys.ts';
import { bundle } from '../../worker/worker.ts';
import { formulaire } from '../setup/documents.ts';
import { ouvrirIdentites, secret, travail, type Identites } from './processus.ts';

export interface Deploiement {
  /** Of every program of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly identites: Identites;
  readonly moteur: Engine;
  /** Both databases of the engine. */
  readonly basesDuMoteur: readonly string[];
  readonly adresse: (base: string, compte?: { nom: string; mot: string }) => string;
  /** Starts the engine on its database, as it stands; the first time, its schema is made. */
  readonly demarrerMoteur: () => Promise<Engine>;
  /** Reads or acts through the API as that account of the provider; throws on a refusal, with what was answered. */
  readonly exiger: (url: string, compte: string, corps?: object, cle?: string) => Promise<Record<string, unknown>>;
  /** Sends the document of a piece. */
  readonly joindre: (url: string, compte: string, code: string) => Promise<void>;
  /** Stops mail and identities; the databases are left. */
  fermer(): Promise<void>;
  /** Drops databases and account, on the server that `serveur` names. */
  effacer(): Promise<void>;
}

/** `serveur`: maintenance database of a PostgreSQL server; `dossier`: where secrets, mail and files go; `ports`: the engine's. */
export async function ouvrirDeploiement(
  serveur: string,
  dossier: string,
  ports: Pick<EngineOptions, 'port' | 'metricsPort'> = {},
): Promise<Deploiement> {
  const nom = randomBytes(4).toString('hex');
  const [base, compte, bases] = [`ess_${nom}`, `app_${nom}`, `temporal_${nom}`];
  const adresse: Deploiement['adresse'] = (une, par) => {
    const url = new URL(serveur);
    url.pathname = `/${une}`;
    if (par !== undefined) [url.username, url.password] = [par.nom, par.mot];
    return url.href;
  };
  const maintenance = async (...ordres: string[]) => {
    const client = new pg.Client({ connectionString: serveur });
    await client.connect();
    for (const ordre of ordres) await client.query(ordre);
    await client.end();
  };
  await buildEngine(() => undefined);
  const identites = await ouvrirIdentites(dossier);
  setDefaultCACertificates([...getCACertificates('default'), await readFile(identites.autorite, 'utf8')]);
  const mot = randomBytes(12).toString('hex');
  await maintenance(`create role ${compte} login password '${mot}'`, `create database ${base}`);
  const demarrerMoteur = () =>
    startEngine({
      ...ports,
      postgresUrl: adresse(bases),
      headless: true,
      namespace: 'amorce',
      searchAttributes: {},
      retentionDays: 1,
      timeSkipping: false,
      log: () => undefined,
    });
  const moteur = await demarrerMoteur();
  const boite = await startLocalMailbox({ folder: join(dossier, 'courrier'), log: () => undefined });
  const codePath = join(dossier, 'workflows.js');
  await writeFile(codePath, (await bundle({ encrypted: true })).code);
  const env = {
    NODE_ENV: 'production',
    TEMPORAL_ADDRESS: moteur.address,
    TEMPORAL_NAMESPACE: 'ess',
    ESS_CLES: await secret(dossier, 'cle', newKey(new Date())),
    DATABASE_URL_FILE: await secret(dossier, 'url-application', adresse(base, { nom: compte, mot })),
    SMTP_URL_FILE: await secret(dossier, 'url-smtp', boite.smtpUrl),
    MAIL_FROM: 'ne-pas-repondre@exemple.invalid',
    ESS_IDENTITES: identites.reglages,
    ESS_FICHIERS: join(dossier, 'fichiers'),
    ESS_BUNDLE: codePath,
    NODE_EXTRA_CA_CERTS: identites.autorite,
  };
  const proprietaire = await secret(dossier, 'url-migration', adresse(base));
  await travail(['migrer', '--compte', compte], { NODE_ENV: 'production', DATABASE_URL_FILE: proprietaire });
  await travail(['preparer-moteur'], env);
  return {
    env,
    identites,
    moteur,
    basesDuMoteur: [bases, `${bases}_visibility`],
    adresse,
    demarrerMoteur,
    exiger: async (url, par, corps, cle) => {
      const reponse = await fetch(url, {
        method: corps === undefined ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await identites.fournisseur.token(par)}`,
          ...(cle === undefined ? {} : { 'idempotency-key': cle }),
        },
        ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
      });
      const contenu = (await reponse.json()) as Record<string, unknown>;
      if (!reponse.ok) throw new Error(`${url}: ${reponse.status} ${JSON.stringify(contenu)}`);
      return contenu;
    },
    joindre: async (url, par, code) => {
      const headers = { authorization: `Bearer ${await identites.fournisseur.token(par)}` };
      const reponse = await fetch(url, { method: 'POST', headers, body: formulaire(code) });
      if (!reponse.ok) throw new Error(`${url}: ${reponse.status} ${await reponse.text()}`);
    },
    async fermer() {
      await boite.close();
      await identites.fournisseur.close();
    },
    effacer: () =>
      maintenance(
        ...[base, bases, `${bases}_visibility`].map((une) => `drop database if exists ${une} with (force)`),
        `drop role ${compte}`,
      ),
  };
}

/** What a case goes through from the validated letter of intent to the order of its first payment. `dossier`: its address. */
export async function conclureAmorcage({ exiger, joindre }: Deploiement, dossier: string): Promise<void> {
  const acte = (nom: string, compte: string, donnees: object = {}) =>
    exiger(`${dossier}/commandes/${nom}`, compte, { le: aujourdhui(), ...donnees });
  await acte('declarer-association', 'porteur-01');
  await acte('declarer-coordonnees-bancaires', 'porteur-01');
  const budget = { code: 'budget-previsionnel', montantCentimes: 8_000_000, signePar: ['president', 'tresorier'] };
  const pieces = [{ code: 'liste-medecins-engages' }, { code: 'statuts' }, budget];
  for (const { code } of pieces) await joindre(`${dossier}/fichiers`, 'porteur-01', code);
  await acte('deposer-pieces', 'porteur-01', { pieces });
  await acte('verifier-pieces', 'caisse-gironde', { pieces: pieces.map(({ code }) => ({ code, conforme: true })) });
  for (const compte of ['porteur-01', 'ars-nouvelle-aquitaine', 'caisse-gironde'])
    await acte('signer-contrat-amorcage', compte);
}

/** The day it is, where the ARS of these tests is. */
export const aujourdhui = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());

/** A letter of intent, dated today. */
export const lettreIntention = () => ({
  commande: 'deposer-lettre-intention',
  le: aujourdhui(),
  specialites: ['dermatologie'],
  departements: ['33'],
  siege: '33',
  medecinsPresents: 140,
  liberaux: 120,
  engages: 37,
});
