/** More Signals at once than one task takes in: what waits comes in a later task, in its order, and a replay takes them in alike. */
import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SIGNAUX_PAR_TACHE } from '../../workflows/signals.ts';
import { lancerProgramme } from '../pannes/autre-programme.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { ATTENTE, LE, ouvrirDossier } from './dossier-essai.ts';

const NOMBRE = 2 * SIGNAUX_PAR_TACHE + 200;
let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
});
afterAll(() => installation.fermer());

test(`${NOMBRE} échanges arrivés pendant l’arrêt du worker : tous consignés, dans l’ordre, sans tâche en échec, et rejoués de même`, async () => {
  const programme = { codePath: installation.bundlePath };
  const arreter = await lancerProgramme(installation, programme);
  const { ess, poignee } = await ouvrirDossier(installation);
  await arreter();
  const { runId } = (await poignee.describe()).raw.workflowExecutionInfo?.execution ?? {};
  const sujets = Array.from({ length: NOMBRE }, (_, rang) => `échange ${rang}`);
  for (const sujet of sujets)
    await poignee.signal('consigner-echange', { id: randomUUID(), acteur: 'ars', donnees: { le: LE, sujet } });

  const arreterEncore = await lancerProgramme(installation, programme);
  const consignes = async () =>
    (
      await installation.pool.query<{ sujet: string }>(
        `select contenu ->> 'sujet' as sujet from journal where ess = $1 and evenement = 'EchangeConsigne' order by rang`,
        [ess],
      )
    ).rows.map(({ sujet }) => sujet);
  await vi.waitUntil(async () => (await consignes()).length === NOMBRE, ATTENTE);
  await arreterEncore();
  expect(await consignes()).toEqual(sujets);

  const { client } = installation.terrain;
  const histoire = await client.workflow.getHandle(ess, runId ?? '').fetchHistory();
  const evenements = histoire.events ?? [];
  // A task that began and did not complete has failed, or ran out of its time.
  const commencees = evenements.filter((un) => un.workflowTaskStartedEventAttributes);
  expect(evenements.filter((un) => un.workflowTaskCompletedEventAttributes).length).toBe(commencees.length);
  expect(evenements.filter((un) => un.workflowExecutionSignaledEventAttributes).length).toBe(NOMBRE);
  const attentes = evenements.filter((un) => un.timerStartedEventAttributes?.startToFireTimeout?.nanos === 1_000_000);
  expect(attentes.length).toBeGreaterThanOrEqual(2);
  await Worker.runReplayHistory({ workflowBundle: programme }, histoire, ess);
}, 300_000);
