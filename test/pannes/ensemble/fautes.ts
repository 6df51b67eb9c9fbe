/** Faults, one after the other, each with what puts it right; and how long until everything answers again. */
import { execFile } from 'node:child_process';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parmi, type Hasard } from '../../demarches/base/vie-au-hasard.ts';
import { PAIRES, type Ensemble } from './ensemble.ts';
import type { Registre } from './clients.ts';
import { sonder } from './sonde.ts';
import { DEHORS } from './dehors.ts';

export const GENRES = ['mort', 'coupure', 'disque', 'horloge', 'bascule', 'dehors'] as const;
export type Genre = (typeof GENRES)[number];

/** What was done to the whole, when, and how long it took to be whole again once it was put right. */
export interface Faute {
  readonly genre: Genre;
  readonly quoi: string;
  readonly depuis: number;
  readonly jusque: number;
  readonly repriseMs: number;
}

type Faire = (ensemble: Ensemble, tirer: Hasard) => Promise<{ readonly quoi: string; readonly jusque: number }>;

const SAUTS = [-34_560_000, -86_400, -3600, -60, 60, 3600, 86_400, 34_560_000] as const;

const FAIRE: Readonly<Record<Genre, Faire>> = {
  async mort({ parties, postgres }, tirer) {
    const toutes = [...parties.values(), ...postgres.parties()];
    // One, or two at once.
    const tues = new Set([parmi(tirer, toutes), ...(tirer() < 0.3 ? [parmi(tirer, toutes)] : [])]);
    for (const une of tues) une.tuer();
    return Promise.resolve({ quoi: [...tues].map(({ nom }) => nom).join(', '), jusque: Date.now() });
  },
  async coupure({ reseau }, tirer) {
    const [un, autre] = parmi(tirer, PAIRES);
    const retablir = await reseau.couper(un, autre);
    await pause(5000 + tirer() * 20_000);
    await retablir();
    return { quoi: `${un} – ${autre}`, jusque: Date.now() };
  },
  async disque({ postgres }, tirer) {
    const machine = tirer() < 0.7 ? postgres.meneur() : postgres.meneur() === 'pg1' ? 'pg2' : 'pg1';
    const rendre = await remplir(postgres.disque(machine));
    await pause(5000 + tirer() * 10_000);
    await rendre();
    return { quoi: machine, jusque: Date.now() };
  },
  async horloge({ horloges }, tirer) {
    const [nom, horloge] = parmi(tirer, [...horloges]);
    const saut = parmi(tirer, SAUTS);
    await horloge.regler(saut);
    await pause(5000 + tirer() * 10_000);
    await horloge.regler(0);
    return { quoi: `${nom} ${saut > 0 ? '+' : ''}${saut} s`, jusque: Date.now() };
  },
  async bascule({ postgres }) {
    const perdu = postgres.meneur();
    const jusque = Date.now();
    await postgres.basculer();
    return { quoi: `${perdu} perdue`, jusque };
  },
  async dehors({ dehors }, tirer) {
    const quoi = parmi(tirer, DEHORS);
    await dehors.fermerPorte(quoi);
    await pause(5000 + tirer() * 15_000);
    await dehors.ouvrirPorte(quoi);
    return { quoi, jusque: Date.now() };
  },
};

const REMPLIR_MS = 10_000;

/** Takes all the room that is left; resolves to what gives it back. */
async function remplir(disque: string): Promise<() => Promise<void>> {
  const fichier = join(disque, 'remplissage');
  const { bavail, bsize } = await statfs(disque);
  await promisify(execFile)('fallocate', ['-l', String(Math.max(bavail - 1, 1) * bsize), fichier]).catch(
    () => undefined,
  );
  // What was left, or was given back meanwhile; not for ever, since the server may give back as fast as it is taken.
  const flux = await open(fichier, 'a');
  const fin = Date.now() + REMPLIR_MS;
  for (const taille of [1 << 20, bsize])
    for (let plein = false; !plein && Date.now() < fin;)
      plein = await flux.write(Buffer.alloc(taille)).then(
        () => false,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOSPC') throw error;
          return true;
        },
      );
  await flux.close();
  return () => rm(fichier);
}

/** Does one, puts it right, and waits until everything answers again. */
export async function fauter(ensemble: Ensemble, registre: Registre, genre: Genre, tirer: Hasard): Promise<Faute> {
  const depuis = Date.now();
  const { quoi, jusque } = await FAIRE[genre](ensemble, tirer);
  await sonder(ensemble, registre);
  const repriseMs = Date.now() - jusque;
  // A standby is made again only once the whole goes on.
  if (genre === 'bascule') await ensemble.postgres.suivre();
  return { genre, quoi, depuis, jusque, repriseMs };
}
