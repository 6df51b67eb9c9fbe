/** The replay gate knows how to close: lives led by today's program replay, falsified or asked of another program they do not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeterminismViolationError } from '@temporalio/workflow';
import { ReplayError } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { programmeAvec } from '../pannes/autre-programme.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { EventType, copie, rejouer, type Histoire } from './histoires.ts';

/** A refusal; a silence; payments, a résiliation and a recovery. */
const VIES = ['S04-refus-lettre-intention', 'S01-silence-lettre-intention', 'S09-resiliation-amorcage'];

let installation: Installation;
let histoires: readonly Histoire[];
beforeAll(async () => {
  installation = await ouvrirInstallation();
  const { pool, terrain } = installation;
  for (const vie of VIES) {
    await pool.query('delete from territoires'); // each has the country to itself
    const chemin = join(import.meta.dirname, `../regles/scenarios/${vie}.json`);
    await play(JSON.parse(readFileSync(chemin, 'utf8')) as Scenario, terrain);
  }
  const { rows } = await pool.query<{ ess: string }>('select ess from dossiers order by maj_le');
  histoires = await Promise.all(rows.map(({ ess }) => terrain.client.workflow.getHandle(ess).fetchHistory()));
});
afterAll(() => installation.fermer());

const acceptees = () => histoires.map(() => undefined);
/** Named for what it is, or, where two timers are armed at once, found by the engine's own state. */
const refusees = () => histoires.map(() => expect.toSatisfy(estRefus) as unknown);
const estRefus = (erreur: unknown): boolean =>
  erreur instanceof DeterminismViolationError || (erreur instanceof ReplayError && /TimerMachine/.test(erreur.message));

test('les vies que mène le programme d’aujourd’hui se rejouent avec lui', async () => {
  expect(histoires.length).toBeGreaterThanOrEqual(VIES.length);
  expect(await rejouer({ codePath: installation.bundlePath }, histoires)).toEqual(acceptees());
});

test('une autre activité que celle demandée : aucune ne se rejoue', async () => {
  const falsifiees = histoires.map(copie);
  for (const { events } of falsifiees) {
    const ordre = events?.find((evenement) => evenement.activityTaskScheduledEventAttributes);
    if (!ordre?.activityTaskScheduledEventAttributes) throw new Error('this history asks for no activity');
    ordre.activityTaskScheduledEventAttributes.activityType = { name: 'autreChose' };
  }
  expect(await rejouer({ codePath: installation.bundlePath }, falsifiees)).toEqual(refusees());
});

test('un minuteur qui manque : aucune ne se rejoue', async () => {
  const falsifiees = histoires.map(copie);
  for (const { events } of falsifiees) {
    const arme = events?.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
    if (!arme?.timerStartedEventAttributes) throw new Error('this history arms no timer');
    arme.eventType = EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES;
    arme.timerStartedEventAttributes = null;
    arme.upsertWorkflowSearchAttributesEventAttributes = { searchAttributes: {} };
  }
  expect(await rejouer({ codePath: installation.bundlePath }, falsifiees)).toEqual(refusees());
});

test('un programme qui demande un minuteur de plus est refusé ; derrière une révision, il est admis', async () => {
  const ajout = { 'domain/echeances.ts': 'echeances-suivantes.ts' };
  expect(await rejouer(await programmeAvec(ajout), histoires)).toEqual(refusees());
  const revise = await programmeAvec({ ...ajout, 'domain/revision.ts': 'revision-suivante.ts' });
  expect(await rejouer(revise, histoires)).toEqual(acceptees());
});
