/** (a) A command through the API, beside the least that keeps its promise, and both beside a bare Update. */
import { randomUUID } from 'node:crypto';
import { noteExchange, openCase } from '../dossiers.ts';
import { startFloors } from '../floor/handles.ts';
import { inParallel, figure, latencies, ratio, rounds } from '../rounds.ts';
import type { Measure } from '../measure.ts';

/** Cases and floor workflows in turn, so that no history grows long. */
const DOSSIERS = 20;
const PAR_TOUR = 120;

export const commande: Measure = {
  letter: 'a',
  title: 'A command, one at a time',
  async run(terrain, nombre) {
    const dossiers = await inParallel(Array.from({ length: DOSSIERS }), 4, () => openCase(terrain));
    const planchers = await startFloors(terrain, DOSSIERS);
    const { produit, moindre, nu } = await rounds(nombre, {
      produit: () => latencies(PAR_TOUR, (rang) => noteExchange(terrain, dossiers[rang % DOSSIERS]!)),
      moindre: () =>
        latencies(PAR_TOUR, (rang) => planchers[rang % DOSSIERS]!.executeUpdate('ecrit', { args: [randomUUID()] })),
      nu: () => latencies(PAR_TOUR, (rang) => planchers[rang % DOSSIERS]!.executeUpdate('nu')),
    });
    for (const plancher of planchers) await plancher.executeUpdate('finir');
    const de = (serie: typeof produit, centile: 'p50' | 'p99') => serie.map((tour) => tour[centile]);
    return (['p50', 'p99'] as const).flatMap((centile) => [
      { name: `command through the API, ${centile}`, figure: figure(de(produit, centile)), unit: 'ms' },
      {
        name: `floor (Update, one activity, one committed insert), ${centile}`,
        figure: figure(de(moindre, centile)),
        unit: 'ms',
      },
      { name: `bare Update, ${centile}`, figure: figure(de(nu, centile)), unit: 'ms' },
      {
        name: `command ÷ floor, ${centile}`,
        figure: ratio(de(produit, centile), de(moindre, centile)),
        unit: '×',
        target: { bound: 'at-most', value: centile === 'p50' ? 1.5 : 2 },
      },
      {
        name: `command ÷ bare Update, ${centile}`,
        figure: ratio(de(produit, centile), de(nu, centile)),
        unit: '×',
      },
      { name: `floor ÷ bare Update, ${centile}`, figure: ratio(de(moindre, centile), de(nu, centile)), unit: '×' },
    ]);
  },
};
