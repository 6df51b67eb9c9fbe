/** One turn of the connector on a démarche: read, import, write back. Everything that it does may be begun again. */
import { DnFault, DnRefusal } from './client/faults.ts';
import { EssAway, type Context } from './inbound/context.ts';
import { importDue } from './inbound/import.ts';
import { readDemarche } from './inbound/reading.ts';
import { writeBack } from './outbound/write-back.ts';
import { recordDifferences } from '../records/demarches/differences.ts';
import { openDemarche, recordOutage } from '../records/demarches/readings.ts';
import { demarcheOf, tellTry } from './prepare.ts';

/** Everything is read again about once a day: not all that changes a dossier says so. */
const WHOLE_EVERY_MS = 23 * 3_600_000;

export interface Turn {
  readonly entier: boolean;
  readonly traites: number;
  readonly echecs: number;
  readonly ecrits: number;
  /** Where the service and the cases do not say the same. */
  readonly ecarts: number;
  /** Why it stopped before its end. */
  readonly panne?: string;
}

/** What keeps everything from being done; undefined: a defect of ours. */
export function outageOf(error: unknown): string | undefined {
  if (error instanceof DnFault) return error.motif;
  if (error instanceof DnRefusal && error.reasons.includes('lecture-seule')) return 'lecture-seule';
  return error instanceof EssAway ? 'api' : undefined;
}

/** `entier`: everything is read; otherwise when it is time. What the service or our API keeps from being done is told, not thrown. */
export async function turn(context: Context, entier?: boolean): Promise<Turn> {
  const { pool, correspondance, maintenant } = context;
  const demarche = demarcheOf(correspondance);
  await tellTry(pool, correspondance, maintenant());
  const { entierLe } = await openDemarche(pool, demarche);
  const whole = entier ?? (entierLe === null || maintenant().getTime() - entierLe.getTime() > WHOLE_EVERY_MS);
  const done = { entier: whole, traites: 0, echecs: 0, ecrits: 0, ecarts: 0 };
  try {
    await readDemarche(context, whole);
    Object.assign(done, await importDue(context));
    Object.assign(done, await writeBack(context));
    return { ...done, ecarts: await recordDifferences(pool, demarche, maintenant()) };
  } catch (error) {
    const panne = outageOf(error);
    if (panne === undefined) throw error;
    await recordOutage(pool, demarche, panne, maintenant());
    return { ...done, panne };
  }
}
