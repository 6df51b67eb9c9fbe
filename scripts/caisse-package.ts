/**
 * `npm run paquet-caisse -- FOLDER`: the program of a caisse (`caisse/`) as a package by itself, for who has nothing else of
 * ours: what it imports, without types, and the libraries it needs at the versions that are tested here.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = 'caisse/main.ts';
/** Loaded by its path, not imported. */
const BY_PATH = ['engine/connection/failure-converter.ts'];
const IMPORT = /^\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'/gm;

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly engines: object;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Writes the package; resolves to the files it holds. */
export async function writeCaissePackage(folder: string): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const written: string[] = [];
  const libraries = new Set<string>();
  const queue = [ENTRY, ...BY_PATH];
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    const target = source.replace(/\.ts$/, '.js');
    if (written.includes(target)) continue;
    const code = stripTypeScriptTypes(await readFile(join(ROOT, source), 'utf8'));
    for (const [, imported = ''] of code.matchAll(IMPORT))
      if (imported.startsWith('.')) queue.push(relative(ROOT, resolve(ROOT, dirname(source), imported)));
      else if (!imported.startsWith('node:')) libraries.add(libraryOf(imported));
    await mkdir(dirname(join(folder, target)), { recursive: true });
    await writeFile(join(folder, target), code.replace(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, '$1$2.js$1'));
    written.push(target);
  }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifestOf(manifest, libraries), null, 2)}\n`);
  await writeFile(join(folder, 'README.md'), await readFile(join(ROOT, 'docs/caisse-autonome.md')));
  await writeFile(join(folder, 'LICENSE'), await readFile(join(ROOT, 'LICENSE')));
  return [...written, 'package.json', 'README.md', 'LICENSE'];
}

/** « @temporalio/worker/lib » → « @temporalio/worker ». */
const libraryOf = (imported: string): string => imported.split('/', imported.startsWith('@') ? 2 : 1).join('/');

function manifestOf({ version, license, engines, dependencies }: Manifest, libraries: ReadonlySet<string>): object {
  const needed = [...libraries].toSorted().map((name) => {
    const pinned = dependencies[name];
    if (pinned === undefined) throw new Error(`${name} is no dependency of ours`);
    return [name, pinned] as const;
  });
  return {
    name: 'ess-executant-caisse',
    version,
    description: 'Exécutant d’une caisse autonome : reçoit ses ordres de paiement',
    license,
    type: 'module',
    engines,
    bin: { 'ess-executant-caisse': ENTRY.replace(/\.ts$/, '.js') },
    dependencies: Object.fromEntries(needed),
  };
}

const [folder] = process.argv.slice(2);
if (import.meta.main) {
  if (folder === undefined) throw new Error('A folder is expected: npm run paquet-caisse -- FOLDER');
  for (const file of await writeCaissePackage(resolve(folder))) console.log(file);
}
