/** (l) Cases opened, several at a time, beside bare workflow starts with one Update, by the same call of the engine. */
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { METROPOLE, openCase, territoire } from '../dossiers.ts';
import { FLOOR_QUEUE } from '../floor/worker.ts';
import { bare, floor } from '../floor/workflows.ts';
import type { BenchGround } from '../ground.ts';
import type { Measure } from '../measure.ts';
import { figure, load, ratio, rounds, type Load } from '../rounds.ts';

const LARGEUR = 8;
const PAR_TOUR = 32;

let ouverts = 0;
const ouvrir = (terrain: BenchGround): Promise<string> => {
  const rang = ouverts;
  ouverts += 1;
  return openCase(terrain, territoire(rang, METROPOLE));
};

const demarrerNu = ({ client }: BenchGround): Promise<unknown> =>
  client.workflow.executeUpdateWithStart(bare, {
    startWorkflowOperation: new WithStartWorkflowOperation(floor, {
      workflowId: `plancher-${randomUUID()}`,
      taskQueue: FLOOR_QUEUE,
      workflowIdConflictPolicy: 'FAIL',
    }),
  });

export const opening: Measure = {
  letter: 'l',
  title: `Cases opened, ${LARGEUR} at a time`,
  async run(terrain, nombre) {
    const { produit, nu } = await rounds(nombre, {
      produit: () => load(PAR_TOUR, LARGEUR, () => ouvrir(terrain)),
      nu: () => load(PAR_TOUR, LARGEUR, () => demarrerNu(terrain)),
    });
    const de = (serie: readonly Load[], quoi: keyof Load) => serie.map((tour) => tour[quoi]);
    return [
      { name: 'cases opened through the API', figure: figure(de(produit, 'perSecond')), unit: '/s' },
      { name: 'bare workflows started, with one Update', figure: figure(de(nu, 'perSecond')), unit: '/s' },
      {
        name: 'cases opened ÷ bare workflows started',
        figure: ratio(de(produit, 'perSecond'), de(nu, 'perSecond')),
        unit: '×',
        target: { bound: 'at-least', value: 0.4 },
      },
      { name: 'a case opened, p50', figure: figure(de(produit, 'p50')), unit: 'ms' },
      { name: 'a case opened, p99', figure: figure(de(produit, 'p99')), unit: 'ms' },
    ];
  },
};
