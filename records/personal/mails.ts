/** Mails to a person about their own work: written once a key, sent later, kept until their space, or the invitation, goes. */
import { createHash } from 'node:crypto';
import { inTransaction, type Queryable } from '../server/pool.ts';

export interface PersonalMail {
  /** For ever: what was written under it is not written twice. */
  readonly cle: string;
  /** Whose space it is of; an invitation goes to who has none. */
  readonly sujet?: string;
  readonly invitation?: string;
  readonly nature: 'code' | 'recapitulatif' | 'invitation';
  readonly adresse: string;
  readonly objet: string;
  readonly corps: string;
  readonly corpsHtml: string;
}

/** Words of a mail, before who it is for. */
export type MailText = Pick<PersonalMail, 'objet' | 'corps' | 'corpsHtml'>;

/** Whether it was not written already. */
export async function writePersonalMail(db: Queryable, mail: PersonalMail): Promise<boolean> {
  const { cle, sujet = null, invitation = null, nature, adresse, objet, corps, corpsHtml } = mail;
  const messageId = `<${createHash('sha256').update(cle).digest('hex').slice(0, 40)}@ess.invalid>`;
  const { rowCount } = await db.query(
    `insert into courriels_personnels (cle, sujet, nature, adresse, objet, corps, corps_html, message_id, invitation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (cle) do nothing`,
    [cle, sujet, nature, adresse, objet, corps, corpsHtml, messageId, invitation],
  );
  return rowCount === 1;
}

export interface PendingMail extends PersonalMail {
  readonly id: number;
  readonly messageId: string;
  /** Secret of the link that ends the digest; null: a mail of no space. */
  readonly desinscription: string | null;
}

/** What is not sent within three days says nothing any more. */
const DAYS = 3;

/**
 * Sends what is due, oldest first, one transaction each: the row stays locked while `send` runs. What left keeps no word of what
 * it said; what failed comes later and later. Resolves to the errors.
 */
export async function sendPersonalMails(
  db: Queryable,
  send: (mail: PendingMail) => Promise<unknown>,
  limite = 50,
): Promise<readonly Error[]> {
  const { rows } = await db.query<{ id: number }>(
    `select id from courriels_personnels where envoye_le is null and prochain_essai <= now()
       and cree_le > now() - make_interval(days => $1) order by id limit $2`,
    [DAYS, limite],
  );
  const errors: Error[] = [];
  for (const { id } of rows) {
    const error = await inTransaction(db, (client) => sendOne(client, id, send));
    if (error !== undefined) errors.push(error);
  }
  return errors;
}

async function sendOne(
  client: Queryable,
  id: number,
  send: (mail: PendingMail) => Promise<unknown>,
): Promise<Error | undefined> {
  const { rows } = await client.query<PendingMail>(
    `select c.id, c.cle, c.sujet, c.nature, c.adresse, c.objet, c.corps, c.corps_html as "corpsHtml",
       c.message_id as "messageId", e.desinscription from courriels_personnels c left join espaces e using (sujet)
     where c.id = $1 and c.envoye_le is null for update of c skip locked`,
    [id],
  );
  const [mail] = rows;
  if (mail === undefined) return undefined;
  await client.query('savepoint envoi');
  try {
    // Written before it leaves: a database that takes nothing more would have each try send a copy.
    await client.query(
      `update courriels_personnels set envoye_le = now(), tentatives = tentatives + 1, derniere_erreur = null, corps = '',
         corps_html = null where id = $1`,
      [id],
    );
    await send(mail);
    return undefined;
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    await client.query('rollback to savepoint envoi');
    await client.query(
      `update courriels_personnels set tentatives = tentatives + 1, derniere_erreur = $2,
         prochain_essai = now() + least(30 * 2 ^ least(tentatives, 8), 7200) * interval '1 second' where id = $1`,
      [id, error.message.slice(0, 500)],
    );
    return error;
  }
}
