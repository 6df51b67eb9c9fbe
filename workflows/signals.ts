/**
 * Signals as they come, so many a task: anyone who reaches the engine may send thousands at once, and a task that takes them
 * all in runs longer than the worker lets it, fails, and is tried again for ever. Those that are too many wait for another
 * task, in their order.
 */
import { sleep, workflowInfo } from '@temporalio/workflow';
import type { Voie } from './lanes.ts';

/** About a tenth of a second of work on a slow machine, of the three that a task has. */
export const SIGNAUX_PAR_TACHE = 100;

type Acte = () => void | Promise<void>;

export class Signaux implements Voie {
  readonly #attente: Acte[] = [];
  #enCours = 0;
  #tache = -1;
  #recus = 0;

  /** Does it now, or in a later task. */
  recevoir(faire: Acte): void {
    if (this.#attente.length === 0 && this.#place()) this.#faire(faire);
    else this.#attente.push(faire);
  }

  /** Nothing waits, nothing is under way. */
  get repos(): boolean {
    return this.#attente.length === 0 && this.#enCours === 0;
  }

  get prete(): boolean {
    return this.#attente.length > 0;
  }

  async avancer(): Promise<void> {
    while (this.#attente.length > 0) {
      await sleep(1); // another task
      for (const faire of this.#attente.splice(0, SIGNAUX_PAR_TACHE)) this.#faire(faire);
    }
  }

  /** What takes longer than a task (a journal to be read) is under way until it is done. */
  #faire(faire: Acte): void {
    const suite = faire();
    if (suite === undefined) return;
    this.#enCours += 1;
    void suite.finally(() => {
      this.#enCours -= 1;
    });
  }

  /** Whether this task may take one more; the length of the history tells one task from another, also in a replay. */
  #place(): boolean {
    const { historyLength } = workflowInfo();
    if (historyLength !== this.#tache) [this.#tache, this.#recus] = [historyLength, 0];
    this.#recus += 1;
    return this.#recus <= SIGNAUX_PAR_TACHE;
  }
}
