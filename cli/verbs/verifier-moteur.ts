/** What `ess verifier` asks of the engine: that it carries every case not archived (DEC-35), and that the law's dates had their effect. */
import { Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import { evenementsDus } from '../../domain/decider.ts';
import type { Etat } from '../../domain/etat.ts';
import { mettreANiveau } from '../../domain/mise-a-niveau.ts';
import { instant } from '../../domain/valeurs.ts';
import { readTemporalSettings } from '../../engine/connection/settings.ts';
import { failingTasks, running } from '../../engine/connection/stopped-workflows.ts';
import type { Discrepancy } from '../../records/verification/types.ts';
import { WORKFLOW_ESS } from '../../workflows/messages.ts';

/** A timer fires within a second or two; what waits longer waits for somebody. */
const ADMIS_MS = 5 * 60_000;

const ecart = (controle: string, ess: string, attendu: string, trouve: string): Discrepancy => ({
  controle,
  ess,
  rang: null,
  attendu,
  trouve,
});

/** Compares the cases of the records that are not archived with the engine. Returns how many were looked at. */
export async function compareWithEngine(
  client: Client,
  pool: pg.Pool,
  surEcart: (ecart: Discrepancy) => void,
): Promise<number> {
  const { rows } = await pool.query<{ ess: string; etat: Etat }>(
    "select ess, etat from dossiers where etat ->> 'archiveLe' is null order by ess",
  );
  const suivis = new Set(await running(client, WORKFLOW_ESS));
  const bloques = new Set(await failingTasks(client, WORKFLOW_ESS));
  const limite = instant(Date.now() - ADMIS_MS);
  for (const { ess, etat } of rows) {
    if (!suivis.has(ess)) surEcart(ecart('moteur.suivi', ess, 'suivi par le moteur', 'aucune exécution en cours'));
    else if (bloques.has(ess))
      surEcart(ecart('moteur.avance', ess, 'avance', 'la même tâche échoue et recommence sans fin'));
    const dus = evenementsDus(mettreANiveau(etat), limite);
    if (dus[0] !== undefined)
      surEcart(ecart('moteur.echeances', ess, `${dus[0].evenement} le ${dus[0].le}`, 'échéance passée, sans effet'));
  }
  return rows.length;
}

/** The engine of TEMPORAL_ADDRESS. */
export async function verifierMoteur(pool: pg.Pool, surEcart: (ecart: Discrepancy) => void): Promise<number> {
  const { connection: reach, namespace, dataConverter } = await readTemporalSettings(process.env);
  const connection = await Connection.connect(reach);
  try {
    const client = new Client({ connection, namespace, ...(dataConverter === undefined ? {} : { dataConverter }) });
    return await compareWithEngine(client, pool, surEcart);
  } finally {
    await connection.close();
  }
}
