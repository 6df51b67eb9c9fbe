/** Mails to a person about their own work: written once a key, sent later, kept until their space goes. */
import { createHash } from 'node:crypto';
import type { Queryable } from '../server/pool.ts';

export interface PersonalMail {
  /** For ever: what was written under it is not written twice. */
  readonly cle: string;
  readonly sujet: string;
  readonly nature: 'code' | 'recapitulatif';
  readonly adresse: string;
  readonly objet: string;
  readonly corps: string;
  readonly corpsHtml: string;
}

/** Words of a mail, before who it is for. */
export type MailText = Pick<PersonalMail, 'objet' | 'corps' | 'corpsHtml'>;

/** Whether it was not written already. */
export async function writePersonalMail(db: Queryable, mail: PersonalMail): Promise<boolean> {
  const { cle, sujet, nature, adresse, objet, corps, corpsHtml } = mail;
  const messageId = `<${createHash('sha256').update(cle).digest('hex').slice(0, 40)}@ess.invalid>`;
  const { rowCount } = await db.query(
    `insert into courriels_personnels (cle, sujet, nature, adresse, objet, corps, corps_html, message_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (cle) do nothing`,
    [cle, sujet, nature, adresse, objet, corps, corpsHtml, messageId],
  );
  return rowCount === 1;
}
