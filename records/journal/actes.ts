/** Who asked for each command of a case. The journal names a role; this names the subject, and is no one else's to read. */
import type pg from 'pg';
import type { Role } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

export interface Acte {
  readonly ess: string;
  readonly messageId: string;
  readonly commande: string;
  readonly role: Role;
  readonly sujet: string;
  readonly organisation: string;
  readonly delegation?: string;
}

/** Before the command is sent. A retry finds its own. */
export async function recordAct(db: Queryable, acte: Acte): Promise<void> {
  await db.query(
    `insert into actes (ess, message_id, commande, role, sujet, organisation, delegation)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (ess, message_id) do nothing`,
    [acte.ess, acte.messageId, acte.commande, acte.role, acte.sujet, acte.organisation, acte.delegation ?? null],
  );
}

/**
 * What became of it. An accepted act stays so: its repetition may be refused. Not waited for on the disk: an issue that a
 * crash of the server loses is one that is not known, as when the answer never came. A statement of its own: it would make
 * any transaction that it joined as hasty.
 */
export async function settleAct(
  pool: pg.Pool,
  ess: string,
  messageId: string,
  issue: 'accepte' | 'refuse',
): Promise<void> {
  await pool.query(
    `update actes set issue = $3 from (select set_config('synchronous_commit', 'off', true)) as sans_attendre
     where ess = $1 and message_id = $2 and issue <> 'accepte'`,
    [ess, messageId, issue],
  );
}

/**
 * Role and organisation behind the acts of these names, latest first. One whose answer never came may have been accepted:
 * it counts.
 */
export async function actorsOf(
  db: Queryable,
  ess: string,
  commandes: readonly string[],
): Promise<readonly { readonly role: Role; readonly organisation: string }[]> {
  const { rows } = await db.query<{ role: Role; organisation: string }>(
    `select role, organisation from actes where ess = $1 and commande = any($2) and issue <> 'refuse' order by id desc`,
    [ess, commandes],
  );
  return rows;
}
