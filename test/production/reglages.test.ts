/** Settings: whoever installs finds each of them in the user documentation. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const RACINE = join(import.meta.dirname, '../..');
const fichiers = (dossier: string, extension: string): string[] =>
  readdirSync(join(RACINE, dossier), { recursive: true, encoding: 'utf8' })
    .filter((nom) => nom.endsWith(extension))
    .map((nom) => readFileSync(join(RACINE, dossier, nom), 'utf8'));

const PROGRAMMES = ['api', 'cli', 'codec', 'depot', 'engine', 'mail', 'records', 'runtime', 'temporal', 'worker'];
/** Of the machine, not of ours. */
const AILLEURS = ['PATH', 'HOME', 'XDG_CACHE_HOME', 'LOCALAPPDATA'];

test('chaque réglage que les programmes lisent est dans la documentation', () => {
  const documentation = fichiers('docs', '.md').join('\n');
  const lus = new Set(
    PROGRAMMES.flatMap((dossier) => fichiers(dossier, '.ts')).flatMap((code) =>
      [...code.matchAll(/\benv\['([A-Z][A-Z0-9_]+)'\]|'(ESS_[A-Z0-9_]+)'/g)].map(([, un, autre]) => un ?? autre ?? ''),
    ),
  );
  expect(lus.size).toBeGreaterThan(20);
  const absents = [...lus].filter((reglage) => !AILLEURS.includes(reglage) && !documentation.includes(`\`${reglage}`));
  expect(absents).toEqual([]);
});
