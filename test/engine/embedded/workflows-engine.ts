// Workflows for engine.test.ts: only timers, so that what is seen is the engine's doing.
import { condition, continueAsNew, defineQuery, setHandler, sleep } from '@temporalio/workflow';

/** Dates at which something happened, in ms since the epoch, by the workflow's own clock. */
export const moments = defineQuery<number[]>('moments');

/** Two timers, then waits for ever. */
export async function twoTimers(firstDays: number, secondDays: number): Promise<void> {
  const seen = [Date.now()];
  setHandler(moments, () => seen);
  await sleep(`${firstDays} days`);
  seen.push(Date.now());
  await sleep(`${secondDays} days`);
  seen.push(Date.now());
  await condition(() => false);
}

/** A timer a day, continued as new every `daysPerRun` days, for ever. */
export async function everyDay(daysPerRun: number, daysSoFar = 0): Promise<void> {
  let days = daysSoFar;
  setHandler(moments, () => [days]);
  while (days < daysSoFar + daysPerRun) {
    await sleep('1 day');
    days += 1;
  }
  await continueAsNew<typeof everyDay>(daysPerRun, days);
}

/** Ends after a day. */
export async function oneDay(): Promise<void> {
  await sleep('1 day');
}
