/** Programs of before: the workflow code of earlier commits, kept as bundles. */
import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const DOSSIER = join(import.meta.dirname, '../histoires/programmes');
export const PROGRAMMES = readdirSync(DOSSIER);
/** The worker wants a source map; what it would map is only run here. */
const SANS_SOURCES = Buffer.from(JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })).toString(
  'base64',
);

/** The workflow code of a commit, bundled then as it was (docs/evolution.md says how), without its source map. */
export async function programme(fichier: string): Promise<string> {
  const chemin = join(await temporaryFolder(), fichier.slice(0, -'.br'.length));
  const code = brotliDecompressSync(readFileSync(join(DOSSIER, fichier))).toString();
  await writeFile(chemin, `${code}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${SANS_SOURCES}`);
  return chemin;
}
