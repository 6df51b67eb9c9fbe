/** (d) Memory of a worker per case that it keeps ready, beside an empty workflow. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { ouvrir } from '../dossiers.ts';
import { demarrerPlanchers } from '../floor/handles.ts';
import { arreterWorker, type Cote, type TerrainDeMesure } from '../ground.ts';
import { enParallele, figure, rapport, tours } from '../rounds.ts';
import type { Mesure } from '../measure.ts';

const DOSSIERS = 300;
/** The first ones bring code and buffers with them: only what comes after is counted. */
const AMORCE = 50;

/** Resident memory of a process, KiB. */
export async function residente({ pid }: ChildProcess): Promise<number> {
  const statut = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(statut)?.[1]);
}

/** The least of several readings: garbage that is about to be collected is no case's. */
async function posee(worker: ChildProcess): Promise<number> {
  let moindre = Infinity;
  for (let lecture = 0; lecture < 4; lecture += 1) {
    await pause(250);
    moindre = Math.min(moindre, await residente(worker));
  }
  return moindre;
}

/** KiB per case: a new worker is asked of each, which loads it, and is weighed between. */
async function peser(terrain: TerrainDeMesure, cote: Cote, ids: readonly string[], question: string): Promise<number> {
  const worker = await terrain.lancerWorker(cote);
  const interroger = (id: string) => terrain.client.workflow.getHandle(id).query(question);
  await enParallele(ids.slice(0, AMORCE), 4, interroger);
  const avant = await posee(worker);
  await enParallele(ids.slice(AMORCE), 4, interroger);
  const apres = await posee(worker);
  await arreterWorker(worker);
  return (apres - avant) / (ids.length - AMORCE);
}

export const memoire: Mesure = {
  lettre: 'd',
  titre: 'Memory per case kept ready by a worker',
  async mesurer(terrain, nombre) {
    const dossiers = await enParallele(Array.from({ length: DOSSIERS }), 6, () => ouvrir(terrain));
    const planchers = await demarrerPlanchers(terrain, DOSSIERS);
    await terrain.arreterWorkers();
    const { produit, plancher } = await tours(nombre, {
      produit: () => peser(terrain, 'produit', dossiers, 'echeancier'),
      plancher: () =>
        peser(
          terrain,
          'plancher',
          planchers.map(({ workflowId }) => workflowId),
          'present',
        ),
    });
    await terrain.demarrerWorkers();
    for (const poignee of planchers) await poignee.executeUpdate('finir');
    return [
      { mesure: 'case (letter of intent deposited)', figure: figure(produit), unite: 'KiB' },
      { mesure: 'empty workflow', figure: figure(plancher), unite: 'KiB' },
      {
        mesure: 'case ÷ empty workflow',
        figure: rapport(produit, plancher),
        unite: '×',
        cible: { sens: 'au-plus', valeur: 2 },
      },
    ];
  },
};
