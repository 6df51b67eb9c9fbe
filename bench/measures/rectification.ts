/** (j) A fact of a life of five years put right, which is played again whole (DEC-33), beside any other command. */
import { noteExchange, openCase, putRight } from '../dossiers.ts';
import { live } from '../lives.ts';
import { figure, latencies, ratio, rounds } from '../rounds.ts';
import type { Measure } from '../measure.ts';

const PAR_TOUR = 20;

export const rectification: Measure = {
  letter: 'j',
  title: 'A fact of a life of five years put right (S05)',
  async run(terrain, nombre) {
    const [ess = ''] = await live(terrain, 1, { siege: '33', specialites: ['rhumatologie'] });
    const autre = await openCase(terrain);
    const poids = async () => Number((await terrain.client.workflow.getHandle(ess).describe()).historySize ?? 0);
    let fois = 0;
    const corriger = () => {
      fois += 1;
      return putRight(terrain, ess, { rang: 1, champ: 'engages', valeur: 37 + (fois % 2) });
    };
    const avant = await poids();
    await corriger();
    const octets = (await poids()) - avant;
    const { rectifiee, commande } = await rounds(nombre, {
      rectifiee: () => latencies(PAR_TOUR, corriger),
      commande: () => latencies(PAR_TOUR, () => noteExchange(terrain, autre)),
    });
    const de = (serie: typeof rectifiee, centile: 'p50' | 'p99') => serie.map((tour) => tour[centile]);
    return [
      ...(['p50', 'p99'] as const).flatMap((centile) => [
        {
          name: `rectification through the API, ${centile}`,
          figure: figure(de(rectifiee, centile)),
          unit: 'ms',
          target: { bound: 'at-most', value: 1_000 } as const,
        },
        {
          name: `rectification ÷ command, ${centile}`,
          figure: ratio(de(rectifiee, centile), de(commande, centile)),
          unit: '×',
        },
      ]),
      { name: 'history that a rectification adds', figure: figure([octets / 1024]), unit: 'KiB' },
    ];
  },
};
