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

/** Where the current run of a workflow can be taken up, and what would be lived again from there. */
export async function lastGoodTask(client: Client, workflowId: string): Promise<Point> {
  const handle = client.workflow.getHandle(workflowId);
  const { runId } = await handle.describe();
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const all = events ?? [];
  const good =
    all.findLast(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) ??
    all.find(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);
  const task = good?.eventId;
  if (task === undefined || task === null)
    throw new Error(`The run ${runId} of ${workflowId} has not begun yet: there is nothing to take up.`);
  const eventId = Number(task);
  const afterwards = all.flatMap((event) => {
    const quoi =
      event.workflowExecutionSignaledEventAttributes?.signalName ??
      event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name;
    return Number(event.eventId) > eventId && typeof quoi === 'string'
      ? [{ eventId: Number(event.eventId), quoi }]
      : [];
  });
  return { runId, eventId, task, afterwards };
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
  const handle = client.workflow.getHandle(workflowId, suite);
  for (let waited = 0; waited < patienceMs; waited += 500) {
    const { events } = await handle.fetchHistory();
    const tasks = (events ?? []).filter(({ eventId: id }) => Number(id) > eventId);
    if (tasks.some(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)) return suite;
    await pause(500);
  }
  throw new Error(
    `The new run ${suite} of ${workflowId} has had no good task yet: is a worker running, and does it have the program and the keys of this case?`,
  );
}
