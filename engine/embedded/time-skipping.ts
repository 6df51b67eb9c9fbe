import { isGrpcCancelledError, isGrpcDeadlineError, type WorkflowService } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import protocol from '@temporalio/proto'; // CommonJS: its names are properties of the default

const { FastForwardPollingResult, WorkflowExecutionStatus } = protocol.temporal.api.enums.v1;

/** A Client, a Connection or a NativeConnection. */
export interface ServesWorkflows {
  readonly workflowService: WorkflowService;
  withDeadline<T>(deadline: number | Date, request: () => Promise<T>): Promise<T>;
}

// A session is bounded on purpose: the backoff of an activity that keeps failing is skipped too, time after time.
const usualSkipsPerSession = 10_000;
const mostSessions = 20;
// A poll that waits is not told when a session runs out of skips, nor what a later run reached; a new one is, at once.
const pollMs = 250;
const earlyMs = 100;

/**
 * Moves a workflow's clock forward by `seconds` of its virtual time; the timers due on the way fire in their order, at
 * their own virtual times. Comes back when the target is reached, also across continue-as-new, and leaves time as it
 * was: running at its real pace. A pending activity holds time until it completes.
 * @param id names this advance: unique for the workflow
 * @param skipsPerSession how many timers may fire before the server must be asked again
 * @throws Error when the workflow ends first, when something stops time, or when other advances get in the way
 */
export async function advanceWorkflow(
  connection: ServesWorkflows,
  namespace: string,
  workflowId: string,
  { seconds, id, skipsPerSession = usualSkipsPerSession }: { seconds: number; id: string; skipsPerSession?: number },
): Promise<void> {
  const workflow = { namespace, workflowId };
  let { now } = await describe(connection, workflow);
  const target = now + seconds * 1000;
  let reason = '';
  for (let session = 1; session <= mostSessions; session++) {
    const sessionId = session === 1 ? id : `${id}/${session}`;
    await startSkipping(connection, workflow, { id: sessionId, milliseconds: target - now, skipsPerSession });
    const failure = await endOfSession(connection, workflow, sessionId);
    if (failure === undefined) return;
    const before = now;
    const after = await describe(connection, workflow);
    now = after.now;
    reason = after.running ? failure : 'the workflow ended';
    // Reached, but a run that continued as new since then no longer knows of this advance.
    if (now >= target && after.running) return;
    if (!after.running || now <= before) break;
    // Else the session ran out of skips on the way: the next one goes on from here.
  }
  const reached = new Date(now).toISOString();
  throw new Error(`Workflow ${workflowId} stopped at ${reached}, before ${new Date(target).toISOString()}: ${reason}`);
}

/** The date that workflow code sees now; the real one when its clock was never moved. */
export async function currentTimeOf(connection: ServesWorkflows, namespace: string, workflowId: string): Promise<Date> {
  const { now } = await describe(connection, { namespace, workflowId });
  return new Date(now);
}

interface Workflow {
  namespace: string;
  workflowId: string;
}

async function startSkipping(
  { workflowService }: ServesWorkflows,
  { namespace, workflowId }: Workflow,
  { id, milliseconds, skipsPerSession }: { id: string; milliseconds: number; skipsPerSession: number },
): Promise<void> {
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
}

/** undefined when the session reached its target, else why it did not. */
async function endOfSession(connection: ServesWorkflows, workflow: Workflow, id: string): Promise<string | undefined> {
  const { namespace, workflowId } = workflow;
  for (;;) {
    const poll = () =>
      connection.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution: { workflowId },
        fastForwardId: id,
      });
    const deadline = Date.now() + pollMs;
    const answer = await connection.withDeadline(deadline, poll).catch((error: unknown) => {
      // The server may notice the deadline first, and then calls it a cancellation.
      const isLate = Date.now() > deadline - earlyMs && isGrpcCancelledError(error);
      if (!isLate && !isGrpcDeadlineError(error)) throw error;
    });
    switch (answer?.fastForwardPollingResult) {
      case FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED:
        return undefined;
      case FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED:
        return answer?.failedReason;
      default: // not there yet: asked again, which also tells of a session that ran out of skips
    }
  }
}

async function describe(
  { workflowService }: ServesWorkflows,
  { namespace, workflowId }: Workflow,
): Promise<{ now: number; running: boolean }> {
  const description = await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
  const virtual = description.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return {
    now: virtual ? tsToMs(virtual) : Date.now(),
    running: description.workflowExecutionInfo?.status === WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
  };
}
