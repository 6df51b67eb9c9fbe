/** Books the cases that were there before the ledger was, each from its whole journal. */
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { journalLines, knownEss } from '../verification/readings.ts';
import { ecrituresDe, type Ecriture } from './comptabilite.ts';
import { insertEntries } from './grand-livre.ts';

/**
 * Done again, it changes nothing. A journal that cannot be replayed is left for `ess verifier` to name, and said: one case
 * must not keep the others from their release. Resolves to how many cases were read.
 */
export async function fillLedger(db: Queryable, log: (line: string) => void): Promise<number> {
  let nombre = 0;
  for await (const ess of knownEss(db)) {
    nombre += 1;
    try {
      await inTransaction(db, async (client) => insertEntries(client, ess, await entriesOfJournal(client, ess)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      log(`[grand-livre] ${ess}: its journal cannot be booked (${error.message}); see «ess verifier»`);
    }
  }
  return nombre;
}

async function entriesOfJournal(db: Queryable, ess: string): Promise<readonly Ecriture[]> {
  let etat: Etat = etatInitial(ess);
  const ecritures: Ecriture[] = [];
  for await (const { parse: evenement } of journalLines(db, ess)) {
    const avant = etat;
    etat = evoluer(avant, evenement);
    ecritures.push(...ecrituresDe(avant, evenement, etat));
  }
  return ecritures;
}
