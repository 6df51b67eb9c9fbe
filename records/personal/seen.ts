/** How far somebody has read each case: the ordinal of the last event they saw. A comfort, never a proof nor a right. */
import { inSpace } from './space.ts';
import type { Queryable } from '../server/pool.ts';

export interface Seen {
  readonly ess: string;
  readonly rang: number;
  readonly luLe: Date;
}

/** Most cases remembered of one person: beyond, those looked at longest ago are forgotten. */
export const MOST_SEEN = 2000;

const COLUMNS = 'ess, rang, lu_le as "luLe"';

/** Of these cases, or of those looked at last, newest first. */
export async function listSeen(
  db: Queryable,
  sujet: string,
  { ess, limite }: { readonly ess?: readonly string[]; readonly limite: number },
): Promise<readonly Seen[]> {
  const { rows } = await db.query<Seen>(
    `select ${COLUMNS} from lus where sujet = $1 and ($2::text[] is null or ess = any ($2))
     order by lu_le desc, ess limit $3`,
    [sujet, ess ?? null, limite],
  );
  return rows;
}

/** The case was read up to there; an earlier ordinal, from a tab left open, takes nothing back. */
export const markSeen = (db: Queryable, sujet: string, { ess, rang }: Pick<Seen, 'ess' | 'rang'>): Promise<Seen> =>
  inSpace(db, sujet, async (client) => {
    const { rows } = await client.query<Seen>(
      `insert into lus (sujet, ess, rang) values ($1, $2, $3)
       on conflict (sujet, ess) do update set rang = greatest(lus.rang, excluded.rang), lu_le = now() returning ${COLUMNS}`,
      [sujet, ess, rang],
    );
    await client.query(
      `delete from lus where sujet = $1 and ess in (
         select ess from lus where sujet = $1 order by lu_le desc, ess offset $2)`,
      [sujet, MOST_SEEN],
    );
    const [seen] = rows;
    if (seen === undefined) throw new Error('the reading was not written');
    return seen;
  });

/** As if it had never been opened. Whether it had. */
export async function forgetSeen(db: Queryable, sujet: string, ess: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from lus where sujet = $1 and ess = $2', [sujet, ess]);
  return rowCount === 1;
}
