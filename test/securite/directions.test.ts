/** The check of directions refuses what the plan forbids: a circle, an arrow up. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const RACINE = join(import.meta.dirname, '../..');

/** What the check finds in a tree of these files. */
async function verifier(fichiers: Readonly<Record<string, string>>): Promise<string> {
  const plante = await mkdtemp(join(tmpdir(), 'directions-'));
  try {
    const tous = {
      ...fichiers,
      'tsconfig.json':
        '{ "compilerOptions": { "module": "NodeNext", "allowImportingTsExtensions": true, "noEmit": true } }',
      'package.json': '{ "type": "module" }',
    };
    for (const [nom, contenu] of Object.entries(tous)) {
      await mkdir(dirname(join(plante, nom)), { recursive: true });
      await writeFile(join(plante, nom), contenu);
    }
    const args = ['domain', 'records', '--config', join(RACINE, '.dependency-cruiser.json')];
    return await promisify(execFile)(join(RACINE, 'node_modules/.bin/depcruise'), args, { cwd: plante }).then(
      ({ stdout }) => stdout,
      (erreur: unknown) => (erreur as { stdout: string }).stdout,
    );
  } finally {
    await rm(plante, { recursive: true, force: true });
  }
}

test('un cercle entre deux fichiers d’une même pièce, fût-ce par leurs types, est refusé', async () => {
  const dit = await verifier({
    'domain/a.ts': "import type { B } from './b.ts';\nexport type A = B | 1;\n",
    'domain/b.ts': "import type { A } from './a.ts';\nexport type B = A | 2;\n",
    'records/c.ts': 'export const c = 1;\n',
  });
  expect(dit).toMatch(/no-circle: domain\/[ab]\.ts/);
});

test('une flèche qui remonte est refusée', async () => {
  const dit = await verifier({
    'domain/a.ts': "export { b } from '../records/b.ts';\n",
    'records/b.ts': 'export const b = 1;\n',
  });
  expect(dit).toContain('floor-1-law-and-runtime: domain/a.ts → records/b.ts');
});

test('ce qui suit le plan passe', async () => {
  const dit = await verifier({
    'domain/a.ts': 'export const a = 1;\n',
    'records/b.ts': "export { a } from '../domain/a.ts';\n",
  });
  expect(dit).toContain('no dependency violations found');
});
