/** Searches that somebody keeps under a name: a page, and its query string. */
import { inSpace } from './space.ts';
import type { Queryable } from '../server/pool.ts';

export interface SavedView {
  readonly id: string;
  readonly page: string;
  readonly nom: string;
  /** Without its `?`. */
  readonly requete: string;
  readonly creeLe: Date;
}

/** Most views of one person. */
export const MOST_VIEWS = 50;

const COLUMNS = 'id, page, nom, requete, cree_le as "creeLe"';

/** By page, then by name. */
export async function listViews(db: Queryable, sujet: string, page?: string): Promise<readonly SavedView[]> {
  const { rows } = await db.query<SavedView>(
    `select ${COLUMNS} from vues where sujet = $1 and ($2::text is null or page = $2) order by page, lower(nom), id`,
    [sujet, page ?? null],
  );
  return rows;
}

/** What became of it. `nom-pris`: another view of that page bears the name; `autant`: there are too many. */
export type WrittenView =
  | { readonly issue: 'creee' | 'changee'; readonly vue: SavedView }
  | { readonly issue: 'nom-pris' }
  | { readonly issue: 'autant' };

/** Writes the view `id`, whether it was there or not. */
export const saveView = (
  db: Queryable,
  sujet: string,
  id: string,
  { page, nom, requete }: Pick<SavedView, 'page' | 'nom' | 'requete'>,
): Promise<WrittenView> =>
  inSpace(db, sujet, async (client) => {
    const { rows: others } = await client.query<{ nombre: number; la: boolean; pris: boolean }>(
      `select count(*)::int as nombre, coalesce(bool_or(id = $2), false) as la,
         coalesce(bool_or(id <> $2 and page = $3 and nom = $4), false) as pris from vues where sujet = $1`,
      [sujet, id, page, nom],
    );
    const { nombre, la, pris } = others[0] ?? { nombre: 0, la: false, pris: false };
    if (pris) return { issue: 'nom-pris' };
    if (!la && nombre >= MOST_VIEWS) return { issue: 'autant' };
    const { rows } = await client.query<SavedView>(
      `insert into vues (sujet, id, page, nom, requete) values ($1, $2, $3, $4, $5)
       on conflict (sujet, id) do update set page = $3, nom = $4, requete = $5 returning ${COLUMNS}`,
      [sujet, id, page, nom, requete],
    );
    const [vue] = rows;
    if (vue === undefined) throw new Error('the view was not written');
    return { issue: la ? 'changee' : 'creee', vue };
  });

/** Whether there was one. */
export async function deleteView(db: Queryable, sujet: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from vues where sujet = $1 and id = $2', [sujet, id]);
  return rowCount === 1;
}
