/** Who may act for an ESS as its porteur. A holder is a subject (`issuer|sub`) or a whole organisation. */
import { inTransaction, type Queryable } from '../server/pool.ts';

export interface Mandat {
  readonly id: string;
  readonly titulaire: string;
  readonly donneLe: Date;
  readonly retireLe: Date | null;
}

/** Once: a mandate that is running is not given twice, and `undefined` is resolved to. Else, its id. */
export async function giveMandate(
  db: Queryable,
  { ess, titulaire, donnePar }: { ess: string; titulaire: string; donnePar: string },
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `insert into mandats (ess, titulaire, donne_par) values ($1, $2, $3)
     on conflict (ess, titulaire) where retire_le is null do nothing returning id`,
    [ess, titulaire, donnePar],
  );
  return rows[0]?.id;
}

/** What became of it; the last one stays, or nobody could act any more. */
export const endMandate = (db: Queryable, ess: string, id: string): Promise<'retire' | 'dernier' | 'absent'> =>
  inTransaction(db, async (client) => {
    const { rows } = await client.query<{ id: string; titulaire: string }>(
      'select id, titulaire from mandats where ess = $1 and retire_le is null for update',
      [ess],
    );
    if (!rows.some((row) => row.id === id)) return 'absent';
    if (rows.length === 1) return 'dernier';
    await client.query('update mandats set retire_le = now() where id = $1', [id]);
    // Who acts no more invites no more.
    await client.query(
      `with retirees as (
         update invitations set issue = 'retiree', finie_le = now(), adresse = null
         where ess = $1 and issue is null and 'sujet:' || invite_par = $2 returning id)
       delete from courriels_personnels c using retirees where c.invitation = retirees.id`,
      [ess, rows.find((row) => row.id === id)?.titulaire],
    );
    return 'retire';
  });

export async function listMandates(db: Queryable, ess: string): Promise<readonly Mandat[]> {
  const { rows } = await db.query<{ id: string; titulaire: string; donne_le: Date; retire_le: Date | null }>(
    'select id, titulaire, donne_le, retire_le from mandats where ess = $1 order by donne_le, id',
    [ess],
  );
  return rows.map(({ id, titulaire, donne_le, retire_le }) => ({
    id,
    titulaire,
    donneLe: donne_le,
    retireLe: retire_le,
  }));
}
