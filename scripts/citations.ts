/** Writes the lines that the rules quote, from the folder of the source texts (`002_….txt`): `node scripts/run.mjs scripts/citations.ts FOLDER`. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CATALOGUE } from '../domain/catalogue/index.ts';
import { lignesCitees } from '../domain/catalogue/references.ts';

const [, , dossier] = process.argv;
if (dossier === undefined) throw new Error('Give the folder of the source texts.');

/** What a person reads of a line: no mark-up of the file that it was drawn from. */
const lue = (ligne: string): string =>
  ligne
    .replace(/<[^>]+>|\[bookmark: [^\]]*\]|\*\*/g, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

const citees: Record<string, Record<string, string>> = {};
for (const nom of (await readdir(dossier)).sort()) {
  const texte = nom.slice(0, 3);
  const lignes = (await readFile(join(dossier, nom), 'utf8')).split(/\r?\n/);
  const voulues = CATALOGUE.filter(({ source }) => !source.includes('(silence)'))
    .flatMap(({ source }) => lignesCitees(source))
    .filter((cite) => cite.texte === texte)
    .flatMap((cite) => cite.lignes);
  const dites = [...new Set(voulues)]
    .toSorted((a, b) => a - b)
    .map((ligne) => [String(ligne), lue(lignes[ligne - 1] ?? '')] as const)
    .filter(([, dite]) => dite !== '');
  citees[texte] = Object.fromEntries(dites);
}
await writeFile(new URL('../domain/catalogue/citations.json', import.meta.url), `${JSON.stringify(citees, null, 2)}\n`);
