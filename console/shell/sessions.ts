/** Sessions of browsers, in PostgreSQL: a row is a session, deleting it closes it. The cookie's value is nowhere kept. */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Sealer } from './sealed.ts';

/** Without a request for so long, a session is over. */
export const IDLE_MINUTES = 60;
/** However used, a session is over: a working day. */
export const ABSOLUTE_HOURS = 10;
/** What was typed is kept for who signs in again. */
const TYPED_MINUTES = 60;

/** What the provider gave; `until`: epoch milliseconds. None of it reaches the browser. */
export interface Tokens {
  readonly access: string;
  readonly until: number;
  readonly refresh?: string;
  /** For signing out at the provider. */
  readonly id: string;
}

export interface Session {
  readonly provider: string;
  /** Issuer and subject, as the API names people. */
  readonly subject: string;
  /** As their provider calls them, to show to themselves. */
  readonly name: string;
  readonly tokens: Tokens;
  /** In every form of this session (synchronizer token). */
  readonly formToken: string;
  /** Role chosen among several; the API's first when absent. */
  readonly role?: string;
  /** Delegation under which it acts. */
  readonly delegation?: string;
}

export type Found =
  | { readonly state: 'open'; readonly session: Session }
  /** Over, but known: who it was may be said, nothing else. */
  | { readonly state: 'over'; readonly session: Session }
  | { readonly state: 'none' };

/** Fields of a form, as browsers send them. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface OpenSession {
  readonly current: boolean;
  readonly id: string;
  readonly since: Date;
  readonly seen: Date;
}

export interface Sessions {
  /** A new session; the returned value is the cookie's. */
  open(session: Session): Promise<string>;
  find(cookie: string): Promise<Found>;
  /** Replaces what it holds; under the lock of its row when `change` asks the provider. Nothing when it is closed. */
  change(cookie: string, change: (session: Session) => Promise<Session>): Promise<Session | undefined>;
  close(cookie: string): Promise<void>;
  /** Ends it without forgetting whose it was. */
  expire(cookie: string): Promise<void>;
  /** Those of the same person, by the short name of each. */
  list(cookie: string, subject: string): Promise<readonly OpenSession[]>;
  /** Closes one of the same person, by its short name. */
  closeOther(id: string, subject: string): Promise<boolean>;
  keepTyped(subject: string, path: string, fields: Fields): Promise<string>;
  /** What this person had typed for this path. */
  typed(id: string, subject: string, path: string): Promise<Fields | undefined>;
  /** Forgets what is over. */
  sweep(): Promise<void>;
  ping(): Promise<void>;
}

const hash = (cookie: string): Buffer => createHash('sha256').update(cookie).digest();
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Hexadecimal digits of an id that are shown: enough to tell one's sessions apart, too few to be anything else. */
const SHORT = 12;

/** The row stands within both limits. */
const STANDING = `vue_le > now() - interval '${IDLE_MINUTES} minutes' and creee_le > now() - interval '${ABSOLUTE_HOURS} hours'`;

export function createSessions(pool: pg.Pool, { seal, open }: Sealer): Sessions {
  const read = async (sealed: string) => (await open(sealed)) as Session | undefined;
  return {
    async open(session) {
      const cookie = randomBytes(32).toString('base64url');
      await pool.query('insert into console_sessions (id, sujet, contenu) values ($1, $2, $3)', [
        hash(cookie),
        session.subject,
        await seal(session),
      ]);
      return cookie;
    },
    async find(cookie) {
      const id = hash(cookie);
      const { rows } = await pool.query<{ contenu: string; standing: boolean; stale: boolean }>(
        `select contenu, ${STANDING} as standing, vue_le < now() - interval '1 minute' as stale from console_sessions where id = $1`,
        [id],
      );
      const [row] = rows;
      const session = row === undefined ? undefined : await read(row.contenu);
      if (row === undefined || session === undefined) return { state: 'none' };
      if (!row.standing) return { state: 'over', session };
      if (row.stale) await pool.query('update console_sessions set vue_le = now() where id = $1', [id]);
      return { state: 'open', session };
    },
    async change(cookie, change) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const { rows } = await client.query<{ contenu: string }>(
          `select contenu from console_sessions where id = $1 and ${STANDING} for update`,
          [hash(cookie)],
        );
        const session = rows[0] === undefined ? undefined : await read(rows[0].contenu);
        const changed = session === undefined ? undefined : await change(session);
        if (changed !== undefined)
          await client.query('update console_sessions set contenu = $2 where id = $1', [
            hash(cookie),
            await seal(changed),
          ]);
        await client.query('commit');
        return changed;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    async close(cookie) {
      await pool.query('delete from console_sessions where id = $1', [hash(cookie)]);
    },
    async expire(cookie) {
      await pool.query(
        `update console_sessions set vue_le = now() - interval '${IDLE_MINUTES + 1} minutes' where id = $1`,
        [hash(cookie)],
      );
    },
    async list(cookie, subject) {
      const { rows } = await pool.query<{ id: string; creee_le: Date; vue_le: Date; current: boolean }>(
        `select left(encode(id, 'hex'), ${SHORT}) as id, creee_le, vue_le, id = $2 as current
         from console_sessions where sujet = $1 and ${STANDING} order by vue_le desc limit 50`,
        [subject, hash(cookie)],
      );
      return rows.map(({ id, creee_le: since, vue_le: seen, current }) => ({ id, since, seen, current }));
    },
    async closeOther(id, subject) {
      const { rowCount } = await pool.query(
        `delete from console_sessions where sujet = $1 and left(encode(id, 'hex'), ${SHORT}) = $2`,
        [subject, id],
      );
      return rowCount !== 0;
    },
    async keepTyped(subject, path, fields) {
      const { rows } = await pool.query<{ id: string }>(
        'insert into console_saisies (id, sujet, chemin, contenu) values (gen_random_uuid(), $1, $2, $3) returning id',
        [subject, path, await seal(fields)],
      );
      return (rows[0] as { id: string }).id;
    },
    async typed(id, subject, path) {
      if (!UUID.test(id)) return undefined;
      const { rows } = await pool.query<{ contenu: string }>(
        `select contenu from console_saisies where id = $1 and sujet = $2 and chemin = $3
         and creee_le > now() - interval '${TYPED_MINUTES} minutes'`,
        [id, subject, path],
      );
      return rows[0] === undefined ? undefined : ((await open(rows[0].contenu)) as Fields | undefined);
    },
    async sweep() {
      // A session that is over is kept a day: who comes back with it is told so, and keeps what they typed.
      await pool.query("delete from console_sessions where vue_le < now() - interval '1 day'");
      await pool.query(`delete from console_saisies where creee_le < now() - interval '${TYPED_MINUTES} minutes'`);
    },
    async ping() {
      await pool.query('select 1');
    },
  };
}
