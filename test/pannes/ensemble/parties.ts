/** The programs of the whole, each on its machine, watched as Compose watches: one that ends is started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Reseau } from './reseau.ts';

const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
const RACINE = join(import.meta.dirname, '../../..');
const RELANCE_MS = 500;

export interface Partie {
  readonly nom: string;
  /** Times that it ended by itself. */
  readonly fins: () => number;
  /** SIGKILL: what it was doing is left as it stands. It is started again. */
  tuer(): void;
  /** Ends it, and it stays so until `demarrer`. */
  arreter(signal?: NodeJS.Signals): Promise<void>;
  demarrer(): void;
}

export interface Programme {
  readonly nom: string;
  readonly commande: [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Another name of the machine on which it runs. */
  readonly machine?: string;
}

/** One of our programs, by its path from the root. */
export const notre = (programme: string, ...args: string[]): Programme['commande'] => [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  join(RACINE, programme),
  ...args,
];

/** Starts it; what it says is kept in `dossier`. */
export function lancerPartie(
  reseau: Reseau,
  dossier: string,
  { nom, commande: [programme, ...args], env, machine = nom }: Programme,
): Partie {
  const journal: WriteStream = createWriteStream(join(dossier, `${nom}.log`), { flags: 'a' });
  const [ip, avec] = reseau.sur(machine, programme, args);
  let processus: ChildProcess | undefined;
  let voulue = false;
  let tuee = false;
  let fins = 0;
  const demarrer = () => {
    voulue = true;
    tuee = false;
    journal.write(`--- ${new Date().toISOString()} ${nom}\n`);
    const elle = spawn(ip, avec, {
      cwd: RACINE,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, NODE_COMPILE_CACHE, ...env },
    });
    processus = elle;
    for (const flux of [elle.stdout, elle.stderr]) flux.on('data', (texte: Buffer) => journal.write(texte));
    elle.once('exit', (code, signal) => {
      journal.write(`--- ${new Date().toISOString()} ended: ${code ?? signal}\n`);
      processus = undefined;
      if (!voulue) return;
      if (!tuee) fins += 1;
      setTimeout(() => voulue && processus === undefined && demarrer(), RELANCE_MS);
    });
  };
  demarrer();
  return {
    nom,
    fins: () => fins,
    tuer() {
      tuee = true;
      processus?.kill('SIGKILL');
    },
    async arreter(signal = 'SIGKILL') {
      voulue = false;
      const elle = processus;
      if (elle === undefined) return;
      const fini = new Promise((resolve) => elle.once('exit', resolve));
      elle.kill(signal);
      await fini;
    },
    demarrer,
  };
}
