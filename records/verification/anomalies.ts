/** Events that have happened against a rule. The journal keeps them; they are told here, to be looked at. */
import type { Queryable } from '../server/pool.ts';

export interface Anomaly {
  readonly ess: string;
  /** Ordinal of the event. */
  readonly rang: number;
  readonly regle: string;
  /** French sentence, without personal data. */
  readonly constat: string;
}

/** Records an anomaly, once by (ess, rang, regle). */
export async function recordAnomaly(db: Queryable, { ess, rang, regle, constat }: Anomaly): Promise<void> {
  await db.query(
    'insert into anomalies (ess, rang, regle, constat) values ($1, $2, $3, $4) on conflict (ess, rang, regle) do nothing',
    [ess, rang, regle, constat],
  );
}

/** Anomalies of one ESS, in the order of its events; of all of them when `ess` is absent. */
export async function listAnomalies(db: Queryable, ess?: string): Promise<Anomaly[]> {
  const { rows } = await db.query<Anomaly>(
    'select ess, rang, regle, constat from anomalies where $1::text is null or ess = $1 order by ess, rang, regle',
    [ess ?? null],
  );
  return rows;
}
