/** The worker: workflow code and activities on the task queue `ess`, and the payment queues of the caisses. */
import { fileURLToPath } from 'node:url';
import {
  DefaultLogger,
  Runtime,
  Worker,
  bundleWorkflowCode,
  type LogEntry,
  type NativeConnection,
  type WorkflowBundle,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import type { Dependances } from '../activities/dependances.ts';
import { createBalayage } from '../activities/notifier.ts';
import { createActivitesCaisse } from '../activities/paiements.ts';
import { REGIONS } from '../domain/regions.ts';
import { FILE_ESS, fileCaisse } from '../workflows/messages.ts';

export const WORKFLOWS_PATH = fileURLToPath(new URL('../workflows/ess.ts', import.meta.url));

/** Bundles the workflow code: 2 to 4 s, once per process. */
export const bundle = (): Promise<WorkflowBundle> =>
  bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: silencieux });

const silencieux = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };

/**
 * The SDK's own log, warnings only; signals are the program's to handle. `metriques`: host:port where the SDK shows its
 * own figures (Prometheus). Once per process.
 */
export function installRuntime(metriques?: string): void {
  const expected = ({ message }: LogEntry) => message.startsWith('No workflows registered'); // the caisses' queues
  const logger = new DefaultLogger('WARN', (entry) => {
    if (expected(entry)) return;
    const { workflowId, activityType, attempt, error } = (entry.meta ?? {}) as Record<string, unknown>;
    const cause = error instanceof Error ? error.message : error;
    console.error(`[temporal] ${entry.level} ${entry.message}`, { workflowId, activityType, attempt, cause });
  });
  Runtime.install({
    logger,
    shutdownSignals: [],
    ...(metriques === undefined || metriques === ''
      ? {}
      : { telemetryOptions: { metrics: { prometheus: { bindAddress: metriques } } } }),
  });
}

export interface EssWorkerOptions extends Dependances {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly workflowBundle?: WorkflowBundleOption;
  /** 0: every workflow task replays the whole history (a second pass of the engine tests). */
  readonly maxCachedWorkflows?: number;
  /** Departments whose caisse has a worker of its own: their queue is left to it. */
  readonly caissesAutonomes?: readonly string[];
}

export interface EssWorker {
  /** Resolves once stopped; fails when a part of it fails. */
  run(): Promise<void>;
  /** Whether every part takes work. */
  readonly running: boolean;
  /** Lets the activities under way finish; nothing happens when it is stopping already. */
  shutdown(): void;
}

/** A worker ready to `run()`. */
export async function createEssWorker(options: EssWorkerOptions): Promise<EssWorker> {
  const parts = [await createCaseWorker(options), ...(await createCaisseWorkers(options))];
  const shutdown = () => {
    for (const part of parts) if (part.getState() === 'RUNNING') part.shutdown();
  };
  const balayage = createBalayage(options);
  return {
    get running() {
      return parts.every((part) => part.getState() === 'RUNNING');
    },
    async run() {
      const sweeps = sweeping(balayage);
      const runs = parts.map((part) => part.run());
      // One part that fails takes the others with it: half a worker would look alive.
      await Promise.race(runs).finally(shutdown);
      await Promise.all(runs).finally(() => sweeps.stop());
    },
    shutdown,
  };
}

const SWEEP_MS = 60_000;

/** One sweep a minute, never two at once. `stop` resolves once the last one is over. */
function sweeping(balayage: () => Promise<number>): { stop(): Promise<unknown> } {
  let current: Promise<unknown> = Promise.resolve();
  const sweep = () => balayage().catch((error: unknown) => console.error('[avis] sweep failed:', error));
  const timer = setInterval(() => {
    current = current.then(sweep);
  }, SWEEP_MS);
  return {
    stop() {
      clearInterval(timer);
      return current;
    },
  };
}

/** One small worker a caisse: 105 of them idle take 40 MB and 4 ms of processor a second. */
function createCaisseWorkers({ connection, namespace, pool, caissesAutonomes = [] }: EssWorkerOptions) {
  const activities = createActivitesCaisse({ pool });
  const servies = REGIONS.flatMap(({ departements }) => departements).filter(
    (departement) => !caissesAutonomes.includes(departement),
  );
  return Promise.all(
    servies.map((departement) =>
      Worker.create({
        connection,
        namespace,
        taskQueue: fileCaisse(departement),
        activities,
        maxConcurrentActivityTaskPolls: 1,
        maxConcurrentActivityTaskExecutions: 2,
        shutdownGraceTime: '10 seconds',
      }),
    ),
  );
}

async function createCaseWorker(options: EssWorkerOptions): Promise<Worker> {
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
