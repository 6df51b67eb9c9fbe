/** docs/menaces.md: each threat names a test that exists, and each finding of the attack has its threat. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const RACINE = join(import.meta.dirname, '../..');
const TEXTE = readFileSync(join(RACINE, 'docs/menaces.md'), 'utf8');
const lignes = TEXTE.slice(TEXTE.indexOf('## Threats, measures, proof'), TEXTE.indexOf('## What remains'))
  .split('\n')
  .filter((ligne) => ligne.startsWith('|') && !/^\| (threat|-+) /.test(ligne))
  .map((ligne) => {
    const [menace = '', mesure = '', preuve = ''] = ligne.split('|').slice(1, -1);
    return { menace: menace.trim(), mesure: mesure.trim(), preuve: preuve.trim() };
  });

test.each(lignes)('$menace : la preuve existe', ({ menace, mesure, preuve }) => {
  expect(mesure).not.toBe('');
  const nommes = [...preuve.matchAll(/`(test\/[^`]+)`/g)].map(([, fichier = '']) => fichier);
  for (const fichier of nommes) expect(existsSync(join(RACINE, fichier)), fichier).toBe(true);
  for (const fichier of nommes) expect(fichier).toMatch(/\.test\.ts$/);
  // What cannot be shown by a test says so.
  if (nommes.length === 0) expect(menace).toBe('a package with a known defect');
});

test('les vingt constats ont leur menace, et les fichiers que le texte nomme existent', () => {
  const dits = lignes.map(({ menace }) => menace).join('\n');
  for (let numero = 1; numero <= 20; numero += 1) expect(dits, `F${numero}`).toMatch(new RegExp(`\\bF${numero}\\b`));
  for (const [, fichier = ''] of TEXTE.matchAll(/`(test\/[^`]+)`/g))
    expect(existsSync(join(RACINE, fichier)), fichier).toBe(true);
});
