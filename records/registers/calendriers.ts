/** Links that calendar programs subscribe to. The secret of a link is given once; its digest is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from '../server/pool.ts';

/** `D`: what is asked; `I`: the identity in whose name it is read. */
export interface Calendar<D = unknown, I = unknown> {
  readonly id: string;
  readonly demande: D;
  readonly identite: I;
  readonly creeLe: Date;
  readonly expireLe: Date;
}

const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const COLUMNS = 'id, demande, identite, cree_le as "creeLe", expire_le as "expireLe"';
const RUNNING = 'revoque_le is null and expire_le > now()';

/** Resolves to the link and to its secret, which nothing can give again. */
export async function createCalendar(
  db: Queryable,
  { demande, identite, sujet }: { demande: object; identite: object; sujet: string },
): Promise<{ readonly calendrier: Calendar; readonly secret: string }> {
  const secret = randomBytes(24).toString('base64url');
  const { rows } = await db.query<Calendar>(
    `insert into calendriers (secret_sha256, demande, identite, sujet) values ($1, $2, $3, $4) returning ${COLUMNS}`,
    [digest(secret), JSON.stringify(demande), JSON.stringify(identite), sujet],
  );
  const [calendrier] = rows;
  if (calendrier === undefined) throw new Error('the calendar was not written');
  return { calendrier, secret };
}

export async function calendarOfSecret(db: Queryable, secret: string): Promise<Calendar | undefined> {
  const { rows } = await db.query<Calendar>(
    `select ${COLUMNS} from calendriers where secret_sha256 = $1 and ${RUNNING}`,
    [digest(secret)],
  );
  return rows[0];
}

/** Those that this subject asked for and that run. */
export async function listCalendars(db: Queryable, sujet: string): Promise<readonly Calendar[]> {
  const { rows } = await db.query<Calendar>(
    `select ${COLUMNS} from calendriers where sujet = $1 and ${RUNNING} order by cree_le, id limit 200`,
    [sujet],
  );
  return rows;
}

/** Whether it was running. */
export async function revokeCalendar(db: Queryable, id: string, sujet: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update calendriers set revoque_le = now() where id = $1 and sujet = $2 and ${RUNNING}`,
    [id, sujet],
  );
  return rowCount === 1;
}
