/** Records that commands carry outside the workflow: personal or free data, known to the workflow by id only. */
import type { Queryable } from '../server/pool.ts';

export interface Fiche<C = unknown> {
  readonly id: string;
  readonly ess: string;
  readonly nature: string;
  readonly contenu: C;
  readonly creeLe: Date;
}

/** Keeps a record under this id (a UUID). `false`: it was there already, and nothing was written. */
export async function saveFiche(db: Queryable, { id, ess, nature, contenu }: Omit<Fiche, 'creeLe'>): Promise<boolean> {
  const { rowCount } = await db.query(
    'insert into fiches (id, ess, nature, contenu) values ($1, $2, $3, $4) on conflict (id) do nothing',
    [id, ess, nature, JSON.stringify(contenu)],
  );
  return rowCount === 1;
}

/** What it says instead, of a demand that was not answered yet. */
export async function replaceFiche(
  db: Queryable,
  { id, ess, contenu }: Pick<Fiche, 'id' | 'ess' | 'contenu'>,
): Promise<void> {
  await db.query('update fiches set contenu = $3 where id = $1 and ess = $2', [id, ess, JSON.stringify(contenu)]);
}

/** The record, or `undefined` when it never existed or was erased. */
export async function readFiche<C = unknown>(db: Queryable, id: string): Promise<Fiche<C> | undefined> {
  const { rows } = await db.query<Fiche<C>>(
    'select id, ess, nature, contenu, cree_le as "creeLe" from fiches where id = $1',
    [id],
  );
  return rows[0];
}

/** Records of a case, oldest first, without their content. */
export async function listFiches(db: Queryable, ess: string): Promise<Omit<Fiche, 'contenu' | 'ess'>[]> {
  const { rows } = await db.query<Omit<Fiche, 'contenu' | 'ess'>>(
    'select id, nature, cree_le as "creeLe" from fiches where ess = $1 order by cree_le, id',
    [ess],
  );
  return rows;
}

/** Erases a record; says whether there was one. */
export async function deleteFiche(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from fiches where id = $1', [id]);
  return rowCount === 1;
}
