/**
 * A sample of `npm run mutation`: blocks of ten lines of `domain/`, drawn at random, mutated by Stryker with the settings
 * of stryker.config.json. `npm run mutation:echantillon -- [part of the lines, 0.1 by default] [seed, 1 by default]`.
 * A mutant that crosses the edge of a block is not played; the score printed estimates that of the whole.
 */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

const BLOC = 10;
const part = Number(process.argv[2] ?? 0.1);
const graine = Number(process.argv[3] ?? 1);
if (!(part > 0 && part <= 1) || !Number.isInteger(graine))
  throw new Error('mutation:echantillon: first a part of the lines, in ]0, 1], then a whole number as the seed');

const { mutate } = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as { mutate: readonly string[] };
const exclus = mutate.flatMap((motif) => (motif.startsWith('!') ? globSync(motif.slice(1)) : []));
const fichiers = mutate
  .flatMap((motif) => (motif.startsWith('!') ? [] : globSync(motif)))
  .filter((fichier) => !exclus.includes(fichier))
  .toSorted();

const blocs = fichiers.flatMap((fichier) => {
  const lignes = readFileSync(fichier, 'utf8').split('\n').length;
  return Array.from(
    { length: Math.ceil(lignes / BLOC) },
    (_, rang) => `${fichier}:${rang * BLOC + 1}-${(rang + 1) * BLOC}`,
  );
});

/** Park and Miller's generator: the same seed draws the same blocks on every machine. */
let etat = graine;
const hasard = () => (etat = (etat * 48271) % 2147483647) / 2147483647;
for (let i = 0; i < 10; i++) hasard(); // neighbouring seeds begin alike
const tires = blocs
  .map((bloc) => ({ bloc, rang: hasard() }))
  .toSorted((a, b) => a.rang - b.rang)
  .slice(0, Math.ceil(part * blocs.length))
  .map(({ bloc }) => bloc);

console.log(`${tires.length} of ${blocs.length} blocks of ${BLOC} lines, seed ${graine}`);
execFileSync('npx', ['stryker', 'run', '--mutate', tires.join(',')], { stdio: 'inherit' });
