/** The authorities that have letters to write. */
import type { Queryable } from '../server/pool.ts';

/** The ARS that decides and the caisse of the seat of the cases that are not archived, each once, in alphabetical order. */
export async function authoritiesOfOpenCases(
  db: Queryable,
): Promise<{ readonly role: 'ars' | 'caisse'; readonly code: string }[]> {
  const { rows } = await db.query<{ role: 'ars' | 'caisse'; code: string }>(
    `select 'ars' as role, region as code from dossiers where etat ->> 'archiveLe' is null and region <> ''
     union
     select 'caisse', caisse from dossiers where etat ->> 'archiveLe' is null and caisse <> ''
     order by 1, 2`,
  );
  return rows;
}
