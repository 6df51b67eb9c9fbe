/** Sessions in PostgreSQL: revocable, bounded, encrypted; what was typed is given back to its author alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer } from '../../console/shell/sealed.ts';
import { createSessions, type Session } from '../../console/shell/sessions.ts';
import { keyring, newKey, parseKey } from '../../engine/connection/keys.ts';
import { freshDatabase } from '../records/postgres.ts';

const cle = () => parseKey(newKey(new Date()), 'essai');
const [ancienne, nouvelle] = [cle(), cle()];
const SESSION: Session = {
  provider: 'local',
  subject: 'https://fournisseur.example|agent-01',
  name: 'Agent 01',
  tokens: { access: 'jeton-d-acces-secret', until: 2_000_000_000_000, refresh: 'jeton-de-renouvellement', id: 'x' },
  formToken: 'jeton-du-formulaire',
};

let base: Awaited<ReturnType<typeof freshDatabase>>;
const sessions = (...cles: ReturnType<typeof cle>[]) => createSessions(base.pool, createSealer(keyring(cles)));
beforeAll(async () => {
  base = await freshDatabase();
});
afterAll(() => base.drop());

describe('une session', () => {
  test('se retrouve par son cookie, et par lui seul ; la base n’a ni le cookie ni les jetons', async () => {
    const toutes = sessions(ancienne);
    const cookie = await toutes.open(SESSION);
    expect(await toutes.find(cookie)).toEqual({ state: 'open', session: SESSION });
    expect(await toutes.find(`${cookie}x`)).toEqual({ state: 'none' });
    const { rows } = await base.pool.query<{ tout: string }>('select s::text as tout from console_sessions s');
    const ecrit = rows.map(({ tout }) => tout).join();
    for (const secret of [cookie, 'jeton-d-acces-secret', 'jeton-de-renouvellement', 'jeton-du-formulaire'])
      expect(ecrit).not.toContain(secret);
  });

  test.each([
    ['une heure sans usage', "vue_le = now() - interval '61 minutes'"],
    ['dix heures, même employée', "creee_le = now() - interval '10 hours 1 minute'"],
  ])('finit après %s ; on sait encore de qui elle était', async (_quand, recul) => {
    const toutes = sessions(ancienne);
    const cookie = await toutes.open(SESSION);
    await base.pool.query(`update console_sessions set ${recul}`);
    expect(await toutes.find(cookie)).toEqual({ state: 'over', session: SESSION });
    expect(await toutes.change(cookie, (session) => Promise.resolve(session))).toBeUndefined();
  });

  test('fermée, n’ouvre plus rien ; fermée par une autre personne, reste ouverte', async () => {
    const toutes = sessions(ancienne);
    const cookie = await toutes.open(SESSION);
    const [une] = await toutes.list(cookie, SESSION.subject);
    expect(une?.current).toBe(true);
    expect(await toutes.closeOther(une?.id ?? '', 'quelqu’un d’autre')).toBe(false);
    expect((await toutes.find(cookie)).state).toBe('open');
    expect(await toutes.closeOther(une?.id ?? '', SESSION.subject)).toBe(true);
    expect(await toutes.find(cookie)).toEqual({ state: 'none' });
  });

  test('survit au changement de clé tant que l’ancienne est donnée, et pas au delà', async () => {
    const cookie = await sessions(ancienne).open(SESSION);
    expect((await sessions(nouvelle, ancienne).find(cookie)).state).toBe('open');
    expect(await sessions(nouvelle).find(cookie)).toEqual({ state: 'none' });
  });

  test('n’est renouvelée qu’une fois par deux pages à la fois', async () => {
    const toutes = sessions(ancienne);
    const cookie = await toutes.open(SESSION);
    let renouvellements = 0;
    const renouveler = (session: Session): Promise<Session> => {
      if (session.tokens.access === 'neuf') return Promise.resolve(session);
      renouvellements += 1;
      return Promise.resolve({ ...session, tokens: { ...session.tokens, access: 'neuf' } });
    };
    await Promise.all([toutes.change(cookie, renouveler), toutes.change(cookie, renouveler)]);
    expect(renouvellements).toBe(1);
  });
});

describe('ce qui a été saisi', () => {
  test('est rendu à son auteur, pour la même page, et à personne d’autre', async () => {
    const toutes = sessions(ancienne);
    const id = await toutes.keepTyped('agent-01', '/dossiers/x', { motif: 'Un motif.', pieces: ['a', 'b'] });
    expect(await toutes.typed(id, 'agent-01', '/dossiers/x')).toEqual({ motif: 'Un motif.', pieces: ['a', 'b'] });
    expect(await toutes.typed(id, 'agent-02', '/dossiers/x')).toBeUndefined();
    expect(await toutes.typed(id, 'agent-01', '/autre')).toBeUndefined();
    expect(await toutes.typed('x', 'agent-01', '/dossiers/x')).toBeUndefined();
    const { rows } = await base.pool.query<{ contenu: string }>('select contenu from console_saisies');
    expect(rows.map(({ contenu }) => contenu).join()).not.toContain('motif');
  });

  test('est oublié au bout d’une heure', async () => {
    const toutes = sessions(ancienne);
    const id = await toutes.keepTyped('agent-01', '/x', { a: 'b' });
    await base.pool.query("update console_saisies set creee_le = now() - interval '61 minutes'");
    expect(await toutes.typed(id, 'agent-01', '/x')).toBeUndefined();
    await toutes.sweep();
    expect((await base.pool.query('select 1 from console_saisies')).rowCount).toBe(0);
  });
});
