/** What becomes of a batch once it is written: sent to the bank, or withdrawn before. One of the two, once. */
import type { DateCivile } from '../../domain/valeurs.ts';
import { LotPerime, batchObstacles } from './batch-obstacles.ts';
import { recordSends } from './envois.ts';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';

export interface SuiteDeLot {
  readonly caisse: string;
  readonly numero: number;
  readonly suite: 'envoye' | 'retire';
  /** Civil date on which it is said, where the caisse is. */
  readonly le: DateCivile;
  /** Why it is withdrawn. */
  readonly motif?: string;
  /** The bank has it already: a fact, whatever has become of its payments. */
  readonly dejaParti?: boolean;
}

/** `sent`, `withdrawn`: the other thing had been said. `unknown`: no such batch. */
export type Settled = 'settled' | 'repeated' | 'sent' | 'withdrawn' | 'unknown';

/**
 * Says what became of a batch, under the lock that batches are made under: its payments are in one file at most. Fails with
 * `LotPerime` when it is not to be given to the bank as it is (DEC-52), unless the bank has it.
 */
export async function settleBatch(
  db: Queryable,
  { caisse, numero, suite, le, motif, dejaParti = false }: SuiteDeLot,
): Promise<Settled> {
  return inTransaction(db, async (client) => {
    await lockNamed(client, `lot:${caisse}`);
    const { rows } = await client.query<{ suite: SuiteDeLot['suite'] | null; verse: boolean }>(
      `select s.suite, exists (select 1 from lot_lignes l join suivis_paiement f
           on (f.ess, f.paiement, f.reference) = (l.ess, l.paiement, l.reference)
         where (l.caisse, l.numero) = (b.caisse, b.numero) and f.statut = 'execute') as verse
       from lots b left join lots_suites s using (caisse, numero) where b.caisse = $1 and b.numero = $2`,
      [caisse, numero],
    );
    const lot = rows[0];
    if (lot === undefined) return 'unknown';
    if (lot.suite !== null) return lot.suite === suite ? 'repeated' : lot.suite === 'envoye' ? 'sent' : 'withdrawn';
    // A transfer of it left, whatever was said of the file.
    if (suite === 'retire' && lot.verse) return 'sent';
    const obstacles = suite === 'retire' || dejaParti ? [] : await batchObstacles(client, { caisse, numero, le });
    if (obstacles.length > 0) throw new LotPerime(numero, obstacles);
    await client.query('insert into lots_suites (caisse, numero, suite, motif) values ($1, $2, $3, $4)', [
      caisse,
      numero,
      suite,
      motif ?? null,
    ]);
    if (suite === 'envoye') await recordSends(client, caisse, [numero], le);
    return 'settled';
  });
}

/** A bank speaks of these batches on `le`: they were sent, whoever forgot to say so. One that was withdrawn stays so. */
export async function sentByProof(
  db: Queryable,
  { caisse, lots, le }: { readonly caisse: string; readonly lots: readonly string[]; readonly le: DateCivile },
): Promise<void> {
  await inTransaction(db, async (client) => {
    await lockNamed(client, `lot:${caisse}`);
    const { rows } = await client.query<{ numero: number }>(
      `insert into lots_suites (caisse, numero, suite) select caisse, numero, 'envoye' from lots
       where caisse = $1 and identifiant = any($2) order by numero on conflict (caisse, numero) do nothing returning numero`,
      [caisse, lots],
    );
    await recordSends(
      client,
      caisse,
      rows.map(({ numero }) => numero),
      le,
    );
  });
}
