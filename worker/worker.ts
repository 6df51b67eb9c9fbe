/** The worker: workflow code and activities on the task queue `ess`. */
import { fileURLToPath } from 'node:url';
import {
  Worker,
  bundleWorkflowCode,
  type NativeConnection,
  type WorkflowBundle,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import type { Dependances } from '../activities/dependances.ts';
import { FILE_ESS } from '../workflows/messages.ts';

export const WORKFLOWS_PATH = fileURLToPath(new URL('../workflows/ess.ts', import.meta.url));

/** Bundles the workflow code: 2 to 4 s, once per process. */
export const bundle = (): Promise<WorkflowBundle> =>
  bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: silencieux });

const silencieux = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };

export interface EssWorkerOptions extends Dependances {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly workflowBundle?: WorkflowBundleOption;
  /** 0: every workflow task replays the whole history (a second pass of the engine tests). */
  readonly maxCachedWorkflows?: number;
}

/** A worker ready to `run()`. Stopping it lets the activities under way finish. */
export async function createEssWorker(options: EssWorkerOptions): Promise<Worker> {
  const { connection, namespace, maxCachedWorkflows, ...dependances } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue: FILE_ESS,
    workflowBundle: options.workflowBundle ?? (await bundle()),
    activities: createActivities(dependances),
    shutdownGraceTime: '10 seconds',
    // After a killed worker, the first command is answered in 1 s rather than 10.
    stickyQueueScheduleToStartTimeout: '1 second',
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
  });
}
