/** The hashes of a journal: as the database holds them, and as they are computed outside it. */
import type pg from 'pg';
import { digestOf, NO_PREVIOUS } from '../../records/journal/chain.ts';
import { journalLines } from '../../records/verification/readings.ts';

export async function empreintes(pool: pg.Pool, ess: string) {
  const lues: string[] = [];
  const calculees: string[] = [];
  let precedente = NO_PREVIOUS;
  for await (const lue of journalLines(pool, ess)) {
    calculees.push(digestOf(precedente, lue).toString('hex'));
    lues.push(lue.empreinte.toString('hex'));
    precedente = lue.empreinte;
  }
  return { lues, calculees };
}
