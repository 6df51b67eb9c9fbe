/** The one reader of CSV of every import: dialects, dates, amounts. API-04. */
import { describe, expect, test } from 'vitest';
import { centsOf, isoDate, readCsv } from '../../runtime/csv.ts';
import { centimesIso } from '../../tresorerie/retours/ligne.ts';

const lire = (texte: string) =>
  readCsv(texte, { titles: { nom: ['Nom', 'Dénomination'] }, most: 10 }).lignes.map(({ ligne, champs }) => [
    ligne,
    Object.fromEntries(champs),
  ]);

describe('un CSV se lit', () => {
  test.each([
    ['à points-virgules, une virgule dans un titre', '"Nom, usuel";Le\nA;1\n', [[2, { 'nom-usuel': 'A', le: '1' }]]],
    ['à tabulations', 'Nom\tLe\nA\t1\n', [[2, { nom: 'A', le: '1' }]]],
    ['à barres', 'Nom|Le\nA|1\n', [[2, { nom: 'A', le: '1' }]]],
    ['où sep= dit la virgule', 'sep=,\nNom;usuel,Le\nA,1\n', [[3, { 'nom-usuel': 'A', le: '1' }]]],
    ['par un synonyme', 'Dénomination;Le\nA;1\n', [[2, { nom: 'A', le: '1' }]]],
    ['à lignes vides', '\n\nNom;Le\n\nA;1\n;\n', [[5, { nom: 'A', le: '1' }]]],
    ['à guillemets', 'Nom;Le\n"A;""b""\nc";1\n', [[3, { nom: 'A;"b"\nc', le: '1' }]]],
    ['à lignes plus courtes', 'Nom;Le\nA\n', [[2, { nom: 'A', le: '' }]]],
  ])('%s', (_cas, texte, lignes) => expect(lire(texte)).toEqual(lignes));

  test('une valeur sans titre n’est pas perdue : elle est dite', () =>
    expect(() => lire('Nom;Le\nA;1;B\n')).toThrow(/ligne 2 : « B »/));
});

test.each([
  ['15/06/2026', '2026-06-15'],
  ['5/6/26', '2026-06-05'],
  ['15.06.2026', '2026-06-15'],
  ['2026-06-15', '2026-06-15'],
  ['2026/06/15', '2026-06-15'],
  ['2026-06-15T00:00:00', '2026-06-15'],
  ['15/06/2026 00:00', '2026-06-15'],
  ['juin', 'juin'],
])('la date %s se lit %s', (texte, date) => expect(isoDate(texte)).toBe(date));

test.each([
  ['40000', 4_000_000],
  ['40 000,00 €', 4_000_000],
  ['40\u202f000,05', 4_000_005],
  ['40.000,5', 4_000_050],
  ['40,000.50', 4_000_050],
  ['0,05', 5],
  ['1,234', undefined],
  ['1.234', undefined],
  ['1e6', undefined],
  ['-5', undefined],
  ['', undefined],
])('le montant « %s » se lit %s centimes', (texte, centimes) => expect(centsOf(texte)).toBe(centimes));

test.each([
  ['40000.00', 4_000_000],
  ['40000.05000', 4_000_005],
  ['40000.', 4_000_000],
  ['40000', 4_000_000],
])('le décimal ISO « %s » est %i centimes', (texte, centimes) => expect(centimesIso(texte, 'x')).toBe(centimes));
test.each(['40000,00', '40000.001', '1e6', ''])('« %s » n’est pas un décimal ISO', (texte) =>
  expect(() => centimesIso(texte, 'x')).toThrow(/illisible/),
);
