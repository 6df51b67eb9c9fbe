/**
 * A machine for each program: a network namespace, joined to a bridge where nothing else is. A pair of them is cut as a cable
 * is: packets leave for a card that nobody has, nobody is told, and what was open stays so.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ip = (...args: readonly string[]): Promise<unknown> => run('ip', [...args]);

/** A card that is nowhere. */
const NULLE_PART = '02:00:00:00:00:00';

export interface Reseau {
  /** Of this name: a machine made by `machine`, or one more address of this one, made by `ici`. */
  adresse(nom: string): string;
  /** One more machine. */
  machine(nom: string): Promise<string>;
  /** One more address of the bridge, where what this process serves is found. */
  ici(nom: string): Promise<string>;
  /** An address that goes from machine to machine. */
  flottante(nom: string): string;
  /** Gives it to that machine, and takes it from whoever had it; the others learn it at once. */
  donner(flottante: string, machine: string): Promise<void>;
  /** Program and arguments that run this one on that machine. */
  sur(machine: string, programme: string, args: readonly string[]): readonly [string, readonly string[]];
  /** Cuts between two names; resolves to what puts it right. */
  couper(un: string, autre: string): Promise<() => Promise<void>>;
  fermer(): Promise<void>;
}

/** Whether this machine lets us: root, and `ip netns`. */
export async function reseauPossible(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'root is needed to make network namespaces';
  const essai = `ess-${randomBytes(3).toString('hex')}`;
  try {
    await ip('netns', 'add', essai);
    await ip('netns', 'del', essai);
    return undefined;
  } catch (error) {
    return `no network namespace can be made here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export async function ouvrirReseau(): Promise<Reseau> {
  const nom = randomBytes(3).toString('hex');
  const pont = `ess${nom}`;
  const prefixe = `10.${100 + ((randomBytes(1)[0] ?? 0) >> 1)}.${randomBytes(1)[0] ?? 0}`;
  const espace = (machine: string) => `${pont}-${machine}`;
  const adresses = new Map<string, string>();
  const machines = new Set<string>();
  const tenues = new Map<string, string>();
  let suivante = 1;
  const prochaine = (de: string) => {
    const adresse = `${prefixe}.${(suivante += 1)}`;
    adresses.set(de, adresse);
    return adresse;
  };
  await ip('link', 'add', pont, 'type', 'bridge');
  await ip('addr', 'add', `${prefixe}.1/24`, 'dev', pont);
  await ip('link', 'set', pont, 'up');
  const adresse = (de: string) => {
    const connue = adresses.get(de);
    if (connue === undefined) throw new Error(`no machine is called ${de}`);
    return connue;
  };
  /** Every address at which this name is found. */
  const toutes = (de: string) => [
    adresse(de),
    ...[...tenues].flatMap(([flottante, machine]) => (machine === de ? [adresse(flottante)] : [])),
  ];
  const cartesDe = (de: string) => (machines.has(de) ? ['-n', espace(de)] : []);
  const carte = (de: string) => (machines.has(de) ? 'eth0' : pont);
  return {
    adresse,
    async machine(de) {
      const sienne = prochaine(de);
      const [fil, bout] = [`v${nom}${suivante}`, espace(de)];
      await ip('netns', 'add', bout);
      machines.add(de);
      await ip('link', 'add', fil, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', bout);
      await ip('link', 'set', fil, 'master', pont, 'up');
      await ip('-n', bout, 'addr', 'add', `${sienne}/24`, 'dev', 'eth0');
      for (const une of ['lo', 'eth0']) await ip('-n', bout, 'link', 'set', une, 'up');
      return sienne;
    },
    async ici(de) {
      const sienne = prochaine(de);
      await ip('addr', 'add', `${sienne}/24`, 'dev', pont);
      return sienne;
    },
    flottante: prochaine,
    async donner(flottante, machine) {
      const avant = tenues.get(flottante);
      const elle = `${adresse(flottante)}/32`;
      if (avant !== undefined) await ip('-n', espace(avant), 'addr', 'del', elle, 'dev', 'eth0');
      await ip('-n', espace(machine), 'addr', 'add', elle, 'dev', 'eth0');
      tenues.set(flottante, machine);
      // As an announcement on the wire would have it.
      for (const une of machines) await ip('-n', espace(une), 'neigh', 'flush', 'to', adresse(flottante));
      await ip('neigh', 'flush', 'to', adresse(flottante));
    },
    sur: (machine, programme, args) => ['ip', ['netns', 'exec', espace(machine), programme, ...args]],
    async couper(un, autre) {
      const coupes: (readonly string[])[] = [];
      for (const [de, vers] of [
        [un, autre],
        [autre, un],
      ] as const)
        // This machine is many: what it sends would be cut for all of them.
        if (machines.has(de))
          for (const une of toutes(vers)) coupes.push([...cartesDe(de), 'neigh', 'replace', une, 'dev', carte(de)]);
      for (const coupe of coupes) await ip(...coupe, 'lladdr', NULLE_PART, 'nud', 'permanent');
      return async () => {
        for (const coupe of coupes) await ip(...coupe.map((mot) => (mot === 'replace' ? 'del' : mot)));
      };
    },
    async fermer() {
      for (const machine of machines) await ip('netns', 'del', espace(machine)).catch(() => undefined);
      await ip('link', 'del', pont);
    },
  };
}
