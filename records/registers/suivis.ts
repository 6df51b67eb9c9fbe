/** Who of an organisation looks at a case, or deals with it: told to colleagues of the same role, never a right. */
import type { Queryable } from '../server/pool.ts';

/** Closed: one looks, or one deals with it. */
export const MANIERES = ['regarde', 'traite'] as const;
export type Maniere = (typeof MANIERES)[number];

/** Who follows, as the identity provider knows them; `nom`: how they want to be called, when they say. */
export interface Suiveur {
  readonly role: string;
  readonly organisation: string;
  readonly sujet: string;
}

export interface Suivi {
  readonly sujet: string;
  readonly comme: Maniere;
  readonly nom: string | null;
  readonly depuis: Date;
}

/** Said again, it replaces what was said; `depuis` stays while the manner does. */
export async function follow(
  db: Queryable,
  ess: string,
  { role, organisation, sujet }: Suiveur,
  { comme, nom }: { readonly comme: Maniere; readonly nom?: string },
): Promise<void> {
  await db.query(
    `insert into suivis as s (ess, role, organisation, sujet, comme, nom) values ($1, $2, $3, $4, $5, $6)
     on conflict (ess, role, organisation, sujet) do update set comme = excluded.comme, nom = excluded.nom,
       depuis = case when s.comme = excluded.comme then s.depuis else now() end`,
    [ess, role, organisation, sujet, comme, nom ?? null],
  );
}

/** Nothing is left of it. */
export async function unfollow(db: Queryable, ess: string, { role, organisation, sujet }: Suiveur): Promise<void> {
  await db.query('delete from suivis where ess = $1 and role = $2 and organisation = $3 and sujet = $4', [
    ess,
    role,
    organisation,
    sujet,
  ]);
}

/** Who follows these cases, in the role and the organisation of the reader; who deals with it first. */
export async function followersOf(
  db: Queryable,
  ess: readonly string[],
  { role, organisation }: Pick<Suiveur, 'role' | 'organisation'>,
): Promise<ReadonlyMap<string, readonly Suivi[]>> {
  const { rows } = await db.query<Suivi & { ess: string }>(
    `select ess, sujet, comme, nom, depuis from suivis where ess = any($1) and role = $2 and organisation = $3
     order by comme desc, depuis, sujet`,
    [ess, role, organisation],
  );
  return Map.groupBy(rows, (row) => row.ess);
}
