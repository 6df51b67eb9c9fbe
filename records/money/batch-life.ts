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
    // What is under way on its cases comes before, and is seen, or after.
    if (suite === 'envoye')
      await client.query(
        `select 1 from dossiers d where exists (select 1 from lot_lignes l
           where (l.caisse, l.numero, l.ess) = ($1, $2, d.ess)) order by d.ess for update`,
        [caisse, numero],
      );
    const obstacles = suite === 'retire' || dejaParti ? [] : await batchObstacles(client, { caisse, numero, le });
    if (obstacles.length > 0) throw new LotPerime(numero, obstacles);
    await client.query('insert into lots_suites (caisse, numero, suite, motif) values ($1, $2, $3, $4)', [
      caisse,
      numero,
      suite,
      motif ?? null,
    ]);
    if (suite === 'envoye') await recordSends(client, caisse, numero, le);
    return 'settled';
  });
}

/** A batch of which the bank says something. */
export interface LotRecu {
  readonly identifiant: string;
  /** First day of which it speaks. */
  readonly le: DateCivile;
}

/** A bank speaks of these batches: they were sent, whoever forgot to say so. One that was withdrawn stays so. */
export async function sentByProof(db: Queryable, caisse: string, lots: readonly LotRecu[]): Promise<void> {
  await inTransaction(db, async (client) => {
    await lockNamed(client, `lot:${caisse}`);
    const { rows } = await client.query<{ numero: number; le: DateCivile }>(
      `with dits as (select * from jsonb_to_recordset($2::jsonb) as d (identifiant text, le date)),
         envoyes as (insert into lots_suites (caisse, numero, suite) select b.caisse, b.numero, 'envoye'
           from lots b join dits using (identifiant) where b.caisse = $1 on conflict (caisse, numero) do nothing
           returning numero)
       select b.numero, d.le from envoyes join lots b using (numero) join dits d using (identifiant)
       where b.caisse = $1 order by b.numero`,
      [caisse, JSON.stringify(lots)],
    );
    for (const { numero, le } of rows) await recordSends(client, caisse, numero, le);
  });
}
