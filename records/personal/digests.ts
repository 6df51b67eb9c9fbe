/** Whose digest is due today. */
import { writePersonalMail, type MailText } from './mails.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

export interface DigestReader<I = unknown> {
  readonly sujet: string;
  readonly courriel: string;
  readonly avecRien: boolean;
  /** Role and scope of their last token. */
  readonly identite: I;
  readonly desinscription: string;
}

/** Those who came within so many days are still at their post. */
const ABSENT_DAYS = 90;

/** Readers whose day it is (`le`, a civil date) and whose digest was not looked at yet. */
export async function dueDigests<I>(db: Queryable, le: string, limite = 50): Promise<readonly DigestReader<I>[]> {
  const { rows } = await db.query<DigestReader<I>>(
    `select sujet, courriel, avec_rien as "avecRien", identite, desinscription from espaces
     where recapitulatif = extract(isodow from $1::date) and courriel_confirme_le is not null and identite is not null
       and venu_le > $1::date - $2::int and recapitulatif_le is distinct from $1::date order by sujet limit $3`,
    [le, ABSENT_DAYS, limite],
  );
  return rows;
}

/** The digest of that day was looked at; `texte` absent: nothing awaits, and they want no word of it. Once a day, whoever looks. */
export const settleDigest = (
  db: Queryable,
  { sujet, courriel }: Pick<DigestReader, 'sujet' | 'courriel'>,
  le: string,
  texte: MailText | undefined,
): Promise<boolean> =>
  inTransaction(db, async (client) => {
    const { rowCount } = await client.query(
      `update espaces set recapitulatif_le = $2 where sujet = $1 and courriel = $3 and recapitulatif is not null
         and recapitulatif_le is distinct from $2::date`,
      [sujet, le, courriel],
    );
    if (rowCount !== 1 || texte === undefined) return false;
    const mail = { cle: `recapitulatif/${sujet}/${le}`, sujet, nature: 'recapitulatif', adresse: courriel } as const;
    return writePersonalMail(client, { ...mail, ...texte });
  });
