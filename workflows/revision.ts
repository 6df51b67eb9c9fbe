/**
 * Which behaviour a run has: the last one for a run that starts now, that of its start for one whose history is replayed.
 * docs/evolution.md tells how to add one. The names below stand in histories: they never change.
 */
import { patched } from '@temporalio/workflow';
import { REVISION } from '../domain/revision.ts';

/** Asked once, at the very start of a run. */
export function revisionDuRun(): number {
  for (let revision = REVISION; revision > 1; revision -= 1) if (patched(`revision-${revision}`)) return revision;
  return 1;
}

/**
 * A later program has taken the run over. To be asked when the run can be renewed at once, and only then: the question
 * leaves a mark in the history, by which a replay finds the place again.
 */
export const programmePlusRecent = (revision: number): boolean => revision < REVISION && patched('renouveler');
