/** (a) A command through the API, beside the least that keeps its promise, and both beside a bare Update. */
import { randomUUID } from 'node:crypto';
import { noteExchange, openCase, territoire } from '../dossiers.ts';
import { startFloors } from '../floor/handles.ts';
import { inParallel, figure, latencies, ratio, rounds } from '../rounds.ts';
import type { Line, Measure } from '../measure.ts';

/** Cases and floor workflows in turn, so that no history grows long. */
const DOSSIERS = 20;
const PAR_TOUR = 120;

export const commande: Measure = {
  letter: 'a',
  title: 'A command, one at a time',
  async run(terrain, nombre) {
    const dossiers = await inParallel(Array.from({ length: DOSSIERS }), 4, (_, rang) =>
      openCase(terrain, territoire(rang)),
    );
    const planchers = await startFloors(terrain, DOSSIERS);
    const auPlancher = (message: 'ecrit' | 'ecritIci') => () =>
      latencies(PAR_TOUR, (rang) => planchers[rang % DOSSIERS]!.executeUpdate(message, { args: [randomUUID()] }));
    const { produit, moindre, ordinaire, nu } = await rounds(nombre, {
      produit: () => latencies(PAR_TOUR, (rang) => noteExchange(terrain, dossiers[rang % DOSSIERS]!)),
      moindre: auPlancher('ecritIci'),
      ordinaire: auPlancher('ecrit'),
      nu: () => latencies(PAR_TOUR, (rang) => planchers[rang % DOSSIERS]!.executeUpdate('nu')),
    });
    for (const plancher of planchers) await plancher.executeUpdate('finir');
    const de = (serie: typeof produit, centile: 'p50' | 'p99') => serie.map((tour) => tour[centile]);
    return (['p50', 'p99'] as const).flatMap((centile): readonly Line[] => {
      const ligne = (name: string, serie: typeof produit): Line => ({
        name: `${name}, ${centile}`,
        figure: figure(de(serie, centile)),
        unit: 'ms',
      });
      const fois = (name: string, haut: typeof produit, bas: typeof produit, target?: number): Line => ({
        name: `${name}, ${centile}`,
        figure: ratio(de(haut, centile), de(bas, centile)),
        unit: '×',
        ...(target === undefined ? {} : { target: { bound: 'at-most', value: target } }),
      });
      return [
        ligne('command through the API', produit),
        ligne('floor (Update, one local activity, one committed insert)', moindre),
        ligne('the same by an activity', ordinaire),
        ligne('bare Update', nu),
        fois('command ÷ floor', produit, moindre, centile === 'p50' ? 1.6 : undefined),
        fois('command ÷ the same by an activity', produit, ordinaire, centile === 'p50' ? 1 : 1.2),
        fois('command ÷ bare Update', produit, nu),
        fois('floor ÷ bare Update', moindre, nu),
      ];
    });
  },
};
