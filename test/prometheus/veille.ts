/** What Prometheus itself says of a time that is over: which alerts fired, and when each began. Nothing is sampled by us. */
import { setTimeout as pause } from 'node:timers/promises';
import { LECTURE, PAS, delaiDe } from './configuration.ts';
import { maintenant, type Prometheus } from './prometheus.ts';

/** A name that is written again is read again within ten seconds; then a reading, an evaluation, twice for good measure. */
const MARGE = 10 + 2 * (LECTURE + PAS) + 30;
const REGARD_MS = 1000;

export interface Veille {
  /** Resolves once all of these fire. Throws when one does not within its `for`, `vue` (seconds for the fault to be seen) and a margin. */
  sonnent(alertes: Readonly<Record<string, number>>, depuis: number): Promise<void>;
  /** Resolves once none of these fires any more. Throws after `limite` seconds. */
  seTaisent(alertes: readonly string[], limite: number): Promise<void>;
  /** Resolves once nothing fires but these. Throws after `limite` seconds. */
  calme(sauf: readonly string[], limite: number): Promise<void>;
  /** Names of all that fired between these instants. */
  ontSonne(depuis: number, jusqua: number): Promise<readonly string[]>;
}

export function veiller(prometheus: Prometheus, bilan: string[]): Veille {
  const firing = async () =>
    new Set(
      (await prometheus.alertes()).flatMap(({ state, labels }) =>
        state === 'firing' ? [labels['alertname'] ?? ''] : [],
      ),
    );
  return {
    async sonnent(alertes, depuis) {
      const attendues = new Map(Object.entries(alertes));
      while (attendues.size > 0) {
        const levees = await firing();
        const ecoule = maintenant() - depuis;
        for (const [nom, vue] of attendues) {
          if (levees.has(nom)) {
            attendues.delete(nom);
            bilan.push(`  ${nom}: fires after ${Math.round(ecoule)} s (for: ${delaiDe(nom)} s)`);
          } else if (ecoule > delaiDe(nom) + vue + MARGE)
            throw new Error(
              `${nom} does not fire after ${Math.round(ecoule)} s (for: ${delaiDe(nom)} s): ` +
                (await prometheus.alertes())
                  .map(({ labels, state }) => `${state} ${JSON.stringify(labels)}`)
                  .join(', '),
            );
        }
        await pause(REGARD_MS);
      }
    },
    async seTaisent(alertes, limite) {
      const debut = maintenant();
      const restent = new Set(alertes);
      while (restent.size > 0) {
        const levees = await firing();
        const ecoule = maintenant() - debut;
        for (const nom of restent)
          if (!levees.has(nom)) {
            restent.delete(nom);
            bilan.push(`  ${nom}: silent ${Math.round(ecoule)} s after it is healed`);
          }
        if (ecoule > limite && restent.size > 0)
          throw new Error(`${[...restent].join(', ')} still fires ${Math.round(ecoule)} s after it is healed`);
        await pause(REGARD_MS);
      }
    },
    async calme(sauf, limite) {
      const debut = maintenant();
      for (;;) {
        const levees = [...(await firing())].filter((nom) => !sauf.includes(nom));
        if (levees.length === 0) return;
        if (maintenant() - debut > limite) throw new Error(`${levees.join(', ')} still fires after ${limite} s`);
        await pause(REGARD_MS);
      }
    },
    async ontSonne(depuis, jusqua) {
      const series = await prometheus.lire('ALERTS{alertstate="firing"}', depuis, jusqua);
      return [...new Set(series.map(({ metric }) => metric['alertname'] ?? ''))].toSorted();
    },
  };
}
