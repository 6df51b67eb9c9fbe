/** The threads of the API, shared among those who ask: nobody takes all of them. */
import { RETRY_SOON } from '../../runtime/http/faults.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { WorkshopBusy, openWorkshop, type WorkshopSettings } from '../../runtime/workshop.ts';
import type { Identity } from '../../identity/verifier.ts';

type ApiJobs = typeof import('./thread.ts');

export interface ApiWorkshop {
  /** For this identity. Throws the problem that says to come back: 503 for all, 429 for one who asks too much at once. */
  run<K extends keyof ApiJobs>(
    identity: Pick<Identity, 'sujet'>,
    job: K,
    given: Parameters<ApiJobs[K]>[0],
  ): Promise<Awaited<ReturnType<ApiJobs[K]>>>;
  close(): Promise<void>;
}

/** One thread lays out about ten contracts a second: whoever is last in the queue waits about three seconds. */
const SETTINGS: WorkshopSettings = {
  program: new URL('./thread.ts', import.meta.url),
  threads: 2,
  queue: 40,
  patience: 20_000,
};
/** Pieces of work that one subject may have under way or waiting. */
const PER_SUBJECT = 8;

export function openApiWorkshop(changes: Partial<WorkshopSettings> = {}): ApiWorkshop {
  const workshop = openWorkshop<ApiJobs>({ ...SETTINGS, ...changes });
  const under = new Map<string, number>();

  async function within<T>(sujet: string, work: () => Promise<T>): Promise<T> {
    const count = under.get(sujet) ?? 0;
    if (count >= PER_SUBJECT)
      throw new Problem(
        'trop-de-demandes',
        `Vous avez déjà ${PER_SUBJECT} demandes de ce genre en cours : attendez-en la fin.`,
        { headers: RETRY_SOON },
      );
    under.set(sujet, count + 1);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WorkshopBusy)) throw error;
      throw new Problem(
        'service-indisponible',
        'Le service a trop de documents et de simulations à faire en ce moment : renvoyez la même demande dans un instant.',
        { headers: RETRY_SOON },
      );
    } finally {
      const left = (under.get(sujet) ?? 1) - 1;
      if (left === 0) under.delete(sujet);
      else under.set(sujet, left);
    }
  }

  return {
    run: ({ sujet }, job, given) => within(sujet, () => workshop.run(job, given)),
    close: () => workshop.close(),
  };
}
