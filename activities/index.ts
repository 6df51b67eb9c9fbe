/** The activities registered on the worker, under the names by which the workflow calls them. */
import { createConsigner } from './consigner.ts';
import type { Dependances } from './dependencies.ts';
import { createJuger } from './juger.ts';
import { createInterroger } from './registre.ts';
import { createRetrouver } from './retrouver.ts';

/** All of them are idempotent: done again after a lost answer, they change nothing and answer the same. */
export const createActivities = (dependances: Dependances) => ({
  consigner: createConsigner(dependances),
  interroger: createInterroger(dependances),
  juger: createJuger(dependances),
  retrouver: createRetrouver(dependances),
});

export type Activites = ReturnType<typeof createActivities>;
