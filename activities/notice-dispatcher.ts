/**
 * The dispatcher of the outbox, one a worker: what a case's journal wrote to be sent leaves as soon as it is committed,
 * then later and later while it fails; a case whose notices keep failing is told. No event of its history is spent on
 * notices that leave, and no step of the law ever waits for them.
 */
import { casesToSend, casesToTell } from '../records/outbox/dispatch.ts';
import { reasonWithoutPeople } from '../records/outbox/reasons.ts';
import type { Dependances } from './dependencies.ts';
import { createEnvoi } from './notices.ts';

export interface Expediteur {
  /** Something was committed for this case: sent without waiting for the next look. */
  prevenir(ess: string): void;
  /** Sends what is due and tells the cases concerned; resolves, once done, to the number of cases whose notices all left. */
  passer(): Promise<number>;
  /** Begins nothing more, and resolves once what was under way is over: what waits is in the outbox, for the next worker. */
  arreter(): Promise<void>;
}

/** Cases whose notices are sent at once: most of the time is spent waiting for the mail server. */
const ENSEMBLE = 4;

/** `avertir`: tells a case that its notices keep failing, or do no more; a failure is logged and comes again. */
export function createExpediteur(
  dependances: Dependances,
  avertir: (ess: string, enSouffrance: boolean) => Promise<unknown>,
): Expediteur {
  const { pool, log } = dependances;
  const envoyer = createEnvoi(dependances);
  const attente = new Set<string>();
  const mains = new Map<string, Promise<void>>();
  let partis = 0;
  let arrete = false;

  async function traiter(ess: string): Promise<void> {
    const { errors, left } = await envoyer(ess);
    if (left === 0) partis += 1;
    for (const { message } of errors) log(`[avis] ${ess}: ${reasonWithoutPeople('envoi-impossible', message)}`);
  }

  /** One pair of hands a case: its notices leave in order. */
  function distribuer(): void {
    for (const ess of attente) {
      if (arrete || mains.size >= ENSEMBLE) return;
      if (mains.has(ess)) continue;
      attente.delete(ess);
      const main = traiter(ess)
        .catch((error: unknown) => log(`[avis] ${ess}: ${error instanceof Error ? error.message : String(error)}`))
        .finally(() => {
          mains.delete(ess);
          distribuer();
        });
      mains.set(ess, main);
    }
  }

  async function repos(): Promise<void> {
    while (mains.size > 0) await Promise.all(mains.values());
  }

  return {
    prevenir(ess) {
      attente.add(ess);
      distribuer();
    },
    async passer() {
      partis = 0;
      for (const ess of await casesToSend(pool)) attente.add(ess);
      distribuer();
      await repos();
      if (arrete) return partis;
      for (const { ess, enSouffrance } of await casesToTell(pool))
        await avertir(ess, enSouffrance).catch((error: unknown) =>
          log(`[avis] ${ess} could not be told: ${String(error)}`),
        );
      return partis;
    },
    arreter() {
      arrete = true;
      return repos();
    },
  };
}
