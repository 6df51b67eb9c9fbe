/** The whole of the double, in memory: what is created here lasts as long as the process, or until it is kept. */
import { openClock, type Clock } from './clock.ts';
import type { Demarche, Dossier, DossierSupprime, Fichier, Profil } from './model.ts';

export interface Courriel {
  readonly a: string;
  readonly dossier: number;
  readonly objet: string;
  readonly le: number;
}

/** All that is known, without what acts on it. */
export interface KeptWorld {
  readonly demarches: Map<number, Demarche>;
  readonly dossiers: Map<number, Dossier>;
  readonly supprimes: DossierSupprime[];
  readonly fichiers: Map<string, Fichier>;
  /** The mails that DN sends to applicants. */
  readonly courriels: Courriel[];
  /** The last number given, by kind. */
  readonly counts: Map<string, number>;
}

export interface World extends Omit<KeptWorld, 'counts'> {
  readonly kept: KeptWorld;
  readonly clock: Clock;
  /** The address under which DN's own messages are written. */
  readonly contact: string;
  /** How long the virus scan of a file takes, in milliseconds. */
  dureeScan: number;
  /** A number of this kind that was never given. */
  next(kind: 'dossier' | 'traitement' | 'message' | 'fichier' | 'ligne' | 'revision'): number;
}

/** `at`: the instant at which its clock stands (default: it runs). */
export function createWorld(at?: number): World {
  // What a double that ran before has numbered may be in our records: a clock that runs gives other numbers.
  const first = 20_000_000 + (at === undefined ? Math.floor(Date.now() / 1000) % 100_000_000 : 0);
  const kept: KeptWorld = {
    demarches: new Map(),
    dossiers: new Map(),
    supprimes: [],
    fichiers: new Map(),
    courriels: [],
    counts: new Map([['dossier', first]]),
  };
  return restoreWorld(kept, at);
}

/** The same as it was left; its clock runs, unless it is said where it stands. */
export function restoreWorld(kept: KeptWorld, at?: number): World {
  const { counts, ...known } = kept;
  return {
    ...known,
    kept,
    clock: openClock(at),
    contact: 'contact@demarche-numerique.invalid',
    dureeScan: 0,
    next(kind) {
      const number = (counts.get(kind) ?? 1000) + 1;
      counts.set(kind, number);
      return number;
    },
  };
}

/** Of GraphQL: `Dossier-20000001` in base64. */
export const globalId = (kind: string, id: string | number): string => Buffer.from(`${kind}-${id}`).toString('base64');

/** What stands in such an id; `undefined` when it is of another kind. */
export function localId(kind: string, id: string): string | undefined {
  const text = Buffer.from(id, 'base64').toString();
  return text.startsWith(`${kind}-`) ? text.slice(kind.length + 1) : undefined;
}

export const profil = (kind: 'Instructeur' | 'User', number: number, email: string): Profil => ({
  id: globalId(kind, number),
  email,
});

/** An applicant's edit, or a change of state, is seen by who asks `updatedSince`. */
export const touch = (world: World, dossier: Dossier): void => {
  dossier.modifieLe = world.clock.now();
};
