/** `ess demarche etat` and `rattacher`, as an operator runs them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { etatDesDemarches, rattacher } from '../../../cli/verbs/demarche-suivi.ts';
import { WrongCall } from '../../../cli/verb.ts';
import { saveDossier } from '../../../records/journal/dossiers.ts';
import { dossierOf } from '../../api/support.ts';
import { suivreUneDemarche } from '../../console/demarche-suivie.ts';
import { freshDatabase, type FreshDatabase } from '../../records/postgres.ts';

const ESS = 'ess-33-7k2m9qxa';

let base: FreshDatabase;
let dit: string[];
beforeEach(async () => {
  base = await freshDatabase();
  dit = [];
  vi.stubEnv('DATABASE_URL', base.url);
  vi.spyOn(console, 'log').mockImplementation((ligne: string) => void dit.push(ligne));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await base.drop();
});
const suivre = async () => {
  const { rang, etat, resume } = dossierOf(ESS);
  await saveDossier(base.pool, { ess: ESS, rang, etat, resume });
  await suivreUneDemarche(base.pool, ESS);
};

test('rien n’est suivi : on le dit, et rien n’est à faire', async () => {
  expect(await etatDesDemarches()).toBe(0);
  expect(dit).toEqual(['Aucune démarche n’est suivie.']);
});

test('l’état dit en phrases ce qui attend quelqu’un, et son code de retour appelle', async () => {
  await suivre();
  expect(await etatDesDemarches()).toBe(1);
  const texte = dit.join('\n');
  expect(texte).toContain('DN 101 « Création d’une ESS » : 4 dossier(s), dont 1 repris');
  expect(texte).toContain('Le projet de santé ne nomme ni sa lettre ni son ESS : indiquez l’ESS.');
  expect(texte).toMatch(/n° 13, déposé le .*bayonne : /);
  expect(texte).toContain('Refusé dans Démarche Numérique, sans décision ici.');
});

test('un projet se rattache à une ESS qui existe, une lettre à une caisse de son siège, une fois repris plus rien', async () => {
  await suivre();
  expect(await rattacher(['12', 'ess-33-00000000'], 'DN')).toBe(1);
  expect(await rattacher(['12', ESS], 'DN')).toBe(0);
  expect(await rattacher(['13', 'gironde'], 'DN')).toBe(1);
  expect(await rattacher(['13', 'bayonne'], 'DN')).toBe(0);
  expect(await rattacher(['11', ESS], 'DN')).toBe(1);
  expect(dit).toEqual([
    'Aucune ESS ne porte l’identifiant ess-33-00000000.',
    `Le dossier 12 sera remis à ${ESS} à la prochaine relève.`,
    'Cette caisse n’est pas du siège : bayonne, pau-pyrenees.',
    'La lettre 13 sera reprise avec cette caisse à la prochaine relève.',
    'Aucun projet de santé n° 11 n’attend d’être rattaché.',
  ]);
  await expect(rattacher(['13'], 'DN')).rejects.toThrow(WrongCall);
  await expect(rattacher(['treize', ESS], 'DN')).rejects.toThrow(WrongCall);
});
