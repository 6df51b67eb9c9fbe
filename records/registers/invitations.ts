/** Invitations to act for an ESS: a link that is sent once, answered once, and lives a week. Nothing of it is in a journal. */
import { createHash, randomBytes } from 'node:crypto';
import { writePersonalMail, type MailText } from '../personal/mails.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { giveMandate } from './mandats.ts';

export const DAYS_TO_ANSWER = 7;
/** In a day, of one case, and of one person over all their cases: the addresses may be anybody's. */
export const MOST_OF_CASE = 10;
export const MOST_OF_PERSON = 20;

export type InvitationState = 'en-attente' | 'acceptee' | 'refusee' | 'retiree' | 'expiree';

export interface Invitation {
  readonly id: string;
  readonly ess: string;
  /** Null once it is over: it is kept no longer than it serves. */
  readonly adresse: string | null;
  readonly etat: InvitationState;
  readonly inviteLe: Date;
  readonly expireLe: Date;
}

/** Words of the mail, from the secret of its link and the instant when it ends. */
export type ComposeInvitation = (secret: string, expireLe: Date) => MailText;

const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const STATE = `case when issue is not null then issue when expire_le <= now() then 'expiree' else 'en-attente' end`;
const COLUMNS = `id, ess, adresse, ${STATE} as etat, invite_le as "inviteLe", expire_le as "expireLe"`;

/** Invites that address, whose former link in this case is over; `trop`: too many in a day, nothing is sent. */
export const invite = (
  db: Queryable,
  { ess, adresse, invitePar }: { readonly ess: string; readonly adresse: string; readonly invitePar: string },
  compose: ComposeInvitation,
): Promise<Invitation | 'trop'> =>
  inTransaction(db, async (client): Promise<Invitation | 'trop'> => {
    // Two that are asked for at once are counted one after the other.
    for (const held of [`invitations ${ess}`, `invitations de ${invitePar}`])
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [held]);
    const { rows: counts } = await client.query<{ dossier: number; personne: number }>(
      `select count(*) filter (where ess = $1)::int as dossier, count(*) filter (where invite_par = $2)::int as personne
       from invitations where invite_le > now() - interval '1 day' and (ess = $1 or invite_par = $2)`,
      [ess, invitePar],
    );
    const { dossier = 0, personne = 0 } = counts[0] ?? {};
    if (dossier >= MOST_OF_CASE || personne >= MOST_OF_PERSON) return 'trop';
    await end(client, 'lower(adresse) = lower($2) and ess = $1', [ess, adresse]);
    const secret = randomBytes(32).toString('base64url');
    const { rows } = await client.query<Invitation>(
      `insert into invitations (ess, adresse, sha256, invite_par, expire_le)
       values ($1, $2, $3, $4, now() + make_interval(days => $5)) returning ${COLUMNS}`,
      [ess, adresse, digest(secret), invitePar, DAYS_TO_ANSWER],
    );
    const [made] = rows;
    if (made === undefined) throw new Error('the invitation was not written');
    const mail = { cle: `invitation/${made.id}`, invitation: made.id, nature: 'invitation', adresse } as const;
    await writePersonalMail(client, { ...mail, ...compose(secret, made.expireLe) });
    return made;
  });

/** Takes back those that wait and meet this condition, with their mails that have not left. */
async function end(client: Queryable, condition: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `update invitations set issue = 'retiree', finie_le = now(), adresse = null where issue is null and ${condition} returning id`,
    [...values],
  );
  await client.query('delete from courriels_personnels where invitation = any($1)', [rows.map(({ id }) => id)]);
  return rows.length;
}

/** Of a case, the newest first. */
export async function listInvitations(db: Queryable, ess: string): Promise<readonly Invitation[]> {
  const { rows } = await db.query<Invitation>(
    `select ${COLUMNS} from invitations where ess = $1 order by invite_le desc, id`,
    [ess],
  );
  return rows;
}

/** Whether there was one that waited. */
export const withdrawInvitation = (db: Queryable, ess: string, id: string): Promise<boolean> =>
  inTransaction(db, async (client) => (await end(client, 'ess = $1 and id = $2 and expire_le > now()', [ess, id])) > 0);

/** The invitation of a link; `undefined`: no link has this secret. */
export async function invitationOf(db: Queryable, secret: string): Promise<Invitation | undefined> {
  const { rows } = await db.query<Invitation>(`select ${COLUMNS} from invitations where sha256 = $1`, [digest(secret)]);
  return rows[0];
}

/**
 * Answers a link, once. Accepted, the holder has the mandate, given by who invited. Resolves to the invitation as it was found:
 * `en-attente`, and it is answered; any other state, and nothing is done.
 */
export const answerInvitation = (
  db: Queryable,
  secret: string,
  reponse: 'acceptee' | 'refusee',
  titulaire: string,
): Promise<Invitation | undefined> =>
  inTransaction(db, async (client) => {
    const { rows } = await client.query<Invitation & { invitePar: string }>(
      `select ${COLUMNS}, invite_par as "invitePar" from invitations where sha256 = $1 for update`,
      [digest(secret)],
    );
    const [found] = rows;
    if (found === undefined) return undefined;
    const { invitePar, ...invitation } = found;
    if (invitation.etat !== 'en-attente') return invitation;
    if (reponse === 'acceptee') await giveMandate(client, { ess: found.ess, titulaire, donnePar: invitePar });
    await client.query('update invitations set issue = $2, finie_le = now(), adresse = null where id = $1', [
      found.id,
      reponse,
    ]);
    await client.query('delete from courriels_personnels where invitation = $1', [found.id]);
    return invitation;
  });

/** A link that is over keeps no address, and nothing at all after a year. */
export async function forgetInvitations(db: Queryable): Promise<void> {
  await db.query(`delete from invitations where expire_le < now() - interval '1 year'`);
  await db.query(
    `with finies as (update invitations set adresse = null where expire_le <= now() and adresse is not null returning id)
     delete from courriels_personnels c using finies where c.invitation = finies.id`,
  );
}
