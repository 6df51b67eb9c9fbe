/** The replay gate: today's program, given the history of any life that an earlier one led, asks for the very same. */
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { bundle, installRuntime } from '../../worker/worker.ts';
import { EventType, histoiresGardees, lireHistoire, type Histoire } from './histoires.ts';

const gardees = histoiresGardees();
let programme: WorkflowBundle;
beforeAll(async () => {
  installRuntime(); // warnings only
  programme = await bundle();
});

const nomDuDossier = ({ events }: Histoire): string =>
  events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? '';

/** Why each history cannot be replayed; undefined when it can. */
async function rejouer(histoires: readonly Histoire[]): Promise<(Error | undefined)[]> {
  const aRejouer = histoires.map((history) => ({ workflowId: nomDuDossier(history), history }));
  const resultats: (Error | undefined)[] = [];
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: programme }, aRejouer))
    resultats.push(error);
  return resultats;
}

test('des histoires sont gardées, de plusieurs versions : vies nominales, refus, résiliations, saisine, recouvrement, transitions, conflit', () => {
  const versions = Map.groupBy(gardees, ({ version }) => version);
  expect([...versions.keys()].length).toBeGreaterThanOrEqual(3);
  const vies = new Set(gardees.map(({ nom, version }) => nom.slice(version.length + 1, version.length + 4)));
  expect([...vies]).toEqual(
    expect.arrayContaining(['S01', 'S04', 'S05', 'S07', 'S08', 'S09', 'S10', 'S12', 'S13', 'S16', 'S17', 'S20', 'S22']),
  );
});

test.each(gardees)('$nom se rejoue avec le programme d’aujourd’hui', async (gardee) => {
  expect(await rejouer([lireHistoire(gardee)])).toEqual([undefined]);
});

test('une histoire falsifiée ne se rejoue pas : la porte sait se fermer', async () => {
  const [premiere] = gardees;
  if (premiere === undefined) throw new Error('no history is stored');
  const sansActivite = lireHistoire(premiere);
  const ordre = sansActivite.events?.find(
    ({ activityTaskScheduledEventAttributes }) => activityTaskScheduledEventAttributes,
  );
  if (!ordre?.activityTaskScheduledEventAttributes) throw new Error('this history asks for no activity');
  ordre.activityTaskScheduledEventAttributes.activityType = { name: 'autreChose' };
  const sansMinuteur = lireHistoire(premiere);
  const arme = sansMinuteur.events?.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
  if (!arme?.timerStartedEventAttributes) throw new Error('this history arms no timer');
  arme.eventType = EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES;
  arme.timerStartedEventAttributes = null;
  arme.upsertWorkflowSearchAttributesEventAttributes = { searchAttributes: {} };
  const erreurs = await rejouer([sansActivite, sansMinuteur]);
  expect(erreurs).toEqual([expect.any(DeterminismViolationError), expect.any(DeterminismViolationError)]);
});
