/** The console's own account: its sessions and the forms that it keeps, and nothing else of the database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer } from '../../console/shell/sealed.ts';
import { createSessions } from '../../console/shell/sessions.ts';
import { keyring, newKey, parseKey } from '../../engine/connection/keys.ts';
import { ouvrirCompte, SANS_ROLE, type Compte } from './compte.ts';

describe('le compte de la console', () => {
  let compte: Compte;
  beforeAll(async () => {
    compte = await ouvrirCompte('compte-console.sql', 'ess_console');
  });
  afterAll(() => compte.fermer());

  test('tient une session de son ouverture à sa fin, et ce qui a été saisi', async ({ skip }) => {
    const { records } = compte;
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
    const { records } = compte;
    if (records === undefined) return skip(SANS_ROLE);
    const { rows } = await compte.db.pool.query<{ nom: string; peut: string }>(
      `select c.relname as nom, p as peut from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
         and has_table_privilege($1, c.oid, p) order by 1, 2`,
      [compte.role],
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
