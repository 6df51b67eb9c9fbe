import type { WorkflowService } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import protocol from '@temporalio/proto'; // CommonJS: its names are properties of the default

const { FastForwardPollingResult, WorkflowExecutionStatus } = protocol.temporal.api.enums.v1;

/** A Client, a Connection or a NativeConnection. */
export interface ServesWorkflows {
  readonly workflowService: WorkflowService;
}

// A session is bounded on purpose: the backoff of an activity that keeps failing is skipped too, time after time.
const skipsPerSession = 1_000;
const mostSessions = 20;

/**
 * Moves a workflow's clock forward by `seconds` of its virtual time; the timers due on the way fire in their order, at
 * their own virtual times. Comes back when the target is reached, also across continue-as-new, and leaves time as it
 * was: running at its real pace. A pending activity holds time until it completes.
 * @param id names this advance: unique for the workflow
 * @throws Error when the workflow ends first, when something stops time, or when other advances get in the way
 */
export async function advanceWorkflow(
  { workflowService }: ServesWorkflows,
  namespace: string,
  workflowId: string,
  { seconds, id }: { seconds: number; id: string },
): Promise<void> {
  let { now } = await describe({ workflowService }, namespace, workflowId);
  const target = now + seconds * 1000;
  let reason = '';
  for (let session = 1; session <= mostSessions; session++) {
    const failure = await forward(workflowService, namespace, workflowId, {
      id: session === 1 ? id : `${id}/${session}`,
      milliseconds: target - now,
    });
    if (failure === undefined) return;
    reason = failure;
    const before = now;
    const after = await describe({ workflowService }, namespace, workflowId);
    now = after.now;
    // Reached, but a run that continued as new since then no longer knows of this advance.
    if (now >= target && after.running) return;
    if (!after.running) reason = 'the workflow ended';
    if (!after.running || now <= before) break;
    // Else the session ran out of skips on the way: the next one goes on from here.
  }
  const reached = new Date(now).toISOString();
  throw new Error(`Workflow ${workflowId} stopped at ${reached}, before ${new Date(target).toISOString()}: ${reason}`);
}

/** The date that workflow code sees now; the real one when its clock was never moved. */
export async function currentTimeOf(connection: ServesWorkflows, namespace: string, workflowId: string): Promise<Date> {
  const { now } = await describe(connection, namespace, workflowId);
  return new Date(now);
}

/** One session of skipping: undefined when it reached its target, else why it did not. */
async function forward(
  workflowService: WorkflowService,
  namespace: string,
  workflowId: string,
  { id, milliseconds }: { id: string; milliseconds: number },
): Promise<string | undefined> {
  await workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    identity: 'time-skipping',
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: skipsPerSession,
        fastForwardConfig: { id, duration: msToTs(milliseconds) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const answer = await workflowService.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution: { workflowId },
      fastForwardId: id,
    });
    switch (answer.fastForwardPollingResult) {
      case FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT:
        continue; // not there yet
      case FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED:
        return undefined;
      default:
        return answer.failedReason;
    }
  }
}

async function describe(
  { workflowService }: ServesWorkflows,
  namespace: string,
  workflowId: string,
): Promise<{ now: number; running: boolean }> {
  const description = await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
  const virtual = description.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return {
    now: virtual ? tsToMs(virtual) : Date.now(),
    running: description.workflowExecutionInfo?.status === WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
  };
}
