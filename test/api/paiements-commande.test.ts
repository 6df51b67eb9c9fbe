/** `ess paiements`, as a caisse runs it: the words of its screens and of its CSV, an account as it is copied. REC-02, DEC-13. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCaisseAccount } from '../../records/money/lots.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { pain002, recevoir } from '../tresorerie/banque-essai.ts';
import { ouvrirCaisse } from './caisse-vivante.ts';

const PROGRAMME = fileURLToPath(new URL('../../cli/ess.ts', import.meta.url));
const LE = '2025-06-16';
let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const ess = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [PROGRAMME, 'paiements', ...args, '--caisse', 'gironde'], {
    env: { ...process.env, DATABASE_URL: db.url },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (erreur: { code: number; stdout: string; stderr: string }) => erreur,
  );

test('le rapprochement dit en français et en euros ce que dit son CSV : soldes, mouvements, raisons', async () => {
  const caisse = await ouvrirCaisse(db.pool);
  caisse.horloge.maintenant = Date.parse(`${LE}T07:00:00Z`);
  await caisse.naitre('ess-33-c0a', 'ess-33-c0b');
  const { message, virements } = recevoir((await caisse.lot(LE)).fichier);
  const [execute, rejete] = virements.map(({ reference }) => reference) as [string, string];
  const { lignes } = await caisse.retour(
    pain002({
      message,
      creeLe: `${LE}T08:00:00`,
      lots: [{ virements: [{ reference: execute, statut: 'ACSC' }, { reference: rejete, statut: 'RJCT', code: 'AC04' }] }], // prettier-ignore
    }),
  );
  expect(lignes.map(({ issue }) => issue)).toEqual(['appliquee', 'appliquee']);

  const { code, stdout, stderr } = await ess('rapprochement', '--mois', '2025-06');
  expect(stdout).toMatch(/Rejeté par la banque .*40[\s\u202f]000,00 € +AC04 compte clos/);
  expect(stderr).toMatch(/Ordonnancé, à payer : ouverture .*clôture 0,00 €\./);
  expect(stderr).toContain("Le grand livre et le journal s'accordent au centime.");
  // Neither a code, nor cents.
  expect(stdout + stderr).not.toMatch(/a-payer|rejete\b|4000000/);
  expect(code).toBe(0);
});

test('un compte se recopie comme il vient, et se garde comme les banques l’écrivent ; faux, le champ est nommé', async () => {
  const iban = 'IBAN : fr76\u00a03000 6000 0112 3456 7890 189';
  expect(await ess('compte', '--titulaire', 'CPAM 33', '--iban', iban, '--bic', 'agri fr pp')).toMatchObject({
    code: 0,
  });
  expect(await readCaisseAccount(db.pool, 'gironde')).toMatchObject({
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
  });
  const faux = await ess('compte', '--titulaire', 'CPAM 33', '--iban', iban, '--bic', 'DEUTDEFF');
  expect([faux.code, faux.stderr]).toEqual([2, expect.stringMatching(/--bic : .*\(DE\).*\(FR\)/)]);
});
