/** Small counts in the money of a year: what is hidden is not given back by what is not. SUI-03. */
import { expect, test } from 'vitest';
import { argentParMois, type ApportDuMois } from '../../domain/etat-des-lieux/argent-par-mois.ts';

const paye = (mois: string, ...equipes: readonly string[]): readonly ApportDuMois[] =>
  equipes.map((ess) => ({ mois: `2026-${mois}`, ess, verseCentimes: 100, rembourseCentimes: 0 }));
const masques = (...apports: readonly (readonly ApportDuMois[])[]) =>
  argentParMois('2026', apports.flat(), 'diffusables')
    .filter(({ masque }) => masque)
    .map(({ mois }) => mois.slice(5));
const CINQ = ['a', 'b', 'c', 'd', 'e'];

test('un mois sans personne vaut zéro, et se dit', () => {
  const [janvier] = argentParMois('2026', [], 'diffusables');
  expect(janvier).toMatchObject({ mois: '2026-01', masque: false, equipes: 0, verseCentimes: 0 });
});

test('cinq équipes se disent ; quatre non, et le plus petit des autres mois est masqué avec elles', () => {
  expect(masques(paye('01', ...CINQ), paye('02', ...CINQ, 'f'))).toEqual([]);
  expect(masques(paye('01', ...CINQ.slice(1)), paye('02', ...CINQ, 'f'), paye('03', ...CINQ, 'f', 'g'))).toEqual([
    '01',
    '02',
  ]);
});

test('deux petits mois qui reposent ensemble sur cinq équipes suffisent à se cacher l’un l’autre', () => {
  expect(masques(paye('01', 'a', 'b', 'c'), paye('02', 'd', 'e'), paye('03', ...CINQ))).toEqual(['01', '02']);
});

test('deux petits mois des mêmes équipes n’y suffisent pas : un troisième les rejoint', () => {
  expect(masques(paye('01', 'a', 'b'), paye('02', 'a', 'b'), paye('03', ...CINQ))).toEqual(['01', '02', '03']);
});

test('un chiffre masqué est absent, jamais zéro ; les exacts disent tout', () => {
  const apports = paye('01', 'a');
  expect(argentParMois('2026', apports, 'diffusables')[0]).toMatchObject({
    masque: true,
    equipes: null,
    verseCentimes: null,
  });
  expect(argentParMois('2026', apports, 'exacts')[0]).toMatchObject({ masque: false, equipes: 1, verseCentimes: 100 });
});
