/**
 * The departments as tiles, each the same size, about where they are: a schematic map. No outline is drawn, so that the
 * smallest (Paris and around) are read as well as the largest, and those overseas stand on the same footing.
 */

/** One row of tiles a line, `..` where there is none; from north to south, then overseas. */
const PLAN = [
  '.. .. .. .. .. .. .. 62 59 .. .. .. ..',
  '.. .. .. .. .. 76 80 60 02 08 .. .. ..',
  '.. .. .. 50 14 27 95 93 77 51 55 57 67',
  '29 22 35 53 61 78 92 75 94 10 52 54 88',
  '56 .. 44 49 72 28 91 .. 45 89 21 70 68',
  '.. .. 85 79 37 41 18 58 71 39 25 90 ..',
  '.. .. 17 86 36 23 03 42 69 01 74 .. ..',
  '.. .. 16 87 19 63 43 07 26 38 73 .. ..',
  '.. 33 24 46 15 48 30 84 04 05 .. .. ..',
  '.. 40 47 82 12 34 13 83 06 .. .. 2B ..',
  '.. 64 32 81 11 .. .. .. .. .. .. 2A ..',
  '.. 65 31 09 66 .. .. .. .. .. .. .. ..',
] as const;
/** Guadeloupe and the islands once of it, Martinique, Guyane, La Réunion, Mayotte, Saint-Pierre-et-Miquelon. */
const OVERSEAS = '971 977 978 972 973 974 976 975';

export interface Tile {
  readonly departement: string;
  readonly column: number;
  readonly row: number;
}

export const COLUMNS = 13;
/** One empty row parts the mainland from overseas. */
const OVERSEAS_ROW = PLAN.length + 1;
export const ROWS = OVERSEAS_ROW + 1;

export const TILES: readonly Tile[] = [
  ...PLAN.flatMap((line, row) =>
    line.split(' ').flatMap((departement, column) => (departement === '..' ? [] : [{ departement, column, row }])),
  ),
  ...OVERSEAS.split(' ').map((departement, rank) => ({ departement, column: rank, row: OVERSEAS_ROW })),
];
