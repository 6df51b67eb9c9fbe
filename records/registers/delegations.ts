/** An agent acts for another of the same organisation, for a time. */
import type { DateCivile, Role } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

export interface GivenDelegation {
  readonly delegant: string;
  readonly delegataire: string;
  readonly organisation: string;
  readonly role: Role;
  readonly regions: readonly string[];
  readonly caisses: readonly string[];
  readonly du: DateCivile;
  readonly au: DateCivile;
  readonly motif: string;
}

export interface Delegation extends GivenDelegation {
  readonly id: string;
  readonly creeeLe: Date;
  readonly revoqueeLe: Date | null;
}

const COLUMNS = `id, delegant, delegataire, organisation, role, regions, caisses, du, au, motif,
  creee_le as "creeeLe", revoquee_le as "revoqueeLe"`;

export async function createDelegation(db: Queryable, donnee: GivenDelegation): Promise<Delegation> {
  const { delegant, delegataire, organisation, role, regions, caisses, du, au, motif } = donnee;
  const { rows } = await db.query<Delegation>(
    `insert into delegations (delegant, delegataire, organisation, role, regions, caisses, du, au, motif)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
    [delegant, delegataire, organisation, role, regions, caisses, du, au, motif],
  );
  const [created] = rows;
  if (created === undefined) throw new Error('the delegation was not written');
  return created;
}

export async function readDelegation(db: Queryable, id: string): Promise<Delegation | undefined> {
  const { rows } = await db.query<Delegation>(`select ${COLUMNS} from delegations where id = $1`, [id]);
  return rows[0];
}

/** Given or received by this subject, latest first. */
export async function listDelegations(db: Queryable, sujet: string): Promise<readonly Delegation[]> {
  const { rows } = await db.query<Delegation>(
    `select ${COLUMNS} from delegations where delegant = $1 or delegataire = $1 order by creee_le desc, id limit 500`,
    [sujet],
  );
  return rows;
}

/** Whether this subject had given it, and it was running. */
export async function revokeDelegation(db: Queryable, id: string, delegant: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'update delegations set revoquee_le = now() where id = $1 and delegant = $2 and revoquee_le is null',
    [id, delegant],
  );
  return rowCount === 1;
}
