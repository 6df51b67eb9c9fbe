/** What a history holds, and the fewest events with which the engine could do the same. */
import type { WorkflowHandle } from '@temporalio/client';
import { jouer } from '../cli/play.ts';
import { vieNominale } from './dossiers.ts';
import type { TerrainDeMesure } from './ground.ts';
import type { temporal } from '@temporalio/proto';

export type Histoire = temporal.api.history.v1.IHistory;

/** Events by type (`ActivityTaskScheduled`, as the engine numbers them). */
export interface Compte {
  readonly evenements: number;
  readonly octets: number;
  readonly updates: number;
  readonly signaux: number;
  readonly activites: number;
  readonly minuteursArmes: number;
  readonly minuteursSonnes: number;
  readonly minuteursAnnules: number;
  readonly tachesDeWorkflow: number;
  readonly attributs: number;
  /** Events that exist only because time was skipped. */
  readonly tempsSaute: number;
}

/** Counts one run. */
function compter({ events }: Histoire, octets: number): Compte {
  const tous = events ?? [];
  const combien = (attributs: keyof temporal.api.history.v1.IHistoryEvent) =>
    tous.filter((evenement) => evenement[attributs] !== null && evenement[attributs] !== undefined).length;
  return {
    evenements: tous.length,
    octets,
    updates: combien('workflowExecutionUpdateAcceptedEventAttributes'),
    signaux: combien('workflowExecutionSignaledEventAttributes'),
    activites: combien('activityTaskScheduledEventAttributes'),
    minuteursArmes: combien('timerStartedEventAttributes'),
    minuteursSonnes: combien('timerFiredEventAttributes'),
    minuteursAnnules: combien('timerCanceledEventAttributes'),
    tachesDeWorkflow: combien('workflowTaskScheduledEventAttributes'),
    attributs: combien('upsertWorkflowSearchAttributesEventAttributes'),
    tempsSaute:
      combien('workflowExecutionOptionsUpdatedEventAttributes') +
      combien('workflowExecutionTimeSkippingTransitionedEventAttributes'),
  };
}

/**
 * The fewest events for the same commands, timers and activities, each alone as in a life where days part them: the
 * start; an Update is accepted and completed, in a workflow task of three events; an activity takes three, and its end
 * wakes the workflow in a task of three; a timer is started, then fires (and wakes) or is cancelled; a Signal is one and
 * wakes. Tasks are counted without any that an activity's end shares with another's.
 */
export const moindre = (compte: Compte): number =>
  1 +
  compte.updates * (2 + 3) +
  compte.activites * (3 + 3) +
  compte.minuteursArmes +
  compte.minuteursSonnes * (1 + 3) +
  compte.minuteursAnnules +
  compte.signaux * (1 + 3);

/** The runs of a case, oldest first. */
export async function runsDe(terrain: TerrainDeMesure, ess: string): Promise<{ histoire: Histoire; compte: Compte }[]> {
  const runs = [];
  let runId: string | undefined;
  do {
    const poignee: WorkflowHandle = terrain.client.workflow.getHandle(ess, runId);
    const histoire: Histoire = await poignee.fetchHistory();
    const octets = Number((await poignee.describe()).historySize ?? 0);
    runs.unshift({ histoire, compte: compter(histoire, octets) });
    runId = histoire.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  } while (runId !== undefined);
  return runs;
}

/** Plays nominal lives at once; the cases they made. */
export async function vivre(terrain: TerrainDeMesure, nombre = 1): Promise<string[]> {
  const dossiers = async () =>
    (await terrain.pool.query<{ ess: string }>('select ess from dossiers')).rows.map(({ ess }) => ess);
  const avant = new Set(await dossiers());
  const scenarios = await Promise.all(Array.from({ length: nombre }, () => vieNominale()));
  await Promise.all(scenarios.map((scenario) => jouer(scenario, terrain)));
  return (await dossiers()).filter((ess) => !avant.has(ess));
}
