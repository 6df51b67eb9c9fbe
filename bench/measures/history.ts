/** (b) What a life of five years weighs in the engine. Counted, not timed: once is enough. */
import { moindre, runsDe, vivre } from '../lives.ts';
import { figure } from '../rounds.ts';
import type { Ligne, Mesure } from '../measure.ts';

const ANS = 5;

export const histoire: Mesure = {
  lettre: 'b',
  titre: 'History of the nominal life (S05, five years)',
  async mesurer(terrain) {
    const [ess = ''] = await vivre(terrain);
    const runs = await runsDe(terrain, ess);
    const somme = (de: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + de(run), 0);
    const evenements = somme(({ compte }) => compte.evenements - compte.tempsSaute);
    const octets = somme(({ compte }) => compte.octets);
    const ligne = (mesure: string, valeur: number, unite: string): Ligne => ({
      mesure,
      figure: figure([valeur]),
      unite,
    });
    return [
      { ...ligne('events', evenements, 'events'), cible: { sens: 'au-plus', valeur: 999 } },
      ligne(
        'events that only skipped time adds (not counted above)',
        somme(({ compte }) => compte.tempsSaute),
        'events',
      ),
      ligne('events a year', evenements / ANS, 'events'),
      ligne('largest run', Math.max(...runs.map(({ compte }) => compte.evenements)), 'events'),
      ligne('runs', runs.length, ''),
      ligne('history', octets / 1024, 'KiB'),
      ligne('history a year', octets / 1024 / ANS, 'KiB'),
      ligne(
        'commands',
        somme(({ compte }) => compte.updates),
        '',
      ),
      ligne(
        'activities',
        somme(({ compte }) => compte.activites),
        '',
      ),
      ligne(
        'timers started',
        somme(({ compte }) => compte.minuteursArmes),
        '',
      ),
      ligne(
        'timers fired',
        somme(({ compte }) => compte.minuteursSonnes),
        '',
      ),
      ligne(
        'timers cancelled',
        somme(({ compte }) => compte.minuteursAnnules),
        '',
      ),
      ligne(
        'signals',
        somme(({ compte }) => compte.signaux),
        '',
      ),
      ligne(
        'search attributes upserted',
        somme(({ compte }) => compte.attributs),
        '',
      ),
      ligne(
        'least events for the same',
        somme(({ compte }) => moindre(compte)),
        'events',
      ),
      {
        ...ligne('events ÷ least', evenements / somme(({ compte }) => moindre(compte)), '×'),
        cible: { sens: 'au-plus', valeur: 1.2 },
      },
    ];
  },
};
