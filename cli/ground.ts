/** Where `ess jouer` plays: the API through its client, and the engine, whose time it moves. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  ServiceError,
  isGrpcCancelledError,
  isGrpcDeadlineError,
  type Client,
  type Connection,
} from '@temporalio/client';
import { createEssClient, type ClientEss, type components } from '../api/client/index.ts';
import type { Echeance } from '../domain/echeance.ts';
import type { Evenement } from '../domain/evenements.ts';
import type { Inscrit } from '../domain/simulation/controles.ts';
import type { Ligne } from '../domain/simulation/scenario.ts';
import type { Instant } from '../domain/valeurs.ts';
import { advanceWorkflow, currentTimeOf } from '../engine/embedded/time-skipping.ts';
import type { VueEss } from '../workflows/messages.ts';

export interface Ground {
  /** Root of the API, e.g. `http://127.0.0.1:3000`; it must accept `X-Horloge-Origine`. */
  readonly api: string;
  readonly connection: Connection;
  readonly client: Client;
  readonly namespace: string;
  /** A token of this account of the identity provider (`local/identity-provider/directory.ts`). */
  readonly token: (compte: string) => Promise<string>;
  /** Reserves the FINESS number that the scenario's world gives, or none (« aucun »); without it, such a scenario is refused. */
  readonly reserveFiness?: (ess: string, numero: string) => Promise<unknown>;
  readonly onLine?: (ligne: Ligne) => void;
}

/** A case that is being played. */
export interface PlayedCase {
  readonly label: string;
  readonly ess: string;
  readonly offset: number;
  rang: number;
  /** What has been read of its journal. */
  readonly journal: Inscrit[];
  advances: number;
  archived: boolean;
}

type Probleme = components['schemas']['Probleme'];

/** The API as that account; it asks again while the service is away, under the same key. */
export const clientFor = (terrain: Ground, compte: string): ClientEss =>
  createEssClient({ baseUrl: terrain.api, jeton: () => terrain.token(compte), fetch: patiemment });

const PATIENCE_MS = 120_000;

/** Asks until the answer is not a 503: the engine, the worker or the database may be restarting. */
async function patiemment(request: Request): Promise<Response> {
  const limite = Date.now() + PATIENCE_MS;
  for (;;) {
    const reponse = await fetch(request.clone());
    if (reponse.status !== 503 || Date.now() > limite) return reponse;
    await reponse.arrayBuffer();
    await pause(250);
  }
}

/** The events after the last one read, and their ranks. */
export async function readJournal(
  terrain: Ground,
  { ess, rang }: PlayedCase,
): Promise<{ rang: number; evenement: Evenement }[]> {
  const lues: { rang: number; evenement: Evenement }[] = [];
  const client = clientFor(terrain, 'national');
  for (let apres: number | null = rang; apres !== null;) {
    const { data, error }: { data?: components['schemas']['Journal']; error?: Probleme } = await client.GET(
      '/api/v1/ess/{ess}/journal',
      { params: { path: { ess }, query: { limite: 500, apres } } },
    );
    if (data === undefined) throw new Error(`the journal of ${ess} cannot be read: ${error?.status} ${error?.detail}`);
    // The contract's events are the domain's, held to it by `api/contract/answers/evenements.ts`.
    lues.push(
      ...data.lignes.map(({ rang: lu, enregistreLe: _, rangVise, ...evenement }) => ({
        rang: lu,
        evenement: { ...evenement, ...(rangVise === undefined ? {} : { rang: rangVise }) } as unknown as Evenement,
      })),
    );
    apres = data.suivant;
  }
  return lues;
}

/** The case as its workflow says it. Asks until a worker answers: it may be restarting, and so may the engine. */
export async function readView({ client }: Ground, ess: string): Promise<VueEss> {
  const limite = Date.now() + PATIENCE_MS;
  for (;;)
    try {
      return await client.workflow.getHandle(ess).query<VueEss>('etat');
    } catch (erreur) {
      const sansReponse =
        erreur instanceof ServiceError && (isGrpcDeadlineError(erreur.cause) || isGrpcCancelledError(erreur.cause));
      if (!sansReponse || Date.now() > limite) throw erreur;
    }
}

/** Resolves once the case has no effect under way: what follows from the last act is in the journal. */
export async function atRest(terrain: Ground, joue: PlayedCase): Promise<void> {
  for (;;) {
    const { enCours, etat } = await readView(terrain, joue.ess);
    joue.archived ||= etat.archiveLe !== null;
    if (enCours.length === 0) return;
    await terrain.client.workflowService.getSystemInfo({}); // a round trip, rather than a busy loop or a sleep
  }
}

/** Moves every case to `moment`; several cases go from deadline to deadline, the earliest first, as time would. */
export async function advance(
  terrain: Ground,
  joues: readonly PlayedCase[],
  moment: Instant,
  imprimer: () => Promise<void>,
): Promise<void> {
  const vivants = () => joues.filter(({ archived }) => !archived);
  while (vivants().length > 1) {
    const reveils = await Promise.all(vivants().map((joue) => prochainReveil(terrain, joue)));
    const prochain = Math.min(...reveils);
    if (prochain > moment) break;
    for (const [rang, joue] of vivants().entries())
      if (reveils[rang] === prochain) {
        await avancerUn(terrain, joue, prochain + 1000);
        await atRest(terrain, joue);
      }
    await imprimer();
  }
  const derniers = vivants();
  for (const joue of derniers) {
    await avancerUn(terrain, joue, moment);
    // What it does may reach the next one. Alone, it is looked at once, by `imprimer`.
    if (derniers.length > 1) await atRest(terrain, joue);
  }
  await imprimer();
}

async function prochainReveil({ client }: Ground, { ess }: PlayedCase): Promise<number> {
  const echeances = await client.workflow.getHandle(ess).query<readonly Echeance[]>('echeancier');
  return Math.min(Infinity, ...echeances.map(({ reveil }) => reveil));
}

async function avancerUn(terrain: Ground, joue: PlayedCase, moment: number): Promise<void> {
  const { connection, namespace } = terrain;
  const ici = (await currentTimeOf(connection, namespace, joue.ess)).getTime() + joue.offset;
  const seconds = Math.ceil((moment - ici) / 1000);
  if (seconds <= 0) return;
  joue.advances += 1;
  try {
    await advanceWorkflow(connection, namespace, joue.ess, { seconds, id: `avance-${joue.advances}` });
  } catch (erreur) {
    // A case may be archived on the way: its workflow is then over, and so is its time.
    if ((await readView(terrain, joue.ess)).etat.archiveLe === null) throw erreur;
  }
}
