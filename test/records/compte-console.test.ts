/** The console's own account: its sessions and the forms that it keeps, and nothing else of the database. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer } from '../../console/shell/sealed.ts';
import { createSessions } from '../../console/shell/sessions.ts';
import { keyring, newKey, parseKey } from '../../engine/connection/keys.ts';
import { openRecords, type Records } from '../../records/server/start.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

const SQL = new URL('../../records/server/compte-console.sql', import.meta.url);
const SANS_ROLE = 'the account of the tests may not create roles';

describe('le compte de la console', () => {
  const role = `ess_console_${randomBytes(4).toString('hex')}`;
  let db: FreshDatabase;
  let records: Records | undefined;

  beforeAll(async () => {
    db = await freshDatabase();
    const { rows } = await db.pool.query<{ peut: boolean }>(
      'select rolsuper or rolcreaterole as peut from pg_roles where rolname = current_user',
    );
    // On a server of someone's the tests' account may not create accounts.
    if (rows[0]?.peut !== true) return;
    await db.pool.query(`create role ${role} login password 'essai'`);
    await db.pool.query((await readFile(SQL, 'utf8')).replaceAll('ess_console', role));
    const url = new URL(db.url);
    url.username = role;
    url.password = 'essai';
    records = await openRecords({ databaseUrl: url.href, log: () => undefined });
  });
  afterAll(async () => {
    if (records !== undefined) {
      await records.close();
      await db.pool.query(`drop owned by ${role}`);
      await db.pool.query(`drop role ${role}`);
    }
    await db.drop();
  });

  test('tient une session de son ouverture à sa fin, et ce qui a été saisi', async ({ skip }) => {
    if (records === undefined) return skip(SANS_ROLE);
    const sessions = createSessions(records.pool, createSealer(keyring([parseKey(newKey(new Date()), 'essai')])));
    const session = {
      provider: 'local',
      subject: 'https://fournisseur.example|agent-01',
      name: 'Agent 01',
      tokens: { access: 'x', until: 2_000_000_000_000, id: 'y' },
      formToken: 'z',
    };
    const cookie = await sessions.open(session);
    expect(await sessions.find(cookie)).toEqual({ state: 'open', session });
    await sessions.change(cookie, (one) => Promise.resolve({ ...one, role: 'ars' }));
    expect(await sessions.list(cookie, session.subject)).toHaveLength(1);
    const id = await sessions.keepTyped(session.subject, '/x', { motif: 'Un motif.' });
    expect(await sessions.typed(id, session.subject, '/x')).toEqual({ motif: 'Un motif.' });
    await sessions.expire(cookie);
    await sessions.close(cookie);
    await sessions.sweep();
    expect((await sessions.find(cookie)).state).toBe('none');
  });

  test('ne lit ni n’écrit aucune autre table', async ({ skip }) => {
    if (records === undefined) return skip(SANS_ROLE);
    const { rows } = await db.pool.query<{ nom: string; peut: string }>(
      `select c.relname as nom, p as peut from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
         and has_table_privilege($1, c.oid, p) order by 1, 2`,
      [role],
    );
    const quatre = ['DELETE', 'INSERT', 'SELECT', 'UPDATE'];
    expect(rows.map(({ nom, peut }) => `${nom} ${peut}`)).toEqual([
      ...quatre.map((peut) => `console_saisies ${peut}`),
      ...quatre.map((peut) => `console_sessions ${peut}`),
      'migrations SELECT',
    ]);
    for (const requete of ['select 1 from journal', 'select 1 from fiches', 'create table intrus (a int)'])
      await expect(records.pool.query(requete), requete).rejects.toMatchObject({ code: '42501' });
  });
});
