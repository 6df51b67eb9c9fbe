/** (b) What a life of five years weighs in the engine. Counted, not timed: once is enough. */
import { least, runsOf, live } from '../lives.ts';
import { figure } from '../rounds.ts';
import type { Line, Measure } from '../measure.ts';

const ANS = 5;

export const history: Measure = {
  letter: 'b',
  title: 'History of the nominal life (S05, five years)',
  async run(terrain) {
    const [ess = ''] = await live(terrain);
    const runs = await runsOf(terrain, ess);
    const somme = (de: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + de(run), 0);
    const evenements = somme(({ compte }) => compte.events - compte.skippedTime);
    const octets = somme(({ compte }) => compte.bytes);
    const ligne = (name: string, valeur: number, unit: string): Line => ({
      name,
      figure: figure([valeur]),
      unit,
    });
    return [
      { ...ligne('events', evenements, 'events'), target: { bound: 'at-most', value: 540 } },
      ligne(
        'events that only skipped time adds (not counted above)',
        somme(({ compte }) => compte.skippedTime),
        'events',
      ),
      ligne('events a year', evenements / ANS, 'events'),
      ligne('largest run', Math.max(...runs.map(({ compte }) => compte.events)), 'events'),
      ligne('runs', runs.length, ''),
      { ...ligne('history', octets / 1024, 'KiB'), target: { bound: 'at-most', value: 120 } },
      ligne('history a year', octets / 1024 / ANS, 'KiB'),
      ligne(
        'commands',
        somme(({ compte }) => compte.updates),
        '',
      ),
      ligne(
        'activities',
        somme(({ compte }) => compte.activities),
        '',
      ),
      ligne(
        'timers started',
        somme(({ compte }) => compte.timersStarted),
        '',
      ),
      ligne(
        'timers fired',
        somme(({ compte }) => compte.timersFired),
        '',
      ),
      ligne(
        'timers cancelled',
        somme(({ compte }) => compte.timersCancelled),
        '',
      ),
      ligne(
        'signals',
        somme(({ compte }) => compte.signals),
        '',
      ),
      ligne(
        'search attributes upserted',
        somme(({ compte }) => compte.attributeUpserts),
        '',
      ),
      ligne(
        'least events for the same',
        somme(({ compte }) => least(compte)),
        'events',
      ),
      {
        ...ligne('events ÷ least', evenements / somme(({ compte }) => least(compte)), '×'),
        target: { bound: 'at-most', value: 1.2 },
      },
    ];
  },
};
