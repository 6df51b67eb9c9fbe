/**
 * The topology of docker-compose.yml from its parts as processes: engine and records on PostgreSQL, jobs, two workers, two
 * API instances, all with the settings of production. A life through both APIs, a worker killed, an API killed; then the
 * engine's own tables are read. (Containers, networks and images themselves are not tried: no Docker engine.)
 */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startEngine, type Engine } from '../../engine/find.ts';
import { startLocalMailbox, type LocalMailbox } from '../../mail/local-mailbox.ts';
import { newKey } from '../../temporal/keys.ts';
import { bundle } from '../../worker/worker.ts';
import { engineOfTheRun } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { lancer, lancerApi, ouvrirIdentites, secret, travail, type Identites, type Programme } from './processus.ts';

const NOM = randomBytes(4).toString('hex');
const [BASE, COMPTE, MOTEUR] = [`ess_${NOM}`, `app_${NOM}`, `temporal_${NOM}`];

let maintenance: pg.Client;
let moteur: Engine;
let boite: LocalMailbox;
let identites: Identites;
let env: Readonly<Record<string, string>>;
const lances: Programme[] = [];

const adresse = (base: string, compte?: { nom: string; mot: string }): string => {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${base}`;
  if (compte !== undefined) [url.username, url.password] = [compte.nom, compte.mot];
  return url.href;
};

beforeAll(async () => {
  await engineOfTheRun(); // built by now
  const dossier = await temporaryFolder();
  identites = await ouvrirIdentites(dossier);
  setDefaultCACertificates([...getCACertificates('default'), await readFile(identites.autorite, 'utf8')]);
  maintenance = new pg.Client({ connectionString: inject('postgresUrl') });
  await maintenance.connect();
  const mot = randomBytes(12).toString('hex');
  await maintenance.query(`create role ${COMPTE} login password '${mot}'`);
  await maintenance.query(`create database ${BASE}`);
  moteur = await startEngine({
    postgresUrl: adresse(MOTEUR),
    headless: true,
    namespace: 'amorce',
    searchAttributes: {},
    retentionDays: 1,
    timeSkipping: false,
    log: () => undefined,
  });
  boite = await startLocalMailbox({ folder: join(dossier, 'courrier'), log: () => undefined });
  const codePath = join(dossier, 'workflows.js');
  await writeFile(codePath, (await bundle({ encrypted: true })).code);
  env = {
    NODE_ENV: 'production',
    TEMPORAL_ADDRESS: moteur.address,
    TEMPORAL_NAMESPACE: 'ess',
    ESS_CLES: await secret(dossier, 'cle', newKey(new Date())),
    DATABASE_URL_FILE: await secret(dossier, 'url-application', adresse(BASE, { nom: COMPTE, mot })),
    SMTP_URL_FILE: await secret(dossier, 'url-smtp', boite.smtpUrl),
    MAIL_FROM: 'ne-pas-repondre@exemple.invalid',
    ESS_IDENTITES: identites.reglages,
    ESS_FICHIERS: join(dossier, 'fichiers'),
    ESS_BUNDLE: codePath,
    NODE_EXTRA_CA_CERTS: identites.autorite,
  };
  const proprietaire = await secret(dossier, 'url-migration', adresse(BASE));
  await travail(['migrer', '--compte', COMPTE], { NODE_ENV: 'production', DATABASE_URL_FILE: proprietaire });
  await travail(['preparer-moteur'], env);
});

afterAll(async () => {
  for (const { processus } of lances) processus.kill('SIGKILL');
  await moteur.stop();
  await boite.close();
  await identites.fournisseur.close();
  for (const base of [BASE, MOTEUR, `${MOTEUR}_visibility`])
    await maintenance.query(`drop database if exists ${base} with (force)`);
  await maintenance.query(`drop role ${COMPTE}`);
  await maintenance.end();
});

function retenir<P extends Programme>(programme: P): P {
  lances.push(programme);
  return programme;
}

async function exiger(url: string, compte: string, corps?: object): Promise<Record<string, unknown>> {
  const reponse = await fetch(url, {
    method: corps === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await identites.fournisseur.token(compte)}`,
    },
    ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
  });
  const contenu = (await reponse.json()) as Record<string, unknown>;
  if (!reponse.ok) throw new Error(`${url}: ${reponse.status} ${JSON.stringify(contenu)}`);
  return contenu;
}

test('une vie par deux API, un exécutant tué, une API tuée : rien n’est perdu ni fait deux fois, et rien ne se lit', async () => {
  const workers = [retenir(lancer('worker/main.ts', [], env)), retenir(lancer('worker/main.ts', [], env))];
  await Promise.all(workers.map((worker) => worker.dit('worker: ready')));
  const [a, b] = [retenir(await lancerApi(env)), retenir(await lancerApi(env))];
  const le = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());

  const depot = { le, specialites: ['dermatologie'], departements: ['33'], siege: '33' };
  const effectifs = { medecinsPresents: 140, liberaux: 120, engages: 37 };
  const { ess } = await exiger(`${a.url}/ess`, 'porteur-01', {
    commande: 'deposer-lettre-intention',
    ...depot,
    ...effectifs,
  });
  const dossier = (url: string) => `${url}/ess/${String(ess)}`;
  await exiger(`${dossier(b.url)}/commandes/rendre-avis`, 'caisse-33', {
    le,
    sur: 'lettre-intention',
    sens: 'favorable',
  });
  workers[0]?.processus.kill('SIGKILL');
  await exiger(`${dossier(a.url)}/commandes/valider-lettre-intention`, 'ars-nouvelle-aquitaine', { le });
  a.processus.kill('SIGKILL');
  const acte = (nom: string, compte: string, donnees: object = {}) =>
    exiger(`${dossier(b.url)}/commandes/${nom}`, compte, { le, ...donnees });
  await acte('declarer-association', 'porteur-01');
  await acte('declarer-coordonnees-bancaires', 'porteur-01');
  const budget = { code: 'budget-previsionnel', montantCentimes: 8_000_000, signePar: ['president', 'tresorier'] };
  const pieces = [{ code: 'liste-medecins-engages' }, { code: 'statuts' }, budget];
  await acte('deposer-pieces', 'porteur-01', { pieces });
  await acte('verifier-pieces', 'caisse-33', { pieces: pieces.map(({ code }) => ({ code, conforme: true })) });
  for (const compte of ['porteur-01', 'ars-nouvelle-aquitaine', 'caisse-33'])
    await acte('signer-contrat-amorcage', compte);

  const evenements = async () => {
    const { lignes } = await exiger(`${dossier(b.url)}/journal`, 'national');
    return (lignes as { evenement: string }[]).map(({ evenement }) => evenement);
  };
  while (!(await evenements()).includes('PaiementOrdonnance')) await pause(100);
  const journal = await evenements();
  for (const une of [
    'LettreIntentionDeposee',
    'LettreIntentionValidee',
    'TerritoireRevendique',
    'ContratAmorcageConclu',
    'PaiementOrdonnance',
  ])
    expect(
      journal.filter((un) => un === une),
      une,
    ).toHaveLength(1);

  // What an administrator of the engine reads: every table of both its databases, as it stands.
  const lu = await toutLire([MOTEUR, `${MOTEUR}_visibility`]);
  expect(lu).toContain(String(ess));
  expect(lu).toContain('deposer-lettre-intention');
  expect(lu.match(/LettreIntentionDeposee|medecinsPresents|au plus tard|favorable|ContratAmorcageConclu/)).toBeNull();
  expect(lances.flatMap(({ traces }) => traces).join('')).not.toMatch(/medecinsPresents|postgres:\/\//);
});

/** Every column of every table, bytes as characters. */
async function toutLire(bases: readonly string[]): Promise<string> {
  const lu: string[] = [];
  for (const base of bases) {
    const client = new pg.Client({ connectionString: adresse(base) });
    await client.connect();
    const { rows: tables } = await client.query<{ nom: string }>(
      "select table_name as nom from information_schema.tables where table_schema = 'public'",
    );
    for (const { nom } of tables)
      for (const ligne of (await client.query<Record<string, unknown>>(`select * from "${nom}"`)).rows)
        for (const valeur of Object.values(ligne))
          lu.push(valeur instanceof Buffer ? valeur.toString('latin1') : JSON.stringify(valeur));
    await client.end();
  }
  return lu.join('\n');
}
