/** What was done once and for all of a dossier of Démarche Numérique, and what someone must look at. */
import type { Queryable } from '../server/pool.ts';

export type Statut = 'fait' | 'alerte' | 'incident';

export interface DnAct {
  /** Names what is done, for ever: instance, dossier, what of it. Never an attempt nor an instant of reading. */
  readonly cle: string;
  readonly instance: string;
  readonly numero: number;
  readonly genre: string;
  readonly statut: Statut;
  /** A sentence without anybody's data, or a rule. */
  readonly detail?: string | undefined;
}

/** Whether it is known under that key, however it ended. */
export async function isKnownAct(db: Queryable, cle: string): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from actes_demarches where cle = $1', [cle]);
  return rowCount === 1;
}

/** Written once; what a key says does not change. Whether it is news. */
export async function recordAct(
  db: Queryable,
  { cle, instance, numero, genre, statut, detail }: DnAct,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into actes_demarches (cle, instance, numero, genre, statut, detail) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [cle, instance, numero, genre, statut, detail ?? null],
  );
  return rowCount === 1;
}

/** It was not done after all, for certain: it will be begun anew. */
export async function forgetAct(db: Queryable, cle: string): Promise<void> {
  await db.query('delete from actes_demarches where cle = $1', [cle]);
}

/** What a dossier has of one kind. */
export async function actsOf(
  db: Queryable,
  instance: string,
  numero: number,
  genre: string,
): Promise<readonly { readonly cle: string; readonly statut: Statut; readonly detail: string | null }[]> {
  const { rows } = await db.query<{ cle: string; statut: Statut; detail: string | null }>(
    'select cle, statut, detail from actes_demarches where instance = $1 and numero = $2 and genre = $3 order by le, cle',
    [instance, numero, genre],
  );
  return rows;
}

/** What was to be looked at of these kinds has been settled otherwise: it is closed, and why. */
export async function settleActs(
  db: Queryable,
  instance: string,
  numero: number,
  { genres, motif }: { readonly genres: readonly string[]; readonly motif: string },
): Promise<void> {
  await db.query(
    `update actes_demarches set leve_le = now(), leve_motif = $4
     where instance = $1 and numero = $2 and genre = any($3) and statut <> 'fait' and leve_le is null`,
    [instance, numero, genres, motif],
  );
}
