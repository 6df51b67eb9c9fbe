import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { centimes } from '../../domain/valeurs.ts';
import { readDossier, saveDossier } from '../../records/journal/dossiers.ts';
import { appendJournal, JournalMismatch, readJournal } from '../../records/journal/journal.ts';
import { migrate } from '../../records/server/migrate.ts';
import { ensemble, ligne, resume } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

describe('the schema', () => {
  test('migrating again applies nothing', async () => {
    expect(await migrate(db.url, () => undefined)).toEqual([]);
  });
  test('migrating from several processes at once is safe', async () => {
    expect(await ensemble(5, () => migrate(db.url, () => undefined))).toEqual([[], [], [], [], []]);
  });
  test('a bigint arrives as a number, a date as text, and a bigint beyond 2^53 is refused', async () => {
    const { rows } = await db.pool.query("select 8000000::bigint as cents, '2028-02-29'::date as jour");
    expect(rows).toEqual([{ cents: 8_000_000, jour: '2028-02-29' }]);
    await expect(db.pool.query('select 9007199254740993::bigint')).rejects.toThrow(/2\^53/);
  });
});

describe('the journal', () => {
  test('lines come back as they were written, in order', async () => {
    await appendJournal(db.pool, 'ess-ordre', [ligne(1), ligne(2), ligne(3)]);
    expect(await readJournal(db.pool, 'ess-ordre')).toEqual([ligne(1), ligne(2), ligne(3)]);
    expect(await readJournal(db.pool, 'ess-ordre', { apresRang: 1, limite: 1 })).toEqual([ligne(2)]);
  });
  test('appending the same lines again changes nothing, even many times at once', async () => {
    await ensemble(20, () => appendJournal(db.pool, 'ess-encore', [ligne(1), ligne(2)]));
    expect(await readJournal(db.pool, 'ess-encore')).toEqual([ligne(1), ligne(2)]);
  });
  test('another event at an ordinal already written is an error, and nothing is written', async () => {
    await appendJournal(db.pool, 'ess-autre', [ligne(1)]);
    await expect(appendJournal(db.pool, 'ess-autre', [ligne(1, 'courriel'), ligne(2)])).rejects.toThrow(
      JournalMismatch,
    );
    expect(await readJournal(db.pool, 'ess-autre')).toEqual([ligne(1)]);
  });
  test('a gap is an error', async () => {
    await expect(appendJournal(db.pool, 'ess-trou', [ligne(2)])).rejects.toThrow(JournalMismatch);
  });
  test.each([
    ['update', "update journal set regle = 'X'"],
    ['delete', 'delete from journal'],
    ['truncate', 'truncate journal cascade'],
  ])('the database itself refuses to %s it', async (_, statement) => {
    await appendJournal(db.pool, 'ess-fixe', [ligne(1)]);
    await expect(db.pool.query(statement)).rejects.toThrow(/append-only/);
  });
});

describe('the read model', () => {
  test('an earlier state arriving late does not replace a later one', async () => {
    await saveDossier(db.pool, { ess: 'ess-tard', rang: 2, etat: { rang: 2 }, resume: resume({ phase: 'creation' }) });
    await saveDossier(db.pool, { ess: 'ess-tard', rang: 1, etat: { rang: 1 }, resume: resume() });
    const dossier = await readDossier<{ rang: number }>(db.pool, 'ess-tard');
    expect(dossier?.etat).toEqual({ rang: 2 });
    expect(dossier?.resume.phase).toBe('creation');
  });
  test('a summary comes back as it was saved', async () => {
    const saved = resume({
      montantVerseCentimes: centimes(4_000_000),
      motifCloture: 'resiliation',
      intitule: 'ESS 01',
    });
    await saveDossier(db.pool, { ess: 'ess-resume', rang: 1, etat: {}, resume: saved });
    expect((await readDossier(db.pool, 'ess-resume'))?.resume).toMatchObject(saved);
  });
});
