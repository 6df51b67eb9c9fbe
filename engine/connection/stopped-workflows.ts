/** Workflows that do not go on: those that fail their tasks again and again, and those that ended otherwise than by themselves. */
import type { Client } from '@temporalio/client';

/** Set by the server (1.29 and later) after a few failures in a row, and taken away at the first success. */
const REPORTED = 'TemporalReportedProblems IS NOT NULL';
const ABNORMAL = "ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')";

async function ids(client: Client, query: string): Promise<string[]> {
  const found = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query })) found.add(workflowId);
  return [...found];
}

/** Ids of running workflows of this type whose tasks keep failing: their code throws, or what they hand over is refused. */
export const failingTasks = (client: Client, type: string): Promise<string[]> =>
  ids(client, `WorkflowType = '${type}' AND ExecutionStatus = 'Running' AND ${REPORTED}`);

/** Ids of workflows of this type of which a run was ended from outside; a later run may be going on. */
export const endedFromOutside = (client: Client, type: string): Promise<string[]> =>
  ids(client, `WorkflowType = '${type}' AND ${ABNORMAL}`);

/** Ids of the workflows of this type that run. */
export const running = (client: Client, type: string): Promise<string[]> =>
  ids(client, `WorkflowType = '${type}' AND ExecutionStatus = 'Running'`);
