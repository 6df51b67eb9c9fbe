/** The parts of a deployment as processes, with the settings of production: secrets in files, TLS for identities. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLocalProvider, type LocalProvider } from '../../local/identity-provider/provider.ts';
import { freePort } from '../../runtime/ports.ts';
import { HOTE_IDENTITES } from './noms.ts';

const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
const RACINE = join(import.meta.dirname, '../..');

/** Makes this name lead to the provider, on loopback: production takes no provider that is this machine by its name. */
const NOMS = join(import.meta.dirname, 'noms.ts');

/** What a process says, and whether it still runs. */
export interface Programme {
  readonly processus: ChildProcess;
  /** Resolves once a line that contains these words is printed; fails when the process ends before. */
  dit(mots: string): Promise<void>;
  readonly traces: string[];
}

export function lancer(programme: string, args: readonly string[], env: Readonly<Record<string, string>>): Programme {
  const processus = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', NOMS, join(RACINE, programme), ...args],
    // Nothing of the environment of the tests but where programs are, and what is compiled of them.
    { cwd: RACINE, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH, NODE_COMPILE_CACHE, ...env } },
  );
  const traces: string[] = [];
  const attentes = new Set<() => void>();
  for (const flux of [processus.stdout, processus.stderr])
    flux.setEncoding('utf8').on('data', (texte: string) => {
      traces.push(texte);
      for (const regarder of attentes) regarder();
    });
  return {
    processus,
    traces,
    dit: (mots) =>
      new Promise((resolve, reject) => {
        const regarder = () => {
          if (!traces.join('').includes(mots)) return;
          attentes.delete(regarder);
          resolve();
        };
        attentes.add(regarder);
        processus.once('close', () => reject(new Error(`${programme} ended: ${traces.join('')}`)));
        regarder();
      }),
  };
}

/** Runs a job to its end; throws what it printed when it fails. */
export async function travail(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { processus, traces } = lancer('cli/ess.ts', args, env);
  const code = await new Promise<number | null>((resolve) => processus.once('close', resolve));
  if (code !== 0) throw new Error(`ess ${args.join(' ')}: ${traces.join('')}`);
  return traces.join('');
}

/** Starts the API on a port that was free. */
export async function lancerApi(env: Readonly<Record<string, string>>): Promise<Programme & { readonly url: string }> {
  const port = await freePort();
  const programme = lancer('api/main.ts', [], { ...env, PORT: String(port) });
  await programme.dit(`127.0.0.1:${port}/api/v1`);
  return { ...programme, url: `http://127.0.0.1:${port}/api/v1` };
}

export async function secret(dossier: string, nom: string, contenu: string): Promise<string> {
  await mkdir(dossier, { recursive: true });
  const fichier = join(dossier, nom);
  await writeFile(fichier, contenu, { mode: 0o600 });
  return fichier;
}

export interface Identites {
  readonly fournisseur: LocalProvider;
  /** For NODE_EXTRA_CA_CERTS: the authority that signed the provider's certificate. */
  readonly autorite: string;
  /** For ESS_IDENTITES. */
  readonly reglages: string;
}

/** A provider behind TLS, with a certificate made for it a moment ago. */
export async function ouvrirIdentites(dossier: string): Promise<Identites> {
  const [cert, key] = [join(dossier, 'autorite.pem'), join(dossier, 'identites.key')];
  const sujet = ['-subj', '/CN=identites', '-addext', `subjectAltName=DNS:${HOTE_IDENTITES}`, '-days', '2'];
  const cle = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  await promisify(execFile)('openssl', ['req', '-x509', ...cle, '-out', cert, ...sujet]);
  const fournisseur = await startLocalProvider({
    tls: { name: HOTE_IDENTITES, cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') },
  });
  const reglages = await secret(dossier, 'identites.json', JSON.stringify(fournisseur.settings));
  return { fournisseur, autorite: cert, reglages };
}
