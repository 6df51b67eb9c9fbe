/** (f) From the instant at which a deadline falls to its effect, readable in the journal. In real time: nothing is skipped. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { VueEss } from '../../workflows/messages.ts';
import { ouvrir } from '../dossiers.ts';
import { FILE_PLANCHER } from '../floor/worker.ts';
import { minuteur } from '../floor/workflows.ts';
import type { TerrainDeMesure } from '../ground.ts';
import { figure, rapport, tours } from '../rounds.ts';
import type { Mesure } from '../measure.ts';

const PAR_TOUR = 10;
/** A letter of 15 January is answered by silence at this instant: 15 March, three days of grace, the midnight after. */
const DEPOT = '2026-01-15';
const TOMBE = Date.UTC(2026, 2, 18, 23);
const AVANT_MS = 3000;

/** Real date (ms) at which each key is there, in the order of `cles`; looks every five ms. */
async function apparitions(terrain: TerrainDeMesure, requete: string, cles: readonly string[]): Promise<number[]> {
  const vues = new Map<string, number>();
  while (vues.size < cles.length) {
    const { rows } = await terrain.pool.query<{ cle: string }>(requete, [cles]);
    for (const { cle } of rows) if (!vues.has(cle)) vues.set(cle, Date.now());
    await pause(5);
  }
  return cles.map((cle) => vues.get(cle) ?? NaN);
}

async function produit(terrain: TerrainDeMesure): Promise<number> {
  const dossiers: string[] = [];
  for (let rang = 0; rang < PAR_TOUR; rang += 1)
    dossiers.push(await ouvrir(terrain, { le: DEPOT, origine: new Date(TOMBE - AVANT_MS).toISOString() }));
  const requete = `select ess as cle from journal where evenement = 'LettreIntentionValidee' and ess = any($1)`;
  const vues = await apparitions(terrain, requete, dossiers);
  const retards: number[] = [];
  for (const [rang, ess] of dossiers.entries()) {
    const { decalage } = await terrain.client.workflow.getHandle(ess).query<VueEss>('etat');
    retards.push((vues[rang] ?? NaN) - (TOMBE - decalage));
  }
  return figure(retards).mediane;
}

async function plancher(terrain: TerrainDeMesure): Promise<number> {
  const cles = Array.from({ length: PAR_TOUR }, () => randomUUID());
  for (const cle of cles)
    await terrain.client.workflow.start(minuteur, { taskQueue: FILE_PLANCHER, workflowId: cle, args: [cle, AVANT_MS] });
  const vues = await apparitions(terrain, 'select cle from plancher where cle = any($1)', cles);
  const retards: number[] = [];
  for (const [rang, cle] of cles.entries()) {
    const { events } = await terrain.client.workflow.getHandle(cle).fetchHistory();
    const arme = events?.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes)?.eventTime;
    retards.push((vues[rang] ?? NaN) - (Number(arme?.seconds) * 1000 + Number(arme?.nanos) / 1e6 + AVANT_MS));
  }
  return figure(retards).mediane;
}

export const echeance: Mesure = {
  lettre: 'f',
  titre: 'A deadline that falls (`declenche`) → its effect in the journal',
  async mesurer(terrain, nombre) {
    const mesures = await tours(nombre, { produit: () => produit(terrain), plancher: () => plancher(terrain) });
    return [
      { mesure: 'tacit validation of a letter of intent', figure: figure(mesures.produit), unite: 'ms' },
      { mesure: 'plain timer, then one committed insert', figure: figure(mesures.plancher), unite: 'ms' },
      { mesure: 'product ÷ plain', figure: rapport(mesures.produit, mesures.plancher), unite: '×' },
    ];
  },
};
