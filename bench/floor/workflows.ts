/** The floor: workflows that do what Temporal and one committed insert need, and nothing of ours. */
import {
  condition,
  defineQuery,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { FloorActivities } from './activities.ts';

const { inserer } = proxyActivities<FloorActivities>({ startToCloseTimeout: '30 seconds' });
const { inserer: insererIci } = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '30 seconds' });

export const bare = defineUpdate<number>('nu');
export const written = defineUpdate<void, [string]>('ecrit');
export const writtenHere = defineUpdate<void, [string]>('ecritIci');
export const finish = defineUpdate<number>('finir');
export const present = defineQuery<boolean>('present');

/**
 * An Update that does nothing (`nu`), and those answered after one committed insert: by an activity (`ecrit`), or by a local
 * activity (`ecritIci`), the least that keeps the promise.
 */
export async function floor(): Promise<void> {
  let fini = false;
  let recus = 0;
  setHandler(present, () => true);
  setHandler(bare, () => (recus += 1));
  setHandler(written, (cle) => inserer(cle));
  setHandler(writtenHere, (cle) => insererIci(cle));
  setHandler(finish, () => {
    fini = true;
    return recus;
  });
  await condition(() => fini);
}

/** Starts and ends. */
export async function empty(): Promise<void> {
  await condition(() => true);
}

/** As many inserts as asked, one after the other. */
export async function activitiesInSeries(cle: string, nombre: number): Promise<void> {
  for (let rang = 0; rang < nombre; rang += 1) await inserer(`${cle}-${rang}`);
}

/** A timer, then one insert. */
export async function timer(cle: string, ms: number): Promise<void> {
  await sleep(ms);
  await inserer(cle);
}
