/** The worker: workflow code and activities on the task queue `ess`, and the payment queues of the caisses. */
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import {
  DefaultLogger,
  Runtime,
  Worker,
  bundleWorkflowCode,
  type NativeConnection,
  type WorkerInterceptors,
  type WorkflowBundle,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import type { Dependances } from '../activities/dependencies.ts';
import { createExpediteur } from '../activities/notice-dispatcher.ts';
import { createPersonalDispatcher, currentInstant } from '../activities/digests.ts';
import { createLivreur } from '../activities/webhook-dispatcher.ts';
import { createActivitesCaisse } from '../activities/paiements.ts';
import { CODES_CAISSES } from '../domain/creation/caisses.ts';
import { FAILURE_CONVERTER_PATH } from '../engine/connection/data-converter.ts';
import { leavingUnreadable } from '../engine/connection/payload-codec.ts';
import { markOutdatedFigures, refreshFigures } from '../records/journal/chiffres.ts';
import { watchCases } from './case-watch.ts';
import { AVIS_EN_SOUFFRANCE, FILE_ESS, fileCaisse, type AvisEnSouffrance } from '../workflows/messages.ts';

export const WORKFLOWS_PATH = fileURLToPath(new URL('../workflows/ess.ts', import.meta.url));
const PAYLOAD_CONVERTER_PATH = fileURLToPath(new URL('../workflows/payload-converter.ts', import.meta.url));
const TRACES_PATH = fileURLToPath(new URL('../workflows/traces.ts', import.meta.url));

/**
 * Our modules keep nothing of a case between two steps: one copy of all of them serves all the cases of a worker, rather
 * than one each. What the calendar has learnt of time zones, and of midnights, is learnt once too.
 */
const PARTAGES = [WORKFLOWS_PATH, TRACES_PATH];

/** Bundles the workflow code: 2 to 4 s, once per process. `encrypted`: the failures that it makes can be encrypted. */
export const bundle = ({ encrypted = false } = {}): Promise<WorkflowBundle> =>
  bundleWorkflowCode({
    workflowsPath: WORKFLOWS_PATH,
    workflowInterceptorModules: [TRACES_PATH],
    payloadConverterPath: PAYLOAD_CONVERTER_PATH,
    logger: silencieux,
    preloadModules: PARTAGES,
    ...(encrypted ? { failureConverterPath: FAILURE_CONVERTER_PATH } : {}),
  });

/** How a worker reads: what comes from outside and cannot be decoded stops no case (`workflows/payload-converter.ts`). */
export const readingAnything = ({ payloadCodecs = [], ...converter }: DataConverter = {}): DataConverter => ({
  ...converter,
  payloadConverterPath: PAYLOAD_CONVERTER_PATH,
  payloadCodecs: payloadCodecs.map(leavingUnreadable),
});

const silencieux = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };

/** What the SDK warns of and that is as it should be. */
const EXPECTED = [
  'No workflows registered', // the caisses' queues
  'Query not found when attempting to respond to it', // whoever asked has stopped waiting, and asks again
];

/**
 * The SDK's own log, warnings only, those of its native part included; signals are the program's to handle. `metriques`:
 * host:port where the SDK shows its own figures (Prometheus). Once per process.
 */
export function installRuntime(metriques?: string): void {
  const logger = new DefaultLogger('WARN', (entry) => {
    if (EXPECTED.some((beginning) => entry.message.startsWith(beginning))) return;
    const { workflowId, runId, activityType, attempt, error, failure } = (entry.meta ?? {}) as Record<string, unknown>;
    const cause = error instanceof Error ? error.message : (error ?? failure); // `failure`: the native part's word for it
    console.error(`[temporal] ${entry.level} ${entry.message}`, { workflowId, runId, activityType, attempt, cause });
  });
  Runtime.install({
    logger,
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      ...(metriques === undefined || metriques === '' ? {} : { metrics: { prometheus: { bindAddress: metriques } } }),
    },
  });
}

export interface EssWorkerOptions extends Dependances {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** Encrypts what the engine keeps. */
  readonly dataConverter?: DataConverter;
  /** Made with `encrypted` when there is a data converter. */
  readonly workflowBundle?: WorkflowBundleOption;
  /** 0: every workflow task replays the whole history (a second pass of the engine tests). */
  readonly maxCachedWorkflows?: number;
  /** Codes of the caisses that have a worker of their own: their queue is left to it. */
  readonly caissesAutonomes?: readonly string[];
  /** Milliseconds between two looks at the cases that do not go on. */
  readonly caseWatchMs?: number;
  /** What stands around each activity: traces. */
  readonly interceptors?: WorkerInterceptors;
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
  const client = clientOf(options);
  const expediteur = createExpediteur(options, caseTeller(client));
  const livreur = createLivreur(options);
  const personnel = createPersonalDispatcher(options);
  const surAvis = (ess: string) => expediteur.prevenir(ess);
  const parts = [await createCaseWorker({ ...options, surAvis }), ...(await createCaisseWorkers(options))];
  const shutdown = () => {
    for (const part of parts) if (part.getState() === 'RUNNING') part.shutdown();
    // Its few seconds of patience are those of the activities under way, not after them.
    livreur.arreter().catch((error: unknown) => console.error('[webhooks] stop failed:', error));
  };
  return {
    get running() {
      return parts.every((part) => part.getState() === 'RUNNING');
    },
    async run() {
      const sweeps = [
        sweeping('avis', SWEEP_MS, () => expediteur.passer()),
        // Not waited for: a receiver that is slow to answer must not delay the next look.
        sweeping('webhooks', SWEEP_MS, () => livreur.regarder()),
        sweeping('courriels', PERSONAL_MS, () => personnel.passer(currentInstant())),
        sweeping('dossiers', options.caseWatchMs ?? CASE_WATCH_MS, () => watchCases(client, options.pool)),
        sweeping('chiffres', SWEEP_MS, figureKeeper(options.pool)),
      ];
      const runs = parts.map((part) => part.run());
      // One part that fails takes the others with it: half a worker would look alive. All are over before it is told, as
      // they share a connection that whoever started them will close.
      for (const run of runs) run.then(shutdown, shutdown);
      const ends = await Promise.allSettled(runs);
      await Promise.all([expediteur.arreter(), livreur.arreter(), ...sweeps.map((sweep) => sweep.stop())]);
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
    shutdown,
  };
}

const clientOf = ({ connection, namespace, dataConverter }: EssWorkerOptions) =>
  new Client({ connection, namespace, ...(dataConverter === undefined ? {} : { dataConverter }) });

/** Tells a case how its notices do. One that ended meanwhile has nothing to say of them any more. */
function caseTeller(client: Client) {
  return (ess: string, enSouffrance: boolean) =>
    client.workflow.getHandle(ess).signal<[AvisEnSouffrance]>(AVIS_EN_SOUFFRANCE, { enSouffrance });
}

const SWEEP_MS = 1_000;
/** Whoever asks for a code waits for it before their screen. */
const PERSONAL_MS = 3_000;
const CASE_WATCH_MS = 30_000;

/** A case at work is left alone: a picture reads its journal meanwhile (SUI-03). */
const FIGURES_WAIT_S = 60;

function figureKeeper(pool: EssWorkerOptions['pool']): () => Promise<unknown> {
  let marked: Promise<unknown> | undefined;
  return async () => {
    marked ??= markOutdatedFigures(pool).catch((error: unknown) => {
      marked = undefined; // asked again at the next look
      throw error;
    });
    await marked;
    await refreshFigures(pool, { attenteSecondes: FIGURES_WAIT_S });
  };
}

/** Looks again and again at what waits. `stop` resolves once the look under way is over. */
function sweeping(quoi: string, everyMs: number, look: () => Promise<unknown>): { stop(): Promise<unknown> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let current: Promise<unknown> = Promise.resolve();
  const next = () => {
    if (!stopped) timer = setTimeout(start, everyMs);
  };
  const start = () => {
    current = look()
      .catch((error: unknown) => console.error(`[${quoi}] sweep failed:`, error))
      .finally(next);
  };
  next();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return current;
    },
  };
}

/** One small worker a caisse: a hundred of them idle take 40 MB and 4 ms of processor a second. */
function createCaisseWorkers(options: EssWorkerOptions) {
  const { connection, namespace, dataConverter, pool, caissesAutonomes = [], interceptors = {} } = options;
  const activities = createActivitesCaisse({ pool });
  const servies = CODES_CAISSES.filter((code) => !caissesAutonomes.includes(code));
  return Promise.all(
    servies.map((code) =>
      Worker.create({
        connection,
        namespace,
        ...(dataConverter === undefined ? {} : { dataConverter }),
        taskQueue: fileCaisse(code),
        activities,
        interceptors,
        maxConcurrentActivityTaskPolls: 1,
        maxConcurrentActivityTaskExecutions: 2,
        shutdownGraceTime: '10 seconds',
      }),
    ),
  );
}

/** Half a megabyte each; one that is not kept is replayed in a quarter of a second at most, and rarely: most cases sleep. */
const CASES_KEPT_READY = 600;

async function createCaseWorker(options: EssWorkerOptions): Promise<Worker> {
  const {
    connection,
    namespace,
    dataConverter,
    maxCachedWorkflows = CASES_KEPT_READY,
    interceptors = {},
    ...dependances
  } = options;
  return Worker.create({
    connection,
    namespace,
    dataConverter: readingAnything(dataConverter),
    taskQueue: FILE_ESS,
    workflowBundle: options.workflowBundle ?? (await bundle({ encrypted: dataConverter !== undefined })),
    activities: createActivities(dependances),
    interceptors,
    shutdownGraceTime: '10 seconds',
    // After a killed worker, the first command is answered in 1 s rather than 10.
    stickyQueueScheduleToStartTimeout: '1 second',
    maxCachedWorkflows,
    // A task's three seconds run from when it is taken: no more are taken at once than cores can replay in that time.
    maxConcurrentWorkflowTaskExecutions: 8,
  });
}
