/** (e) How many at once: whole lives in skipped time, empty workflows, and activities on either side. */
import { randomUUID } from 'node:crypto';
import { runsDe, vivre } from '../lives.ts';
import { FILE_PLANCHER } from '../floor/worker.ts';
import { activitesEnSerie, vide } from '../floor/workflows.ts';
import type { TerrainDeMesure } from '../ground.ts';
import { enParallele, figure, rapport, tours } from '../rounds.ts';
import type { Mesure } from '../measure.ts';

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
async function activitesDe(terrain: TerrainDeMesure, dossiers: readonly string[]): Promise<number> {
  const runs = await Promise.all(dossiers.map((ess) => runsDe(terrain, ess)));
  return runs.flat().reduce((total, { compte }) => total + compte.activites, 0);
}

export const debitDeVies: Mesure = {
  lettre: 'e',
  titre: `Throughput, ${LARGEUR} at once`,
  async mesurer(terrain, nombre) {
    const executer = (sorte: typeof vide | typeof activitesEnSerie, args: [] | [string, number]) =>
      terrain.client.workflow.execute(sorte, {
        taskQueue: FILE_PLANCHER,
        workflowId: randomUUID(),
        args: args,
      });
    const mesures = await tours(nombre, {
      vies: () =>
        debit(
          LARGEUR,
          (dossiers) => activitesDe(terrain, dossiers),
          () => vivre(terrain, LARGEUR),
        ),
      vides: () =>
        debit(
          VIDES,
          () => Promise.resolve(0),
          () => enParallele(Array.from({ length: VIDES }), LARGEUR, () => executer(vide, [])),
        ),
      series: () =>
        debit(
          SERIES,
          () => Promise.resolve(SERIES * PAR_SERIE),
          () =>
            enParallele(Array.from({ length: SERIES }), LARGEUR, () =>
              executer(activitesEnSerie, [randomUUID(), PAR_SERIE]),
            ),
        ),
    });
    const parSeconde = (cote: 'vies' | 'vides') => mesures[cote].map((tour) => tour.parSeconde);
    const activites = (cote: 'vies' | 'series') => mesures[cote].map((tour) => tour.activitesParSeconde);
    return [
      { mesure: 'lives of five years', figure: figure(parSeconde('vies')), unite: '/s' },
      { mesure: 'empty workflows, started and ended', figure: figure(parSeconde('vides')), unite: '/s' },
      { mesure: 'lives ÷ empty workflows', figure: rapport(parSeconde('vies'), parSeconde('vides')), unite: '×' },
      { mesure: 'activities of these lives', figure: figure(activites('vies')), unite: '/s' },
      {
        mesure: `activities of plain workflows (${PAR_SERIE} inserts each)`,
        figure: figure(activites('series')),
        unite: '/s',
      },
      {
        mesure: 'activities ÷ plain activities',
        figure: rapport(activites('vies'), activites('series')),
        unite: '×',
        cible: { sens: 'au-moins', valeur: 0.5 },
      },
    ];
  },
};
