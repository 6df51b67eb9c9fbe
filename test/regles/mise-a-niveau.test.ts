/** States stored by other versions in the hands of a program: earlier ones are brought to its shape, later ones refused. */
import { expect, test } from 'vitest';
import { etatInitial } from '../../domain/etat.ts';
import { mettreANiveau } from '../../domain/mise-a-niveau.ts';
import { VERSION_ETAT } from '../../domain/revision.ts';

const stocke = JSON.parse(JSON.stringify(etatInitial('ess-33-aaaaaaaa'))) as ReturnType<typeof etatInitial>;

test('un état de cette version reste ce qu’il est', () => {
  expect(mettreANiveau(stocke)).toEqual(stocke);
});

test('chaque version monte d’une étape à la fois, chacune à partir de ce que la précédente a laissé', () => {
  const aVenir = {
    version: VERSION_ETAT + 2,
    etapes: {
      [VERSION_ETAT + 1]: (etat: object) => ({ ...etat, ajoute: [] as string[] }),
      [VERSION_ETAT + 2]: ({ ajoute, ...reste }: Readonly<Record<string, unknown>>) => ({ ...reste, renomme: ajoute }),
    },
  };
  const monte = mettreANiveau(stocke, aVenir);
  expect(monte).toEqual({ ...stocke, version: VERSION_ETAT + 2, renomme: [] });
  expect(monte.revision, 'the behaviour of the run that stored it').toBe(stocke.revision);
  expect(mettreANiveau(monte, aVenir)).toEqual(monte);
});

test('une version à laquelle aucune étape ne mène est une erreur, jamais un état à moitié monté', () => {
  expect(() => mettreANiveau(stocke, { version: VERSION_ETAT + 1, etapes: {} })).toThrow(/no step/);
});

test('toutes les étapes jusqu’à cette version existent', () => {
  expect(mettreANiveau({ ...stocke, version: 1 }).version).toBe(VERSION_ETAT);
});

test('un état d’une version à venir est refusé : un programme ancien n’y touche pas', () => {
  expect(() => mettreANiveau({ version: VERSION_ETAT + 1, ess: 'a' })).toThrow(/run the later program/);
});
