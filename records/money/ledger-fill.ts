/** Books the cases that were there before the ledger was, each from its whole journal. */
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { journalLines, knownEss } from '../verification/readings.ts';
import type { Ecriture } from './comptabilite.ts';
import { readSends } from './envois.ts';
import { insertEntries } from './grand-livre.ts';
import { Teneur } from './teneur.ts';

/**
 * Done again, it changes nothing. A journal that cannot be replayed is left for `ess verifier` to name, and said: one case
 * must not keep the others from their release. Resolves to how many cases were read.
 */
export async function fillLedger(db: Queryable, log: (line: string) => void): Promise<number> {
  let nombre = 0;
  for await (const ess of knownEss(db)) {
    nombre += 1;
    try {
      await inTransaction(db, async (client) => insertEntries(client, await entriesOfJournal(client, ess)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      log(`[grand-livre] ${ess}: its journal cannot be booked (${error.message}); see «ess verifier»`);
    }
  }
  return nombre;
}

async function entriesOfJournal(db: Queryable, ess: string): Promise<readonly (Ecriture & { ess: string })[]> {
  let etat: Etat = etatInitial(ess);
  const teneur = new Teneur((await readSends(db, [ess])).get(ess));
  const ecritures: (Ecriture & { ess: string })[] = [];
  for await (const { parse: evenement } of journalLines(db, ess)) {
    const avant = etat;
    etat = evoluer(avant, evenement);
    ecritures.push(...teneur.suivre(avant, evenement, etat).map((ecriture) => ({ ess, ...ecriture })));
  }
  return ecritures;
}
