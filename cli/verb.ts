/** A verb of the `ess` command, and how a wrong call is told. */
import { join } from 'node:path';
import type pg from 'pg';
import { openRecords } from '../records/server/start.ts';

export interface Verb {
  /** One line of the help: its arguments, then what it does, in French. */
  readonly summary: string;
  /** What `ess VERBE --aide` prints beside the summary. */
  readonly usage: string;
  /** Runs it; resolves to the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

/** The call itself is wrong (exit code 2): what is missing or unknown, in French. */
export class WrongCall extends Error {}

/**
 * Records for a verb: `DATABASE_URL`, else the embedded ones of the folder `ESS_DONNEES` (default `donnees`), which may be
 * in use by a running `npm start`.
 */
export async function withRecords<T>(faire: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const dossier = process.env['ESS_DONNEES'] ?? 'donnees';
  const records = await openRecords({ dataFolder: join(dossier, 'postgres'), log: () => {} });
  try {
    return await faire(records.pool);
  } finally {
    await records.close();
  }
}
