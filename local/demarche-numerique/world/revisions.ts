/** A new revision is published: every unfinished dossier is moved to it, and its date of change does not move. */
import type { Demarche, Descripteur, Revision } from './model.ts';
import { isTermine } from './steps.ts';
import type { World } from './world.ts';

/** What changes; absent: as it was. */
export interface Change {
  readonly champs?: readonly Descripteur[];
  readonly annotations?: readonly Descripteur[];
}

/** Prepared by the administrator, seen as `draftRevision`. */
export function prepare(world: World, demarche: Demarche, change: Change): Revision {
  const [current] = demarche.revisions;
  demarche.brouillon = { ...current, ...change, id: world.next('revision'), publieeLe: world.clock.now() };
  return demarche.brouillon;
}

/** Publishes what is prepared, or this change. */
export function publish(world: World, demarche: Demarche, change?: Change): Revision {
  const draft = change === undefined ? demarche.brouillon : prepare(world, demarche, change);
  if (draft === null) throw new Error('No revision is prepared.');
  const revision: Revision = { ...draft, publieeLe: world.clock.now() };
  demarche.brouillon = null;
  demarche.revisions = [revision, ...demarche.revisions];
  for (const dossier of world.dossiers.values())
    if (dossier.demarche === demarche && !isTermine(dossier)) dossier.revision = revision;
  return revision;
}

/** The same champs, one of them with another label, type, options or condition. */
export const changing = (
  champs: readonly Descripteur[],
  stableId: number,
  change: Partial<Descripteur>,
): readonly Descripteur[] => champs.map((champ) => (champ.stableId === stableId ? { ...champ, ...change } : champ));
