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
  // The engine gives up, by itself, a task that it handed to the worker as it left, once it keeps 100 Signals for it.
  const echecs = evenements.flatMap((un) => un.workflowTaskFailedEventAttributes ?? []);
  expect(echecs.filter(({ identity }) => identity !== 'history-service')).toEqual([]);
  expect(evenements.filter((un) => un.workflowExecutionSignaledEventAttributes).length).toBe(NOMBRE);
  const attentes = evenements.filter((un) => un.timerStartedEventAttributes?.startToFireTimeout?.nanos === 1_000_000);
  expect(attentes.length).toBeGreaterThanOrEqual(2);
  await Worker.runReplayHistory({ workflowBundle: programme }, histoire, ess);
}, 300_000);

/** More than the engine keeps for a task under way: it gives that task up. */
const PENDANT_UNE_ECRITURE = 130;

test('arrivés pendant une écriture au journal, plus que le moteur n’en garde : tous consignés une fois, et un autre worker continue', async () => {
  const { pool } = installation;
  const programme = { codePath: installation.bundlePath };
  const arreter = await lancerProgramme(installation, programme);
  const { ess, poignee, commander, journal } = await ouvrirDossier(installation);
  const signaler = () => poignee.signal('consigner-echange', { id: randomUUID(), acteur: 'ars', donnees: { le: LE } });
  await pool.query(
    `create function plein() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
  );
  await pool.query('create trigger panne before insert on journal for each row execute function plein()');
  await Promise.all(Array.from({ length: PENDANT_UNE_ECRITURE }, signaler));
  await pool.query('drop trigger panne on journal');
  const consignes = async () => (await journal()).filter((ligne) => ligne === 'EchangeConsigne').length;
  await vi.waitUntil(async () => (await consignes()) === PENDANT_UNE_ECRITURE, ATTENTE);
  await arreter();
  const arreterEncore = await lancerProgramme(installation, programme);
  expect((await commander('consigner-echange', 'ars', {})).statut).toBe(200);
  expect(await consignes()).toBe(PENDANT_UNE_ECRITURE + 1);
  await arreterEncore();
  const histoire = await installation.terrain.client.workflow.getHandle(ess).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: programme }, histoire, ess);
}, 300_000);
