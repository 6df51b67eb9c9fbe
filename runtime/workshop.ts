/** Threads for what would hold the processor: a few, with a queue that ends, and a time for each piece of work. */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

/** The work was not done: too much of it waits already, or it took too long. Worth asking again. */
export class WorkshopBusy extends Error {
  override readonly name = 'WorkshopBusy';
}

/** What a program of threads exports: each takes and gives plain data, which is copied from one thread to the other. */
export type Jobs<J> = { readonly [K in keyof J]: (given: never) => unknown };

export interface Workshop<J extends Jobs<J>> {
  /** Fails with `WorkshopBusy`, or with what the work itself failed with. */
  readonly run: <K extends keyof J & string>(job: K, given: Parameters<J[K]>[0]) => Promise<Awaited<ReturnType<J[K]>>>;
  /** Ends the threads; what is under way fails. */
  readonly close: () => Promise<void>;
}

export interface WorkshopSettings {
  /** The program that the threads run. */
  readonly program: URL;
  readonly threads: number;
  /** Pieces of work that may wait for a thread. */
  readonly queue: number;
  /** Milliseconds from the asking to the answer; the thread that passes them is ended. */
  readonly patience: number;
}

/** Beyond, the thread is ended and its work fails: not the process. */
const THREAD_MEGABYTES = 256;
/** A thread without work for so long is ended: it holds the fonts of all letters. */
const IDLE_MS = 60_000;

/** Starts no thread before the first piece of work; holds no process that has nothing else to do. */
export function openWorkshop<J extends Jobs<J>>({ program, threads, queue, patience }: WorkshopSettings): Workshop<J> {
  let pool: Piscina | undefined;
  let pending = 0;
  return {
    async run(job, given) {
      if (pending >= threads + queue) throw new WorkshopBusy(`${pending} pieces of work under way or waiting`);
      pool ??= new Piscina({
        filename: fileURLToPath(program),
        minThreads: 1,
        maxThreads: threads,
        idleTimeout: IDLE_MS,
        resourceLimits: { maxOldGenerationSizeMb: THREAD_MEGABYTES },
      });
      const late = AbortSignal.timeout(patience);
      pending += 1;
      try {
        return (await pool.run(given, { name: job, signal: late })) as never;
      } catch (error) {
        throw late.aborted ? new WorkshopBusy(`${job}: not done in ${patience} ms`, { cause: error }) : error;
      } finally {
        pending -= 1;
      }
    },
    async close() {
      await pool?.destroy();
      pool = undefined;
    },
  };
}
