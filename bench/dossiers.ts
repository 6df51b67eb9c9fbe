/** The cases that are measured: opened and acted on through the API, as its users do. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caissesDe } from '../domain/creation/caisses.ts';
import { REGIONS } from '../domain/creation/regions.ts';
import { SPECIALITES } from '../domain/lettre-intention/specialites.ts';
import type { Scenario } from '../domain/simulation/scenario.ts';
import type { BenchGround } from './ground.ts';

const jetons = new Map<string, Promise<string>>();
const jeton = (terrain: BenchGround, compte: string): Promise<string> => {
  const connu = jetons.get(compte) ?? terrain.token(compte);
  jetons.set(compte, connu);
  return connu;
};

/** POST as that account; throws unless it is accepted. */
async function poster<R = unknown>(
  terrain: BenchGround,
  chemin: string,
  compte: string,
  corps: object,
  entetes: Readonly<Record<string, string>> = {},
): Promise<R> {
  const reponse = await fetch(`${terrain.api}/api/v1${chemin}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await jeton(terrain, compte)}`,
      'idempotency-key': randomUUID(),
      ...entetes,
    },
    body: JSON.stringify(corps),
  });
  if (!reponse.ok) throw new Error(`POST ${chemin}: ${reponse.status} ${await reponse.text()}`);
  return (await reponse.json()) as R;
}

/** GET as that account, read to its end. */
export async function read(terrain: BenchGround, chemin: string, compte: string): Promise<unknown> {
  const reponse = await fetch(`${terrain.api}/api/v1${chemin}`, {
    headers: { authorization: `Bearer ${await jeton(terrain, compte)}` },
  });
  if (!reponse.ok) throw new Error(`GET ${chemin}: ${reponse.status} ${await reponse.text()}`);
  return reponse.json();
}

/**
 * Specialty and seat of the case of that rank: pairs that no two share, as far as there are any. Rivals look at one another
 * and are written to (DEC-56), which is not what is measured, and is rare.
 */
export const territoire = (
  rang: number,
  sieges: readonly string[] = ['33'],
): { siege: string; specialite: string } => ({
  siege: sieges[rang % sieges.length] ?? '33',
  specialite: SPECIALITES[Math.floor(rang / sieges.length) % SPECIALITES.length]?.slug ?? 'dermatologie',
});

/** A letter of intent, of Gironde unless said; its id. `le`: its day; `origine`: where the clock of the case starts. */
export async function openCase(
  terrain: BenchGround,
  {
    le = '2026-01-15',
    origine = '2026-01-15T11:00:00Z',
    siege = '33',
    specialite = 'dermatologie',
  }: { le?: string; origine?: string; siege?: string; specialite?: string } = {},
): Promise<string> {
  const depot = {
    le,
    specialites: [specialite],
    departements: [siege],
    siege,
    medecinsPresents: 140,
    liberaux: 120,
    engages: 37,
  };
  const { ess } = await poster<{ ess: string }>(terrain, '/ess', 'porteur-01', depot, { 'x-horloge-origine': origine });
  return ess;
}

/** An exchange noted in the case, with a sentence kept outside the workflow: a small act, with all that an act costs. */
export const noteExchange = (terrain: BenchGround, ess: string): Promise<unknown> =>
  poster(terrain, `/ess/${ess}/commandes/consigner-echange`, 'ars-nouvelle-aquitaine', {
    le: '2026-01-15',
    sujet: 'Visite des locaux',
  });

/** A datum of a fact put right by the ARS. */
export const putRight = (
  terrain: BenchGround,
  ess: string,
  champ: { readonly rang: number; readonly champ: string; readonly valeur: unknown },
): Promise<unknown> =>
  poster(terrain, `/ess/${ess}/commandes/corriger`, 'ars-nouvelle-aquitaine', {
    le: '2026-01-15',
    motif: 'Erreur de saisie.',
    preuve: { nature: 'autre', reference: 'PV-1' },
    ...champ,
  });

/** Departments of the mainland and Corsica with one caisse: a deposit need not name it (DEC-66). */
export const METROPOLE = REGIONS.flatMap(({ departements }) => departements).filter(
  (code) => /^\d[\dAB]$/.test(code) && caissesDe(code).length === 1,
);
let vies = 0;

/** Where a life is lived. */
export interface Place {
  readonly siege: string;
  readonly specialites?: readonly string[];
}

function nextPlace(): Place {
  const siege = METROPOLE[vies];
  if (siege === undefined) throw new Error('more lives than departments');
  vies += 1;
  return { siege };
}

/** The nominal life of five years; on a territory where no other has been lived, unless said. */
export async function nominalLife({ siege, ...place }: Place = nextPlace()): Promise<Scenario> {
  const texte = await readFile(join(import.meta.dirname, '../test/regles/scenarios/S05-nominal-cinq-ans.json'), 'utf8');
  const scenario = JSON.parse(texte) as Scenario;
  const [depot, ...suite] = scenario.etapes;
  if (depot === undefined) throw new Error('a life without its first act');
  return {
    ...scenario,
    etapes: [{ ...depot, donnees: { ...depot.donnees, ...place, departements: [siege], siege } }, ...suite],
  };
}
