/** The console holds no rule of the law: what it stands on, read in its own files. */
import { readFileSync, globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const RACINE = join(import.meta.dirname, '../..');

/** Of ours: the typed client, what any server of ours is made of, the keys; the records, for the process's sessions. */
const PERMIS: readonly RegExp[] = [
  /^api\/client\//,
  /^runtime\//,
  /^console\//,
  /^engine\/connection\/keys\.ts$/,
  /^identity\/settings\.ts$/,
];
const PROCESSUS = /^records\/server\/start\.ts$/;
const BIBLIOTHEQUES = [
  '@swc/core',
  'express',
  'helmet',
  'jose',
  'openid-client',
  'pg',
  'preact',
  'preact-render-to-string',
  'zod',
];

const importsDe = (code: string): readonly string[] =>
  [...code.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, nom]) => nom ?? '');

/** What is imported that should not be. */
function ecarts(fichier: string, code: string): readonly string[] {
  return importsDe(code).filter((nom) => {
    if (nom.startsWith('node:')) return false;
    if (!nom.startsWith('.')) return !BIBLIOTHEQUES.includes(nom);
    const cible = relative(RACINE, join(RACINE, dirname(fichier), nom));
    return !PERMIS.some((permis) => permis.test(cible)) && !(fichier === 'console/main.ts' && PROCESSUS.test(cible));
  });
}

const fichiers = globSync('console/**/*.{ts,tsx}', { cwd: RACINE });

test('aucun fichier de la console n’importe la loi, le moteur, les courriers ni la base', () => {
  expect(fichiers.length).toBeGreaterThan(40);
  const trouves = fichiers.flatMap((fichier) =>
    ecarts(fichier, readFileSync(join(RACINE, fichier), 'utf8')).map((nom) => `${fichier} : ${nom}`),
  );
  expect(trouves).toEqual([]);
});

test('un import de la loi est vu', () => {
  expect(ecarts('console/pages/x.tsx', "import { decider } from '../../domain/decider.ts';")).toHaveLength(1);
  expect(ecarts('console/pages/x.tsx', "import { openRecords } from '../../records/server/start.ts';")).toHaveLength(1);
  expect(ecarts('console/pages/x.tsx', "const x = await import('../../documents/courrier.ts');")).toHaveLength(1);
});

test('son script tient sous quinze kilo-octets, et n’évalue rien', () => {
  const script = readFileSync(join(RACINE, 'console/script/console.js'), 'utf8');
  expect(Buffer.byteLength(script)).toBeLessThan(15 * 1024);
  expect(script).not.toMatch(/\beval\b|new Function|innerHTML|import\(/);
});

test('aucune page n’a de style ni de script dans ses balises', () => {
  for (const fichier of fichiers.filter((nom) => nom.endsWith('.tsx'))) {
    const code = readFileSync(join(RACINE, fichier), 'utf8');
    expect(code, fichier).not.toMatch(/\bstyle=|dangerouslySetInnerHTML|\bon[A-Z]\w+=|javascript:/);
  }
});
