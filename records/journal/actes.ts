/** Who asked for each command of a case. The journal names a role; this names the subject, and is no one else's to read. */
import type pg from 'pg';
import type { Role } from '../../domain/valeurs.ts';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';

export interface Acte {
  readonly ess: string;
  readonly messageId: string;
  readonly commande: string;
  readonly role: Role;
  readonly sujet: string;
  readonly organisation: string;
  readonly delegation?: string;
}

/** An act of two parties: its family, and the digest of what it asks. */
export interface TwoPartyAct extends Acte {
  readonly famille: string;
  readonly empreinte: string;
}

const valuesOf = ({ ess, messageId, commande, role, sujet, organisation, delegation }: Acte) => [
  ess,
  messageId,
  commande,
  role,
  sujet,
  organisation,
  delegation ?? null,
];

/** A record kept with the act that carries it (`records/privacy/fiches.ts`). */
export interface ActRecord {
  readonly id: string;
  readonly nature: string;
  readonly contenu: object;
}

/**
 * Before the command is sent. A retry finds its own; of one that was refused, who asks again is its author. With its record,
 * in one statement: both are there, or neither. Resolves to whether the record is new.
 */
export async function recordAct(db: Queryable, acte: Acte, fiche?: ActRecord): Promise<boolean> {
  const { rows } = await db.query<{ ecrite: boolean }>({
    name: 'noter-acte',
    text: `with acte as (
      insert into actes (ess, message_id, commande, role, sujet, organisation, delegation)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (ess, message_id) do update set role = excluded.role, sujet = excluded.sujet,
        organisation = excluded.organisation, delegation = excluded.delegation, issue = 'demande'
      where actes.issue = 'refuse'
    ), fiche as (
      insert into fiches (id, ess, nature, contenu) select $8::uuid, $1, $9, $10::jsonb where $8::uuid is not null
      on conflict (id) do nothing returning id
    ) select exists (select from fiche) as ecrite`,
    values: [
      ...valuesOf(acte),
      ...(fiche === undefined ? [null, null, null] : [fiche.id, fiche.nature, JSON.stringify(fiche.contenu)]),
    ],
  });
  return rows[0]?.ecrite === true;
}

/** `autre-partie`: its organisation is another party of this family. `autre-demande`: that identifier named something else. */
export type Recorded = 'noted' | 'autre-partie' | 'autre-demande';

/** Families of acts of two parties in which this organisation has acted in this case under another role. Nothing is written. */
export async function otherPartyFamilies(
  db: Queryable,
  { ess, organisation, role }: Pick<Acte, 'ess' | 'organisation' | 'role'>,
): Promise<readonly string[]> {
  // The terms of the constraint `actes_deux_parties`.
  const { rows } = await db.query<{ famille: string }>(
    `select distinct famille from actes
     where ess = $1 and organisation = $2 and role <> $3 and famille is not null and issue <> 'refuse'`,
    [ess, organisation, role],
  );
  return rows.map(({ famille }) => famille);
}

const EXCLUSION = '23P01';
const turnOf = (ess: string, famille: string): string => `actes/${ess}/${famille}`;

/**
 * The same for an act of two parties, unless it may not be sent. Committed before it is sent, so that of two acts at once
 * the second finds the first: PostgreSQL refuses a second role of one organisation. Each request that was noted is
 * settled by `settleAct`.
 */
export async function recordTwoPartyAct(db: pg.Pool, acte: TwoPartyAct): Promise<Recorded> {
  try {
    return await inTransaction(db, (client) => noteTwoPartyAct(client, acte));
  } catch (error) {
    if ((error as { code?: string }).code === EXCLUSION) return 'autre-partie';
    throw error;
  }
}

async function noteTwoPartyAct(client: pg.PoolClient, acte: TwoPartyAct): Promise<Recorded> {
  const { ess, messageId, famille, empreinte, role, organisation, delegation } = acte;
  // In turn: two insertions that an exclusion opposes could each wait for the other.
  await lockNamed(client, turnOf(ess, famille));
  const { rows } = await client.query<{ id: number; issue: string; semblable: boolean }>(
    `select id, issue, role = $3 and organisation = $4 and delegation is not distinct from $5
       and coalesce(empreinte, $6) = $6 as semblable
     from actes where ess = $1 and message_id = $2 for update`,
    [ess, messageId, role, organisation, delegation ?? null, empreinte],
  );
  const [known] = rows;
  if (known === undefined) {
    await client.query(
      `insert into actes (ess, message_id, commande, role, sujet, organisation, delegation, famille, empreinte, envois)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)`,
      [...valuesOf(acte), famille, empreinte],
    );
    return 'noted';
  }
  if (known.issue !== 'refuse') {
    if (!known.semblable) return 'autre-demande';
    await client.query('update actes set envois = envois + 1 where id = $1', [known.id]);
    return 'noted';
  }
  await client.query(
    `update actes set commande = $3, role = $4, sujet = $5, organisation = $6, delegation = $7, famille = $8,
       empreinte = $9, issue = 'demande', envois = envois + 1 where ess = $1 and message_id = $2`,
    [...valuesOf(acte), famille, empreinte],
  );
  return 'noted';
}

/**
 * What became of a request. An accepted act stays so: its repetition may be refused. One of two parties (`famille`) is
 * refused once no request of it is on its way any more; it waits for its turn as `recordTwoPartyAct` does. Not waited for
 * on the disk: an issue that a crash of the server loses is one that is not known, as when the answer never came. A
 * statement of its own: it would make any transaction that it joined as hasty.
 */
export async function settleAct(
  pool: pg.Pool,
  { ess, messageId, famille }: { readonly ess: string; readonly messageId: string; readonly famille?: string },
  issue: 'accepte' | 'refuse' | 'inconnue',
): Promise<void> {
  await pool.query({
    name: 'issue-acte',
    text: `update actes set envois = greatest(envois - 1, 0), issue = case
         when issue = 'accepte' or $3 = 'accepte' then 'accepte'
         when $3 = 'refuse' and envois <= 1 then 'refuse'
         else issue end
     from (select set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock(hashtextextended($4, 0))) as avant
     where ess = $1 and message_id = $2 and (envois > 0 or issue <> 'accepte')`,
    // Without a name there is no lock: these functions are strict.
    values: [ess, messageId, issue, famille === undefined ? null : turnOf(ess, famille)],
  });
}
