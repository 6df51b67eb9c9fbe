/** (c) Replay: what a worker that does not have a case in memory pays before it can act. */
import { randomUUID } from 'node:crypto';
import { Worker, bundleWorkflowCode, type ReplayResult } from '@temporalio/worker';
import { bundle } from '../../worker/worker.ts';
import { runsOf, live, type History } from '../lives.ts';
import { startFloors } from '../floor/handles.ts';
import { FLOOR_WORKFLOWS } from '../floor/worker.ts';
import { figure, ratio, rounds } from '../rounds.ts';
import type { Measure } from '../measure.ts';
import type { BenchGround } from '../ground.ts';

/** Replays of one history in a round: a mean steadies what takes a few tens of milliseconds. */
const REJEUX = 10;

/** A replaying worker, kept warm: each call replays that history once more and resolves once it is done. */
function rejoueur(options: Parameters<typeof Worker.runReplayHistories>[0], histoire: History) {
  // Asked before the worker looks, or after: neither waits for the other for ever.
  let demande = Promise.withResolvers<boolean>();
  const demandes = async function* () {
    while (await demande.promise) {
      demande = Promise.withResolvers();
      yield { workflowId: randomUUID(), history: histoire };
    }
  };
  const resultats = Worker.runReplayHistories(options, demandes())[Symbol.asyncIterator]();
  const suivant = (encore: boolean) => {
    demande.resolve(encore);
    return resultats.next() as Promise<IteratorResult<ReplayResult, undefined>>;
  };
  return {
    async rejouer() {
      const { value } = await suivant(true);
      if (value?.error !== undefined) throw value.error;
    },
    fermer: () => suivant(false),
  };
}

/** A plain workflow of about as many events, made of Updates with one activity. */
async function histoirePlancher(terrain: BenchGround, evenements: number): Promise<History> {
  const [poignee] = await startFloors(terrain, 1);
  if (poignee === undefined) throw new Error('no floor workflow');
  for (let rang = 0; rang < evenements / 11; rang += 1) await poignee.executeUpdate('ecrit', { args: [randomUUID()] });
  await poignee.executeUpdate('finir');
  return poignee.fetchHistory();
}

export const replay: Measure = {
  letter: 'c',
  title: 'Replay',
  async run(terrain, nombre) {
    const [ess = ''] = await live(terrain);
    const runs = await runsOf(terrain, ess);
    const plusLong = runs.toSorted((a, b) => b.compte.events - a.compte.events)[0];
    if (plusLong === undefined) throw new Error('a life without a run');
    const nue = await histoirePlancher(terrain, plusLong.compte.events);
    const evenements = { produit: plusLong.compte.events, plancher: nue.events?.length ?? 0 };
    const produit = rejoueur({ workflowBundle: await bundle() }, plusLong.histoire);
    const plancher = rejoueur({ workflowBundle: await bundleWorkflowCode({ workflowsPath: FLOOR_WORKFLOWS }) }, nue);
    const moyenne = async (rejouer: () => Promise<void>) => {
      const debut = performance.now();
      for (let rang = 0; rang < REJEUX; rang += 1) await rejouer();
      return (performance.now() - debut) / REJEUX;
    };
    const mesures = await rounds(nombre, {
      produit: () => moyenne(() => produit.rejouer()),
      plancher: () => moyenne(() => plancher.rejouer()),
    });
    await produit.fermer();
    await plancher.fermer();
    const parMille = (cote: 'produit' | 'plancher') => mesures[cote].map((ms) => (ms * 1000) / evenements[cote]);
    return [
      { name: 'replay of the largest run of the nominal life', figure: figure(mesures.produit), unit: 'ms' },
      { name: 'replay per 1,000 events', figure: figure(parMille('produit')), unit: 'ms' },
      { name: 'plain workflow, per 1,000 events', figure: figure(parMille('plancher')), unit: 'ms' },
      {
        name: 'product ÷ plain',
        figure: ratio(parMille('produit'), parMille('plancher')),
        unit: '×',
        target: { bound: 'at-most', value: 1.3 },
      },
    ];
  },
};
