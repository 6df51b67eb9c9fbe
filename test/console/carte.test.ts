/** The map has every department that the law knows, once, each at a place of its own. */
import { expect, test } from 'vitest';
import { TILES } from '../../console/parts/carte/tuiles.ts';
import { REGIONS } from '../../domain/creation/regions.ts';

test('chaque département des régions a sa tuile, une seule fois', () => {
  const connus = REGIONS.flatMap(({ departements }) => departements).toSorted();
  expect(TILES.map(({ departement }) => departement).toSorted()).toEqual(connus);
});

test('deux départements n’ont pas la même place', () => {
  expect(new Set(TILES.map(({ column, row }) => `${column} ${row}`)).size).toBe(TILES.length);
});
