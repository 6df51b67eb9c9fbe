import { cleFiness, estFiness } from '../../domain/creation/finess.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  countAdherents,
  duplicateAdherents,
  listAdhesions,
  upsertAdhesions,
} from '../../records/registers/adhesions.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import {
  assignFiness,
  FinessDejaAttribue,
  readFiness,
  recordClosing,
  recordManualFiness,
} from '../../records/registers/finess.ts';
import { claimTerritory, conflicts, releaseTerritory } from '../../records/registers/territoires.ts';
import { dossierOf } from '../api/support.ts';
import { adhesion, date, ensemble } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const revendication = (
  ess: string,
  specialite: string,
  changes: { departements?: string[]; derogation?: boolean } = {},
) => ({
  ess,
  le: date('2026-05-17'),
  specialites: [specialite],
  departements: ['33'],
  derogation: false,
  ...changes,
});

describe('territory (ELI-02, DEC-15)', () => {
  test('of 50 claims of one pair at once exactly one is uncontested', async () => {
    const answers = await ensemble(50, (n) => claimTerritory(db.pool, revendication(`ess-${n}`, 'cardiologie')));
    expect(answers.filter(({ conteste }) => !conteste)).toHaveLength(1);
  });
  test('claims that share pairs in opposite orders do not block each other', async () => {
    const answers = await ensemble(20, (n) => {
      const departements = n % 2 === 0 ? ['16', '17', '19'] : ['19', '17', '16'];
      return claimTerritory(db.pool, revendication(`ess-${n}`, 'ordre', { departements }));
    });
    expect(answers.filter(({ conteste }) => !conteste)).toHaveLength(1);
  });
  test('any common department counts, and the other ESS is named', async () => {
    await claimTerritory(db.pool, revendication('regionale', 'neurologie', { departements: ['16', '33', '40'] }));
    expect(await claimTerritory(db.pool, revendication('locale', 'neurologie'))).toEqual({
      conteste: true,
      autres: ['regionale'],
    });
    expect(await conflicts(db.pool, revendication('tierce', 'neurologie'))).toEqual(['locale', 'regionale']);
    expect(await conflicts(db.pool, revendication('tierce', 'neurologie', { departements: ['75'] }))).toEqual([]);
  });
  test('claiming again changes nothing', async () => {
    const first = await claimTerritory(db.pool, revendication('ess-a', 'rhumatologie'));
    expect(await claimTerritory(db.pool, revendication('ess-a', 'rhumatologie'))).toEqual(first);
    const { rows } = await db.pool.query("select count(*) as n from territoires where specialite = 'rhumatologie'");
    expect(rows).toEqual([{ n: 1 }]);
  });
  test('a derogation of the CPN stands beside an uncontested claim', async () => {
    await claimTerritory(db.pool, revendication('ess-a', 'urologie'));
    const answer = await claimTerritory(db.pool, revendication('ess-b', 'urologie', { derogation: true }));
    expect(answer).toEqual({ conteste: false, autres: ['ess-a'] });
  });
  test('once the holder is released a contested claim, asked again, is uncontested', async () => {
    await claimTerritory(db.pool, revendication('ess-a', 'gynecologie'));
    await claimTerritory(db.pool, revendication('ess-b', 'gynecologie'));
    await releaseTerritory(db.pool, 'ess-a', date('2027-01-01'));
    await releaseTerritory(db.pool, 'ess-a', date('2027-02-02'));
    expect((await claimTerritory(db.pool, revendication('ess-b', 'gynecologie'))).conteste).toBe(false);
    const { rows } = await db.pool.query(
      "select distinct libere_le from territoires where ess = 'ess-a' and libere_le > '2027-01-01'",
    );
    expect(rows).toEqual([]);
  });
  test('the database refuses a second uncontested claim, whatever the code does', async () => {
    await claimTerritory(db.pool, revendication('ess-a', 'pneumologie'));
    const second = `insert into territoires (specialite, departement, ess, conteste, derogation, revendique_le)
      values ('pneumologie', '33', 'ess-z', false, false, '2026-01-01')`;
    await expect(db.pool.query(second)).rejects.toThrow(/territoires_un_seul_titulaire/);
  });
});

describe('FINESS (FIN-01)', () => {
  test('50 requests at once give 50 different numbers with the right key', async () => {
    const numeros = await ensemble(50, (n) => assignFiness(db.pool, `finess-${n}`, '33'));
    expect(new Set(numeros).size).toBe(50);
    expect(numeros.every((numero) => numero !== null && estFiness(numero) && numero.startsWith('33'))).toBe(true);
  });
  test('one ESS always gets the same number, even asked many times at once', async () => {
    const numeros = await ensemble(20, () => assignFiness(db.pool, 'finess-seule', '40'));
    expect(new Set(numeros).size).toBe(1);
  });
  test.each([
    ['2A', /^2A9\d{6}$/],
    ['974', /^979\d{6}$/],
    ['976', /^979\d{6}$/],
  ])('department %s has its prefix', async (departement, forme) => {
    const numero = await assignFiness(db.pool, `finess-${departement}`, departement);
    expect(numero).toMatch(forme);
    expect(estFiness(numero ?? '')).toBe(true);
  });
  test('the key is that of Luhn: one wrong digit is seen', () => {
    expect(cleFiness('75000000')).toBe('2');
    expect(estFiness('750000002')).toBe(true);
    expect(estFiness('750000003')).toBe(false);
    expect(estFiness('760000002')).toBe(false);
  });
  test('a number given by hand replaces the automatic one and is never given to another ESS', async () => {
    const premier = await assignFiness(db.pool, 'main-a', '87');
    const suivant = String(Number(premier?.slice(0, 8)) + 1);
    const numero = suivant + cleFiness(suivant);
    await recordManualFiness(db.pool, 'main-a', numero);
    await recordManualFiness(db.pool, 'main-a', numero);
    expect(await readFiness(db.pool, 'main-a')).toMatchObject({ numero, mode: 'manuel' });
    await expect(recordManualFiness(db.pool, 'main-b', numero)).rejects.toThrow(FinessDejaAttribue);
    expect([premier, numero]).not.toContain(await assignFiness(db.pool, 'main-b', '87'));
  });
  test('its closing is that of the case, opened again when it is struck; a late retry changes nothing (FIN-05, DEC-33)', async () => {
    const ess = 'finess-ferme';
    const { etat, resume } = dossierOf(ess);
    await assignFiness(db.pool, ess, '33');
    const apres = async (rang: number, fermeLe: string | null) => {
      await saveDossier(db.pool, { ess, rang, etat: { ...etat, rang }, resume });
      await recordClosing(db.pool, ess, rang, fermeLe === null ? null : date(fermeLe));
      return (await readFiness(db.pool, ess))?.fermeLe;
    };
    expect(await apres(3, '2026-05-17')).toBe('2026-05-17');
    expect(await apres(2, null)).toBe('2026-05-17');
    expect(await apres(4, null)).toBeNull();
  });
});

describe('adherents (DEC-11)', () => {
  test('no adhesion at all is not the same as none in force', async () => {
    expect(await countAdherents(db.pool, 'vide', date('2026-01-15'), ['cardiologie'])).toBeNull();
    await upsertAdhesions(db.pool, 'future', [adhesion(1, { signeeLe: date('2026-02-01') })]);
    expect(await countAdherents(db.pool, 'future', date('2026-01-15'), ['cardiologie'])).toBe(0);
  });
  test.each([
    ['2026-01-14', 0],
    ['2026-01-15', 1],
    ['2027-01-14', 1],
    ['2027-01-15', 0],
  ])('signed on 15 January 2026, left on 15 January 2027: on %s counts %i', async (jour, attendu) => {
    await upsertAdhesions(db.pool, 'bornes', [adhesion(1, { sortieLe: date('2027-01-15') })]);
    expect(await countAdherents(db.pool, 'bornes', date(jour), ['cardiologie'])).toBe(attendu);
  });
  test('distinct RPPS, liberal, of the specialties only', async () => {
    await upsertAdhesions(db.pool, 'mixte', [
      adhesion(1),
      adhesion(1, { signeeLe: date('2026-01-20') }),
      adhesion(2, { liberal: false }),
      adhesion(3, { specialite: 'neurologie' }),
      adhesion(4),
    ]);
    expect(await countAdherents(db.pool, 'mixte', date('2026-02-01'), ['cardiologie'])).toBe(2);
    expect(await countAdherents(db.pool, 'mixte', date('2026-02-01'), ['cardiologie', 'neurologie'])).toBe(3);
  });
  test('an adhesion recorded again is corrected', async () => {
    await upsertAdhesions(db.pool, 'corrigee', [adhesion(5)]);
    await upsertAdhesions(db.pool, 'corrigee', [adhesion(5, { sortieLe: date('2026-06-30') })]);
    expect(await listAdhesions(db.pool, 'corrigee')).toEqual([adhesion(5, { sortieLe: date('2026-06-30') })]);
  });
});

describe('doublons d’adhérents', () => {
  test('un médecin dans deux ESS de la même spécialité, sur la même période, est signalé des deux côtés (DEC-11)', async () => {
    await upsertAdhesions(db.pool, 'double-a', [
      adhesion(71),
      adhesion(72, { sortieLe: date('2026-06-01') }),
      adhesion(73),
    ]);
    await upsertAdhesions(db.pool, 'double-b', [
      adhesion(71),
      adhesion(72, { signeeLe: date('2026-06-01') }),
      adhesion(73, { specialite: 'autre' }),
    ]);
    const { rpps, specialite } = adhesion(71);
    expect(await duplicateAdherents(db.pool, 'double-a')).toEqual([
      { rpps, specialite, ess: 'double-a', autre: 'double-b' },
    ]);
    expect((await duplicateAdherents(db.pool)).filter((doublon) => doublon.rpps === rpps)).toHaveLength(2);
  });
});
