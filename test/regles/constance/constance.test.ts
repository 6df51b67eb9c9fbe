/**
 * What was decided yesterday is decided the same way today. Cases last for years: a change of the code that changes one
 * date, one sentence or one effect of a life already lived must be seen by a person, and recorded again on purpose
 * (`npm test -- test/regles/constance -u`), never slip in.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import { simuler } from '../../../domain/simulation/simulateur.ts';
import { dresser } from './proces-verbal.ts';

const mutation = process.env['STRYKER_MUTATOR_WORKER'] !== undefined;
const scenarios = join(import.meta.dirname, '..', 'scenarios');
const graines = Array.from({ length: 60 }, (_, rang) => rang + 1);
const empreinte = (lignes: readonly string[]) => createHash('sha256').update(lignes.join('\n')).digest('hex');

describe('chaque cas travaillé donne son procès-verbal, au champ près', () => {
  test.each(readdirSync(scenarios).filter((nom) => nom.endsWith('.json')))('%s', async (fichier) => {
    const scenario = JSON.parse(readFileSync(join(scenarios, fichier), 'utf8')) as Scenario;
    const lignes = simuler(scenario).map((ligne) => JSON.stringify(ligne));
    await expect(`${scenario.titre}\n\n${lignes.join('\n')}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'proces-verbaux', fichier.replace('.json', '.txt')),
    );
  });
});

describe.skipIf(mutation)(
  'une vie tirée au sort se décide toujours de même : événements, échéances, effets, réponses à tous les actes',
  () => {
    test.each(graines.map((graine) => ({ graine })))(
      'histoire $graine (pour la lire : npm run histoire -- $graine)',
      ({ graine }) => {
        const { lignes, evenements } = dresser(graine);
        expect({ evenements, lignes: lignes.length, empreinte: empreinte(lignes) }).toMatchSnapshot();
      },
    );
  },
);

test.skipIf(mutation)('toutes les phrases de refus rencontrées, à relire par un juriste', async () => {
  const refus = new Set(graines.flatMap((graine) => [...dresser(graine).refus]));
  await expect(`${[...refus].toSorted().join('\n')}\n`).toMatchFileSnapshot('refus.txt');
});
