/** The tools are built before anything is tried: a test has no time for it. */
import type { TestProject } from 'vitest/node';
import { construireOutils, empechement, type Outils } from './outils.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absent where Go is missing. */
    outils: Outils | undefined;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  const obstacle = await empechement();
  if (obstacle !== undefined) console.warn(`[prometheus: ${obstacle}: nothing is tried here]`);
  project.provide('outils', obstacle === undefined ? await construireOutils() : undefined);
}
