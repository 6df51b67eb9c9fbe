/**
 * Who sees a case that does not go on. The engine tries a failed task again without a word to anyone, and a run that somebody
 * ended raises nothing: both are looked for, and told as incidents, hence in the list, the metric and the alert.
 */
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { endedFromOutside, failingTasks, running } from '../engine/connection/stopped-workflows.ts';
import { openAmong } from '../records/journal/dossiers.ts';
import { settleCaseIncidents } from '../records/outbox/incidents.ts';
import { WORKFLOW_ESS } from '../workflows/messages.ts';

const BLOQUE =
  'le moteur recommence sans fin la même tâche de ce dossier : plus aucun acte ni échéance n’y produit d’effet. La cause est dans la Temporal Web UI ; docs/exploitation.md dit comment le libérer';
const INTERROMPU =
  'le moteur ne suit plus ce dossier, qui n’est pas archivé : son exécution a été arrêtée de l’extérieur. docs/exploitation.md dit comment la reprendre';

/** Cases blocked, and open cases that the engine no longer runs. */
export async function stoppedCases(
  client: Client,
  pool: pg.Pool,
): Promise<{ readonly bloques: readonly string[]; readonly interrompus: readonly string[] }> {
  const bloques = await failingTasks(client, WORKFLOW_ESS);
  const arretes = await openAmong(pool, await endedFromOutside(client, WORKFLOW_ESS));
  // Rare, so that the whole list is asked only then: one of them may have been taken up again.
  const vivants = arretes.length === 0 ? [] : await running(client, WORKFLOW_ESS);
  return { bloques, interrompus: arretes.filter((ess) => !vivants.includes(ess)) };
}

/** One look. The incidents of the cases that go on again are closed. */
export async function watchCases(client: Client, pool: pg.Pool): Promise<void> {
  const { bloques, interrompus } = await stoppedCases(client, pool);
  await settleCaseIncidents(pool, 'dossier-bloque', bloques, BLOQUE);
  await settleCaseIncidents(pool, 'dossier-interrompu', interrompus, INTERROMPU);
}
