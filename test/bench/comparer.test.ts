/** Two runs of the benches side by side: what changed, what the rounds alone explain, what only one of them measured. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare } from '../../bench/compare.ts';
import { readResults, writeResults } from '../../bench/results.ts';
import { figure } from '../../bench/rounds.ts';

const lancer = async (nom: string, lignes: Readonly<Record<string, readonly number[]>>) => {
  const fichier = join(await mkdtemp(join(tmpdir(), 'ess-bench-')), `${nom}.json`);
  const lines = Object.entries(lignes).map(([name, tours]) => ({ name, figure: figure(tours), unit: 'ms' }));
  await writeResults(fichier, 'une machine', [{ measure: { letter: 'a', title: 'une mesure' }, lines }]);
  return readResults(fichier);
};

test('chaque chiffre commun, son rapport, et s’il tient dans l’écart des tours ; puis ce qui est d’un seul côté', async () => {
  const avant = await lancer('avant', { commande: [70, 71, 72], ouverture: [10, 20, 30], ancienne: [1] });
  const apres = await lancer('apres', { commande: [34, 35.5, 36], ouverture: [18, 25, 26], nouvelle: [1] });
  const [commande, ouverture, ...seules] = compare(avant, apres);
  expect(commande).toMatch(/^\(a\) commande +71\.0 → +35\.5 ms +× 0\.50$/);
  expect(ouverture).toMatch(/20\.0 → +25\.0 ms +× 1\.25 +\(rounds overlap\)$/);
  expect(seules).toEqual(['only before: (a) ancienne', 'only after: (a) nouvelle']);
});

test('un fichier qui n’est pas d’un banc d’essai est refusé par une phrase', async () => {
  const fichier = join(await mkdtemp(join(tmpdir(), 'ess-bench-')), 'autre.json');
  await writeFile(fichier, '{"lines": 3}');
  await expect(readResults(fichier)).rejects.toThrow(/is not what a bench wrote/);
});
