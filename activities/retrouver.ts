/** The answer of a command that the case no longer remembers, looked for in the records. */
import { readAnswer } from '../records/journal/reponses.ts';
import type { Traitee } from '../workflows/messages.ts';
import type { Dependances } from './dependencies.ts';

export interface Recherche {
  readonly ess: string;
  /** Id of the message. */
  readonly id: string;
}

/** Reads only. `null`: nothing was answered under this id. */
export const createRetrouver =
  ({ pool }: Pick<Dependances, 'pool'>) =>
  async ({ ess, id }: Recherche): Promise<Traitee | null> =>
    (await readAnswer(pool, ess, id)) ?? null;
