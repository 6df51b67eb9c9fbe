/** The hashes of a journal: as the database holds them, and as they are computed outside it. */
import type pg from 'pg';
import { empreinteDe, SANS_PRECEDENTE } from '../../records/journal/chain.ts';
import { lignesDuJournal } from '../../records/verification/readings.ts';

export async function empreintes(pool: pg.Pool, ess: string) {
  const lues: string[] = [];
  const calculees: string[] = [];
  let precedente = SANS_PRECEDENTE;
  for await (const lue of lignesDuJournal(pool, ess)) {
    calculees.push(empreinteDe(precedente, lue).toString('hex'));
    lues.push(lue.empreinte.toString('hex'));
    precedente = lue.empreinte;
  }
  return { lues, calculees };
}
