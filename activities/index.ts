/** The activities registered on the worker, under the names by which the workflow calls them. */
import { createConsigner } from './consigner.ts';
import type { Dependances } from './dependencies.ts';
import { createJuger } from './juger.ts';
import {
  createAttribuerFiness,
  createDenombrerAdherents,
  createLibererTerritoire,
  createPrevenirRivaux,
  createRevendiquerTerritoire,
  createSignalerConflits,
} from './registre.ts';

/** All of them are idempotent: done again after a lost answer, they change nothing and answer the same. */
export const createActivities = (dependances: Dependances) => ({
  consigner: createConsigner(dependances),
  signalerConflits: createSignalerConflits(dependances),
  revendiquerTerritoire: createRevendiquerTerritoire(dependances),
  attribuerFiness: createAttribuerFiness(dependances),
  denombrerAdherents: createDenombrerAdherents(dependances),
  libererTerritoire: createLibererTerritoire(dependances),
  juger: createJuger(dependances),
  prevenirRivaux: createPrevenirRivaux(dependances),
});

export type Activites = ReturnType<typeof createActivities>;
