/** The replay gate: today's program, given the history of any life that a released one led, asks for the very same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { bundle, installRuntime } from '../../worker/worker.ts';
import { histoiresGardees, lireHistoire, rejouer } from './histoires.ts';

const lire = (fichier: string) => readFileSync(join(import.meta.dirname, '../..', fichier), 'utf8');
const gardees = histoiresGardees();

/** From 0.2.0 on, the first that installations may run: those of the changelog, and that of the package. */
function versionsSorties(): string[] {
  const { version } = JSON.parse(lire('package.json')) as { version: string };
  const nommees = [...lire('CHANGELOG.md').matchAll(/^## \[(\d+\.\d+\.\d+)\]/gm)].flatMap(([, nom]) => nom ?? []);
  return [...new Set([...nommees, version])].filter((nom) => nom.localeCompare('0.2.0', 'en', { numeric: true }) >= 0);
}

test('chaque version sortie à partir de 0.2.0 garde ses histoires : vies nominales, refus, résiliations, saisine, recouvrement, transitions, conflit', () => {
  const vies = Map.groupBy(gardees, ({ version }) => version);
  for (const version of versionsSorties())
    expect(
      (vies.get(version) ?? []).map(({ nom }) => nom.slice(version.length + 1, version.length + 4)),
      `npm run histoires -- ${version}`,
    ).toEqual(expect.arrayContaining('S01 S04 S05 S07 S08 S09 S10 S12 S13 S16 S17 S20 S22'.split(' ')));
});

describe.runIf(gardees.length > 0)('une histoire gardée', () => {
  let programme: Promise<WorkflowBundle> | undefined;
  const duJour = () => {
    if (programme === undefined) installRuntime(); // warnings only
    return (programme ??= bundle());
  };

  test.each(gardees)('$nom se rejoue avec le programme d’aujourd’hui', async (gardee) => {
    expect(await rejouer(await duJour(), [lireHistoire(gardee)])).toEqual([undefined]);
  });
});
