/** Takes a workflow up again from its last good task: one that fails its tasks for ever, or one that was ended from outside. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import protocol from '@temporalio/proto'; // CommonJS: its names are properties of the default

const { EventType, ResetReapplyExcludeType } = protocol.temporal.api.enums.v1;

/** What came after the last good task. `quoi`: the name of a Signal or of an Update. */
export interface Afterwards {
  readonly eventId: number;
  readonly quoi: string;
}

export interface Point {
  readonly runId: string;
  /** Event from which the run is taken up, and the same as the engine writes it. */
  readonly eventId: number;
  readonly task: NonNullable<protocol.temporal.api.history.v1.IHistoryEvent['eventId']>;
  readonly afterwards: readonly Afterwards[];
}

type Event = protocol.temporal.api.history.v1.IHistoryEvent;

/** The last event first, a few at a time: a history may weigh more than one answer of the engine may. */
async function* backwards(client: Client, workflowId: string, runId: string): AsyncIterable<Event> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: client.options.namespace,
      execution: { workflowId, runId },
      maximumPageSize: 8,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    });
    yield* page.history?.events ?? [];
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined && nextPageToken.length > 0);
}

const nameOf = (event: Event): string | undefined =>
  event.workflowExecutionSignaledEventAttributes?.signalName ??
  event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ??
  undefined;

/** Where the current run of a workflow can be taken up, and what would be lived again from there. */
export async function lastGoodTask(client: Client, workflowId: string): Promise<Point> {
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  const afterwards: Afterwards[] = [];
  // Its first task, when none was ever good.
  let task: Event['eventId'];
  for await (const event of backwards(client, workflowId, runId)) {
    const { eventType, eventId } = event;
    if (eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED) task = eventId;
    if (eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
      task = eventId;
      break;
    }
    const quoi = nameOf(event);
    if (quoi !== undefined) afterwards.unshift({ eventId: Number(eventId), quoi });
  }
  if (task === undefined || task === null)
    throw new Error(`The run ${runId} of ${workflowId} has not begun yet: there is nothing to take up.`);
  return { runId, eventId: Number(task), task, afterwards };
}

/** Whether a task succeeded after that event. */
async function goesOn(client: Client, workflowId: string, runId: string, since: number): Promise<boolean> {
  for await (const { eventType, eventId } of backwards(client, workflowId, runId)) {
    if (Number(eventId) <= since) return false;
    if (eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) return true;
  }
  return false;
}

/**
 * A new run, from that point. `forgetting`: what came after it is not lived again; Updates that nobody was answered are
 * sent again by whoever sent them. Resolves to the id of the new run, once it has had its first good task.
 */
export async function takeUp(
  client: Client,
  workflowId: string,
  { runId, eventId, task }: Point,
  {
    reason,
    forgetting,
    patienceMs = 20_000,
  }: { readonly reason: string; readonly forgetting: boolean; readonly patienceMs?: number },
): Promise<string> {
  const { runId: suite } = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId },
    reason,
    requestId: randomUUID(),
    workflowTaskFinishEventId: task,
    ...(forgetting
      ? {
          resetReapplyExcludeTypes: [
            ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL,
            ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_UPDATE,
          ],
        }
      : {}),
  });
  for (let waited = 0; waited < patienceMs; waited += 500) {
    if (await goesOn(client, workflowId, suite, eventId)) return suite;
    await pause(500);
  }
  throw new Error(
    `The new run ${suite} of ${workflowId} has had no good task yet: is a worker running, and does it have the program and the keys of this case?`,
  );
}
