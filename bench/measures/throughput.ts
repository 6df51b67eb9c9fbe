/** (e) How many at once: whole lives in skipped time, empty workflows, and activities on either side. */
import { randomUUID } from 'node:crypto';
import { runsOf, live } from '../lives.ts';
import { FLOOR_QUEUE } from '../floor/worker.ts';
import { activitiesInSeries, empty } from '../floor/workflows.ts';
import type { BenchGround } from '../ground.ts';
import { inParallel, figure, ratio, rounds } from '../rounds.ts';
import type { Measure } from '../measure.ts';

/** Lives, or workflows, under way at once. */
const LARGEUR = 4;
const VIDES = 200;
const SERIES = 40;
const PAR_SERIE = 10;

interface Debit {
  readonly parSeconde: number;
  readonly activitesParSeconde: number;
}

async function debit<T>(
  nombre: number,
  activites: (fait: T) => Promise<number>,
  faire: () => Promise<T>,
): Promise<Debit> {
  const debut = performance.now();
  const fait = await faire();
  const secondes = (performance.now() - debut) / 1000;
  return { parSeconde: nombre / secondes, activitesParSeconde: (await activites(fait)) / secondes };
}

/** Activities that these cases ran, read in their histories. */
async function activitesDe(terrain: BenchGround, dossiers: readonly string[]): Promise<number> {
  const runs = await Promise.all(dossiers.map((ess) => runsOf(terrain, ess)));
  return runs.flat().reduce((total, { compte }) => total + compte.activities, 0);
}

export const throughput: Measure = {
  letter: 'e',
  title: `Throughput, ${LARGEUR} at once`,
  async run(terrain, nombre) {
    const executer = (sorte: typeof empty | typeof activitiesInSeries, args: [] | [string, number]) =>
      terrain.client.workflow.execute(sorte, {
        taskQueue: FLOOR_QUEUE,
        workflowId: randomUUID(),
        args: args,
      });
    const mesures = await rounds(nombre, {
      vies: () =>
        debit(
          LARGEUR,
          (dossiers) => activitesDe(terrain, dossiers),
          () => live(terrain, LARGEUR),
        ),
      vides: () =>
        debit(
          VIDES,
          () => Promise.resolve(0),
          () => inParallel(Array.from({ length: VIDES }), LARGEUR, () => executer(empty, [])),
        ),
      series: () =>
        debit(
          SERIES,
          () => Promise.resolve(SERIES * PAR_SERIE),
          () =>
            inParallel(Array.from({ length: SERIES }), LARGEUR, () =>
              executer(activitiesInSeries, [randomUUID(), PAR_SERIE]),
            ),
        ),
    });
    const parSeconde = (cote: 'vies' | 'vides') => mesures[cote].map((tour) => tour.parSeconde);
    const activites = (cote: 'vies' | 'series') => mesures[cote].map((tour) => tour.activitesParSeconde);
    return [
      {
        name: 'lives of five years',
        figure: figure(parSeconde('vies')),
        unit: '/s',
        target: { bound: 'at-least', value: 0.22 },
      },
      { name: 'empty workflows, started and ended', figure: figure(parSeconde('vides')), unit: '/s' },
      { name: 'lives ÷ empty workflows', figure: ratio(parSeconde('vies'), parSeconde('vides')), unit: '×' },
      { name: 'activities of these lives', figure: figure(activites('vies')), unit: '/s' },
      {
        name: `activities of plain workflows (${PAR_SERIE} inserts each)`,
        figure: figure(activites('series')),
        unit: '/s',
      },
      {
        name: 'activities ÷ plain activities',
        figure: ratio(activites('vies'), activites('series')),
        unit: '×',
      },
    ];
  },
};
