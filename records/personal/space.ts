/** The space of a person: the row that all they keep hangs on. It is theirs alone, and goes whole. */
import type pg from 'pg';
import { recordAccess, type Eraser } from '../privacy/fichiers.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

/** Runs `work` with the space of this subject held until it ends: what it counts stays counted. */
export const inSpace = <T>(db: Queryable, sujet: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(db, async (client) => {
    await client.query(
      `insert into espaces (sujet) values ($1) on conflict (sujet) do update set venu_le = current_date`,
      [sujet],
    );
    return work(client);
  });

/** All that this subject kept is gone, with what was still to be sent to them. Says whether there was something. */
export async function deleteSpace(db: Queryable, sujet: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from espaces where sujet = $1', [sujet]);
  return rowCount === 1;
}

/** The same at the request of a person, by who answers it: written down, without saying whose it was. */
export const eraseSpace = (db: Queryable, sujet: string, effaceur: Eraser): Promise<boolean> =>
  inTransaction(db, async (client) => {
    const erased = await deleteSpace(client, sujet);
    if (erased) await recordAccess(client, { ess: '-', objet: 'personne', cle: '-', acte: 'effacement', ...effaceur });
    return erased;
  });
