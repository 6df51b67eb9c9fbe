/** (f) From the instant at which a deadline falls to its effect, readable in the journal. In real time: nothing is skipped. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { VueEss } from '../../workflows/messages.ts';
import { openCase } from '../dossiers.ts';
import { FLOOR_QUEUE } from '../floor/worker.ts';
import { timer } from '../floor/workflows.ts';
import type { BenchGround } from '../ground.ts';
import { figure, ratio, rounds } from '../rounds.ts';
import type { Measure } from '../measure.ts';

const PAR_TOUR = 10;
/** A letter of 15 January is answered by silence at this instant: 15 March, three days of grace, the midnight after. */
const DEPOT = '2026-01-15';
const TOMBE = Date.UTC(2026, 2, 18, 23);
const AVANT_MS = 3000;

/** Real date (ms) at which each key is there, in the order of `cles`; looks every five ms. */
async function apparitions(terrain: BenchGround, requete: string, cles: readonly string[]): Promise<number[]> {
  const vues = new Map<string, number>();
  while (vues.size < cles.length) {
    const { rows } = await terrain.pool.query<{ cle: string }>(requete, [cles]);
    for (const { cle } of rows) if (!vues.has(cle)) vues.set(cle, Date.now());
    await pause(5);
  }
  return cles.map((cle) => vues.get(cle) ?? NaN);
}

async function produit(terrain: BenchGround): Promise<number> {
  const dossiers: string[] = [];
  for (let rang = 0; rang < PAR_TOUR; rang += 1)
    dossiers.push(await openCase(terrain, { le: DEPOT, origine: new Date(TOMBE - AVANT_MS).toISOString() }));
  const requete = `select ess as cle from journal where evenement = 'LettreIntentionValidee' and ess = any($1)`;
  const vues = await apparitions(terrain, requete, dossiers);
  const retards: number[] = [];
  for (const [rang, ess] of dossiers.entries()) {
    const { decalage } = await terrain.client.workflow.getHandle(ess).query<VueEss>('etat');
    retards.push((vues[rang] ?? NaN) - (TOMBE - decalage));
  }
  return figure(retards).median;
}

async function plancher(terrain: BenchGround): Promise<number> {
  const cles = Array.from({ length: PAR_TOUR }, () => randomUUID());
  for (const cle of cles)
    await terrain.client.workflow.start(timer, { taskQueue: FLOOR_QUEUE, workflowId: cle, args: [cle, AVANT_MS] });
  const vues = await apparitions(terrain, 'select cle from plancher where cle = any($1)', cles);
  const retards: number[] = [];
  for (const [rang, cle] of cles.entries()) {
    const { events } = await terrain.client.workflow.getHandle(cle).fetchHistory();
    const arme = events?.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes)?.eventTime;
    retards.push((vues[rang] ?? NaN) - (Number(arme?.seconds) * 1000 + Number(arme?.nanos) / 1e6 + AVANT_MS));
  }
  return figure(retards).median;
}

export const echeance: Measure = {
  letter: 'f',
  title: 'A deadline that falls (`declenche`) → its effect in the journal',
  async run(terrain, nombre) {
    const mesures = await rounds(nombre, { produit: () => produit(terrain), plancher: () => plancher(terrain) });
    return [
      { name: 'tacit validation of a letter of intent', figure: figure(mesures.produit), unit: 'ms' },
      { name: 'plain timer, then one committed insert', figure: figure(mesures.plancher), unit: 'ms' },
      { name: 'product ÷ plain', figure: ratio(mesures.produit, mesures.plancher), unit: '×' },
    ];
  },
};
