/** (q) A démarche of thousands of dossiers: its first import and its nightly reading, on the double of Démarche Numérique. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localContexts } from '../../cli/demarche-numerique.ts';
import { deposerLettre } from '../../cli/demonstration-demarche.ts';
import { CALLS_A_MINUTE, createPace, type Pace } from '../../demarches/client/pace.ts';
import type { Context } from '../../demarches/inbound/context.ts';
import { turn } from '../../demarches/turn.ts';
import { SPECIALITES } from '../../local/demarche-numerique/ready-made/lettre-intention.ts';
import { startLocalDemarcheNumerique } from '../../local/demarche-numerique/server.ts';
import { METROPOLE } from '../dossiers.ts';
import type { BenchGround } from '../ground.ts';
import type { Measure } from '../measure.ts';
import { figure } from '../rounds.ts';

const DOSSIERS = Number(process.env['BENCH_DEMARCHES'] ?? 5_000);
const UNBOUND = 1_000_000;

/** The pace of production would take most of the time: calls are counted, and leave at once. */
function counted(): { readonly pace: Pace; take(): number } {
  const unbound = createPace(undefined, UNBOUND);
  let calls = 0;
  return {
    pace: {
      turn: () => {
        calls += 1;
        return unbound.turn();
      },
      hold: (milliseconds) => unbound.hold(milliseconds),
    },
    take: () => {
      const taken = calls;
      calls = 0;
      return taken;
    },
  };
}

/** One turn, in which everything is read unless it is said; throws what stops it, and what failed. */
async function readAll(context: Context, entier = true): Promise<void> {
  const { panne, echecs } = await turn(context, entier);
  if (panne !== undefined || echecs > 0) throw new Error(`the reading stopped: ${panne ?? `${echecs} failures`}`);
}

async function measure(terrain: BenchGround) {
  const folder = await mkdtemp(join(tmpdir(), 'ess-bench-demarches-'));
  const double = await startLocalDemarcheNumerique({ perMinute: UNBOUND, log: () => undefined });
  try {
    for (let rang = 0; rang < DOSSIERS; rang += 1) {
      const siege = METROPOLE[rang % METROPOLE.length] ?? '';
      deposerLettre(double, {
        siege,
        specialite: SPECIALITES[Math.floor(rang / METROPOLE.length) % SPECIALITES.length] ?? '',
      });
    }
    const calls = counted();
    const [context] = await localContexts(
      { installation: { ground: terrain, pool: terrain.pool }, double, folder },
      calls.pace,
    );
    if (context === undefined) throw new Error('the double has no démarche');
    calls.take();
    const before = process.memoryUsage().rss;
    const debut = performance.now();
    await readAll(context);
    const importe = (performance.now() - debut) / 1000;
    const appels = calls.take();
    const { rows } = await terrain.pool.query<{ n: number }>(
      'select count(ess)::int as n from dossiers_demarches where ess is not null',
    );
    if (rows[0]?.n !== DOSSIERS) throw new Error(`${rows[0]?.n} of ${DOSSIERS} dossiers have their case`);
    // Our own passages moved every dossier: the next turn looks at each once.
    await readAll(context, false);
    const echo = calls.take();
    const nuit = performance.now();
    await readAll(context);
    return {
      importe,
      appels,
      echo,
      lecture: (performance.now() - nuit) / 1000,
      appelsDeLaNuit: calls.take(),
      memoire: (process.memoryUsage().rss - before) / 1024 / 1024,
    };
  } finally {
    await double.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export const demarches: Measure = {
  letter: 'q',
  title: `A démarche of ${DOSSIERS.toLocaleString('en')} dossiers (once; \`BENCH_DEMARCHES\`: another number)`,
  async run(terrain) {
    const { importe, appels, echo, lecture, appelsDeLaNuit, memoire } = await measure(terrain);
    const un = (valeur: number) => figure([valeur]);
    return [
      {
        name: 'first import, files and passage en instruction included, calls unbound',
        figure: un(importe),
        unit: 's',
      },
      { name: 'dossiers imported', figure: un(DOSSIERS / importe), unit: '/s' },
      { name: 'calls for each dossier', figure: un(appels / DOSSIERS), unit: 'calls' },
      {
        name: `first import at ${CALLS_A_MINUTE} calls a minute, at least`,
        figure: un(appels / CALLS_A_MINUTE),
        unit: 'min',
      },
      { name: 'calls of the turn that follows, which sees what we wrote', figure: un(echo), unit: 'calls' },
      { name: 'nightly reading of all', figure: un(lecture), unit: 's' },
      { name: 'calls of the nightly reading', figure: un(appelsDeLaNuit), unit: 'calls' },
      {
        name: 'memory that this adds to one process (connector, double and API together)',
        figure: un(memoire),
        unit: 'MiB',
      },
    ];
  },
};
