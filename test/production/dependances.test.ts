/** docs/dependances.md: each direct dependency has its line, and no line is of one that is gone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const RACINE = join(import.meta.dirname, '../..');
const lire = (fichier: string) => readFileSync(join(RACINE, fichier), 'utf8');
const { dependencies, devDependencies } = JSON.parse(lire('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

const page = lire('docs/dependances.md');
const partie = (titre: string): string => page.split(/^## /m).find((une) => une.startsWith(titre)) ?? '';
/** Names in the first column of its table. */
const nommes = (titre: string): readonly string[] =>
  partie(titre)
    .split('\n')
    .filter((ligne) => ligne.startsWith('| `'))
    .flatMap((ligne) => [...(ligne.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, nom = '']) => nom));

test.each([
  ['In production', dependencies],
  ['For those who work on it', devDependencies],
])('« %s » nomme chaque dépendance directe, une fois, et elle seule', (titre, voulues) => {
  expect(nommes(titre).toSorted()).toEqual(Object.keys(voulues).toSorted());
});

test('ce qui est en retard est une dépendance d’ici', () => {
  const toutes = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  const retards = nommes('Behind their latest');
  expect(retards.length).toBeGreaterThan(0);
  expect(retards.filter((nom) => !toutes.has(nom))).toEqual([]);
});
