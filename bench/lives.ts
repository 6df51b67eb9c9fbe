/** What a history holds, and the fewest events with which the engine could do the same. */
import type { WorkflowHandle } from '@temporalio/client';
import { play } from '../cli/play.ts';
import { nominalLife, type Place } from './dossiers.ts';
import type { BenchGround } from './ground.ts';
import type { temporal } from '@temporalio/proto';

export type History = temporal.api.history.v1.IHistory;

/** Events by type (`ActivityTaskScheduled`, as the engine numbers them). */
export interface Counts {
  readonly events: number;
  readonly bytes: number;
  readonly updates: number;
  readonly signals: number;
  readonly activities: number;
  readonly timersStarted: number;
  readonly timersFired: number;
  readonly timersCancelled: number;
  readonly workflowTasks: number;
  readonly attributeUpserts: number;
  /** Events that exist only because time was skipped. */
  readonly skippedTime: number;
}

/** Counts one run. */
function compter({ events }: History, octets: number): Counts {
  const tous = events ?? [];
  const combien = (attributs: keyof temporal.api.history.v1.IHistoryEvent) =>
    tous.filter((evenement) => evenement[attributs] !== null && evenement[attributs] !== undefined).length;
  return {
    events: tous.length,
    bytes: octets,
    updates: combien('workflowExecutionUpdateAcceptedEventAttributes'),
    signals: combien('workflowExecutionSignaledEventAttributes'),
    activities: combien('activityTaskScheduledEventAttributes'),
    timersStarted: combien('timerStartedEventAttributes'),
    timersFired: combien('timerFiredEventAttributes'),
    timersCancelled: combien('timerCanceledEventAttributes'),
    workflowTasks: combien('workflowTaskScheduledEventAttributes'),
    attributeUpserts: combien('upsertWorkflowSearchAttributesEventAttributes'),
    skippedTime:
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
export const least = (compte: Counts): number =>
  1 +
  compte.updates * (2 + 3) +
  compte.activities * (3 + 3) +
  compte.timersStarted +
  compte.timersFired * (1 + 3) +
  compte.timersCancelled +
  compte.signals * (1 + 3);

/** The runs of a case, oldest first. */
export async function runsOf(terrain: BenchGround, ess: string): Promise<{ histoire: History; compte: Counts }[]> {
  const runs = [];
  let runId: string | undefined;
  do {
    const poignee: WorkflowHandle = terrain.client.workflow.getHandle(ess, runId);
    const histoire: History = await poignee.fetchHistory();
    const octets = Number((await poignee.describe()).historySize ?? 0);
    runs.unshift({ histoire, compte: compter(histoire, octets) });
    runId = histoire.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  } while (runId !== undefined);
  return runs;
}

/** Plays nominal lives at once; the cases they made. */
export async function live(terrain: BenchGround, nombre = 1, place?: Place): Promise<string[]> {
  const dossiers = async () =>
    (await terrain.pool.query<{ ess: string }>('select ess from dossiers')).rows.map(({ ess }) => ess);
  const avant = new Set(await dossiers());
  const scenarios = await Promise.all(Array.from({ length: nombre }, () => nominalLife(place)));
  await Promise.all(scenarios.map((scenario) => play(scenario, terrain)));
  return (await dossiers()).filter((ess) => !avant.has(ess));
}
