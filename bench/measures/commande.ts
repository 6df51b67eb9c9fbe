/** (a) A command through the API, beside the least that keeps its promise, and both beside a bare Update. */
import { randomUUID } from 'node:crypto';
import { consigner, ouvrir } from '../dossiers.ts';
import { demarrerPlanchers } from '../floor/handles.ts';
import { enParallele, figure, latences, rapport, tours } from '../rounds.ts';
import type { Mesure } from '../measure.ts';

/** Cases and floor workflows in turn, so that no history grows long. */
const DOSSIERS = 20;
const PAR_TOUR = 120;

export const commande: Mesure = {
  lettre: 'a',
  titre: 'A command, one at a time',
  async mesurer(terrain, nombre) {
    const dossiers = await enParallele(Array.from({ length: DOSSIERS }), 4, () => ouvrir(terrain));
    const planchers = await demarrerPlanchers(terrain, DOSSIERS);
    const { produit, moindre, nu } = await tours(nombre, {
      produit: () => latences(PAR_TOUR, (rang) => consigner(terrain, dossiers[rang % DOSSIERS]!)),
      moindre: () =>
        latences(PAR_TOUR, (rang) => planchers[rang % DOSSIERS]!.executeUpdate('ecrit', { args: [randomUUID()] })),
      nu: () => latences(PAR_TOUR, (rang) => planchers[rang % DOSSIERS]!.executeUpdate('nu')),
    });
    for (const plancher of planchers) await plancher.executeUpdate('finir');
    const de = (serie: typeof produit, centile: 'p50' | 'p99') => serie.map((tour) => tour[centile]);
    return (['p50', 'p99'] as const).flatMap((centile) => [
      { mesure: `command through the API, ${centile}`, figure: figure(de(produit, centile)), unite: 'ms' },
      {
        mesure: `floor (Update, one activity, one committed insert), ${centile}`,
        figure: figure(de(moindre, centile)),
        unite: 'ms',
      },
      { mesure: `bare Update, ${centile}`, figure: figure(de(nu, centile)), unite: 'ms' },
      {
        mesure: `command ÷ floor, ${centile}`,
        figure: rapport(de(produit, centile), de(moindre, centile)),
        unite: '×',
        cible: { sens: 'au-plus', valeur: centile === 'p50' ? 1.5 : 2 },
      },
      {
        mesure: `command ÷ bare Update, ${centile}`,
        figure: rapport(de(produit, centile), de(nu, centile)),
        unite: '×',
      },
      { mesure: `floor ÷ bare Update, ${centile}`, figure: rapport(de(moindre, centile), de(nu, centile)), unite: '×' },
    ]);
  },
};
