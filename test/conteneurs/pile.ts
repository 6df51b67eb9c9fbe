/**
 * docker-compose.yml lived by podman-compose, from a copy of what an administration has: the file, `deploy/`, its secrets, its
 * `.env`. The Podman of Debian 12 ignores `service_healthy`, and its probes need systemd: this starts each service when
 * what `depends_on` says of the others is true, and runs the probes that Compose declares.
 */
import { cpSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setDefaultCACertificates, getCACertificates } from 'node:tls';
import { parse } from 'yaml';
import { newSecrets } from '../../local/identity-provider/provider.ts';
import { settingsFor } from '../../local/identity-provider/directory.ts';
import { requestToken } from '../../local/identity-provider/token.ts';
import { newKey } from '../../engine/connection/keys.ts';
import { HOTE_IDENTITES } from '../production/noms.ts';
import { commande, lire, NODE_IMAGE, podman, RACINE, reussir } from './podman.ts';

const PROJET = 'ess-essai';
const EMETTEUR = `https://${HOTE_IDENTITES}:8443`;
const COMPOSE = process.env['PODMAN_COMPOSE'] ?? 'podman-compose';

interface Service {
  readonly image: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}
const services = (
  parse(lire('docker-compose.yml'), { merge: true }) as { readonly services: Readonly<Record<string, Service>> }
).services;
/** Of docker-compose.yml, those that are not ours, in the order of `substituts/services.sh`. */
export const imagesDesAutres = ['postgres', 'temporal', 'temporal-schema', 'temporal-ui', 'courrier'].map(
  (nom) => services[nom]?.image ?? '',
);

export interface Pile {
  /** podman-compose in the copy. */
  compose(args: readonly string[], version?: string): Promise<string>;
  /** Starts these services, each once those of them that it waits for are as it asks. */
  lever(version: string, noms?: readonly string[]): Promise<void>;
  conteneur(nom: string, rang?: number): string;
  token(compte: string): Promise<string>;
  readonly dossier: string;
}

/** Follows docs/production.md in `dossier`; mail goes to Mailpit, identities are the local provider's. */
export async function preparerPile(dossier: string): Promise<Pile> {
  const [copie, essai] = [join(dossier, 'installation'), join(dossier, 'essai')];
  const secrets = join(copie, 'deploy/secrets');
  await mkdir(essai);
  cpSync(join(RACINE, 'docker-compose.yml'), join(copie, 'docker-compose.yml'));
  cpSync(join(RACINE, 'deploy'), join(copie, 'deploy'), { recursive: true });
  await reussir('sh', ['-euc', commandes()], { cwd: copie });
  const fournisseur = await newSecrets();
  const sujet = ['-subj', '/CN=identites', '-addext', `subjectAltName=DNS:${HOTE_IDENTITES}`, '-days', '2'];
  const cle = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const fichiers = ['-keyout', join(essai, 'identites.key'), '-out', join(essai, 'autorite.pem')];
  await reussir('openssl', ['req', '-x509', ...cle, ...fichiers, ...sujet]);
  await chmod(join(essai, 'identites.key'), 0o644);
  await writeFile(join(essai, 'fournisseur.json'), JSON.stringify(fournisseur));
  await writeFile(join(secrets, 'identites'), JSON.stringify(settingsFor(EMETTEUR)));
  const agents = { id: 'agents', nom: 'Essai', emetteur: EMETTEUR, client: 'console', secret: fournisseur.secret };
  await writeFile(
    join(secrets, 'console-fournisseurs'),
    JSON.stringify({ fournisseurs: [{ ...agents, algorithme: 'ES256' }] }),
  );
  await writeFile(join(secrets, 'url-smtp'), 'smtp://courrier:1025\n');
  for (const nom of ['cle-chiffrement', 'cle-console']) await writeFile(join(secrets, nom), newKey(new Date()));
  await writeFile(join(copie, '.env'), reglages(essai));
  await reussir('sh', ['-c', 'chmod 644 deploy/secrets/*'], { cwd: copie });
  setDefaultCACertificates([...getCACertificates('default'), await readFile(join(essai, 'autorite.pem'), 'utf8')]);

  const conteneur = (nom: string, rang = 1) => `${PROJET}_${nom}_${rang}`;
  const compose = (args: readonly string[], version = '0.1.0') =>
    reussir(
      COMPOSE,
      [
        '-p',
        PROJET,
        '--profile',
        'dev',
        '-f',
        'docker-compose.yml',
        '-f',
        join(import.meta.dirname, 'essai.compose.yml'),
        ...args,
      ],
      {
        cwd: copie,
        env: { ESS_VERSION: version },
      },
    );
  async function lever(
    version: string,
    noms: readonly string[] = [...Object.keys(services), 'identites'],
  ): Promise<void> {
    const leves = new Set<string>();
    const un = async (nom: string): Promise<void> => {
      if (leves.has(nom)) return;
      leves.add(nom);
      for (const [autre, { condition }] of Object.entries(services[nom]?.depends_on ?? {})) {
        if (!noms.includes(autre)) continue;
        await un(autre);
        await (condition === 'service_healthy' ? sain(conteneur(autre)) : fini(conteneur(autre)));
      }
      await compose(['up', '-d', '--no-build', '--no-deps', nom], version);
    };
    for (const nom of noms) await un(nom);
  }
  return {
    compose,
    lever,
    conteneur,
    dossier: copie,
    token: (compte) => requestToken(EMETTEUR, compte, fournisseur.secret),
  };
}

/** The block of commands that docs/production.md gives first, as it stands, less what only an administration has. */
function commandes(): string {
  const bloc = /```sh\n(mkdir -m 700 deploy\/secrets[^`]+)```/.exec(lire('docs/production.md'))?.[1];
  if (bloc === undefined) throw new Error('docs/production.md gives no commands for the secrets any more.');
  return bloc.replace(/^.*(smtps:|cp …|npm run|chmod).*\n/gm, '');
}

const reglages = (essai: string): string =>
  Object.entries({
    TEMPORAL_UI_ORIGINE: 'https://temporal.exemple.invalid',
    ESS_CODEC_URL: 'https://decodage.exemple.invalid',
    ESS_CONSOLE_URL: 'https://console.exemple.invalid',
    TEMPORAL_AUTH_PROVIDER_URL: EMETTEUR,
    TEMPORAL_AUTH_CLIENT_ID: 'temporal-ui',
    TEMPORAL_AUTH_CLIENT_SECRET: 'essai',
    MAIL_FROM: 'ne-pas-repondre@exemple.invalid',
    ESSAI_NODE_IMAGE: NODE_IMAGE,
    ESSAI_DEPOT: RACINE,
    ESSAI_DOSSIER: essai,
  })
    .map(([nom, valeur]) => `${nom}=${valeur}\n`)
    .join('');

/** The long-lived programs of ours, and the mailbox, all say that they go well. */
export async function pretes(pile: Pile): Promise<void> {
  for (const nom of ['worker', 'api', 'console', 'codec', 'courrier']) await sain(pile.conteneur(nom));
}

/** Its own probe says that it goes well; throws what it printed when that does not come. */
export async function sain(conteneur: string): Promise<void> {
  for (let essai = 0; essai < 300; essai++) {
    if ((await commande('podman', ['healthcheck', 'run', conteneur])).code === 0) return;
    await pause(1000);
  }
  throw new Error(
    `${conteneur} is not healthy:\n${(await commande('podman', ['logs', '--tail', '30', conteneur])).dit}`,
  );
}

/** A job has ended well. */
export async function fini(conteneur: string): Promise<void> {
  const code = (await podman('wait', conteneur)).trim();
  if (code !== '0') throw new Error(`${conteneur}: ${code}\n${await podman('logs', '--tail', '30', conteneur)}`);
}
