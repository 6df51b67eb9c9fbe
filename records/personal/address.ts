/** The address to which somebody wants to be told: nothing but a code leaves for it until the code comes back. */
import { createHash, randomInt, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { writePersonalMail, type MailText } from './mails.ts';
import type { Queryable } from '../server/pool.ts';

/** Codes that one person may have sent in a day: the address may be someone else's. */
export const MOST_CODES = 5;
/** Wrong codes after which another has to be asked for. */
export const MOST_TRIES = 5;
const HOURS = 24;

export type ComposeCode = (code: string) => MailText;

const digest = (sujet: string, code: string): string => createHash('sha256').update(`${sujet}\n${code}`).digest('hex');

/** Sends a code to that address; `false`: too many were sent today, nothing is. In the space of the subject. */
export async function sendCode(
  client: pg.PoolClient,
  sujet: string,
  courriel: string,
  composer: ComposeCode,
): Promise<boolean> {
  const { rows } = await client.query<{ nombre: number }>(
    `select count(*)::int as nombre from courriels_personnels
     where sujet = $1 and nature = 'code' and cree_le > now() - interval '1 day'`,
    [sujet],
  );
  if ((rows[0]?.nombre ?? 0) >= MOST_CODES) return false;
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  await client.query(
    `insert into codes_de_courriel (sujet, courriel, sha256, expire_le)
     values ($1, $2, $3, now() + make_interval(hours => $4))
     on conflict (sujet) do update set courriel = $2, sha256 = $3, expire_le = excluded.expire_le, essais = 0`,
    [sujet, courriel, digest(sujet, code), HOURS],
  );
  const mail = { cle: `code/${randomUUID()}`, sujet, nature: 'code', adresse: courriel } as const;
  return writePersonalMail(client, { ...mail, ...composer(code) });
}

/** `faux`: not that code; `perime`: none can be given any more, another is to be asked for. */
export type Confirmation = 'confirme' | 'faux' | 'perime';

/** Compares the code with the last one sent, for the address that the space still has. In the space of the subject. */
export async function confirmAddress(client: pg.PoolClient, sujet: string, code: string): Promise<Confirmation> {
  const { rows } = await client.query<{ sha256: string }>(
    `update codes_de_courriel c set essais = essais + 1 from espaces e
     where c.sujet = $1 and e.sujet = c.sujet and e.courriel = c.courriel and c.expire_le > now() and c.essais < $2
     returning c.sha256`,
    [sujet, MOST_TRIES],
  );
  const [sent] = rows;
  if (sent === undefined) return 'perime';
  if (sent.sha256 !== digest(sujet, code)) return 'faux';
  await client.query('update espaces set courriel_confirme_le = now() where sujet = $1', [sujet]);
  await forgetCode(client, sujet);
  return 'confirme';
}

export async function forgetCode(db: Queryable, sujet: string): Promise<void> {
  await db.query('delete from codes_de_courriel where sujet = $1', [sujet]);
}
