/** (d) Memory of a worker per case that it keeps ready, beside an empty workflow. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { METROPOLE, openCase, territoire } from '../dossiers.ts';
import { startFloors } from '../floor/handles.ts';
import { stopWorker, type Side, type BenchGround } from '../ground.ts';
import { inParallel, figure, ratio, rounds } from '../rounds.ts';
import type { Measure } from '../measure.ts';

const DOSSIERS = 300;
/** The first ones bring code and buffers with them: only what comes after is counted. */
const AMORCE = 50;

/** Resident memory of a process, KiB. */
export async function residentMemory({ pid }: ChildProcess): Promise<number> {
  const statut = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(statut)?.[1]);
}

/** The least of several readings: garbage that is about to be collected is no case's. */
async function posee(worker: ChildProcess): Promise<number> {
  let moindre = Infinity;
  for (let lecture = 0; lecture < 4; lecture += 1) {
    await pause(250);
    moindre = Math.min(moindre, await residentMemory(worker));
  }
  return moindre;
}

/** KiB per case: a new worker is asked of each, which loads it, and is weighed between. */
async function peser(terrain: BenchGround, cote: Side, ids: readonly string[], question: string): Promise<number> {
  const worker = await terrain.startWorker(cote);
  const interroger = (id: string) => terrain.client.workflow.getHandle(id).query(question);
  await inParallel(ids.slice(0, AMORCE), 4, interroger);
  const avant = await posee(worker);
  await inParallel(ids.slice(AMORCE), 4, interroger);
  const apres = await posee(worker);
  await stopWorker(worker);
  return (apres - avant) / (ids.length - AMORCE);
}

export const memory: Measure = {
  letter: 'd',
  title: 'Memory per case kept ready by a worker',
  async run(terrain, nombre) {
    const dossiers = await inParallel(Array.from({ length: DOSSIERS }), 6, (_, rang) =>
      openCase(terrain, territoire(rang, METROPOLE)),
    );
    const planchers = await startFloors(terrain, DOSSIERS);
    await terrain.stopWorkers();
    const { produit, plancher } = await rounds(nombre, {
      produit: () => peser(terrain, 'produit', dossiers, 'echeancier'),
      plancher: () =>
        peser(
          terrain,
          'plancher',
          planchers.map(({ workflowId }) => workflowId),
          'present',
        ),
    });
    await terrain.startWorkers();
    for (const poignee of planchers) await poignee.executeUpdate('finir');
    return [
      { name: 'case (letter of intent deposited)', figure: figure(produit), unit: 'KiB' },
      { name: 'empty workflow', figure: figure(plancher), unit: 'KiB' },
      {
        name: 'case ÷ empty workflow',
        figure: ratio(produit, plancher),
        unit: '×',
        target: { bound: 'at-most', value: 1.6 },
      },
    ];
  },
};
