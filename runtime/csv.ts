/** The one reader of CSV, for every file that people import: as offices, banks and spreadsheets write it. */
import { parse as parseCsv } from 'csv-parse/sync';
import { UnreadableFile, decodeText } from './text-encoding.ts';

export { UnreadableFile } from './text-encoding.ts';

/** Types under which browsers and spreadsheets send a CSV. */
export const CSV_TYPES: readonly string[] = [
  'text/csv',
  'application/csv',
  'text/x-csv',
  'application/x-csv',
  'text/comma-separated-values',
  'text/tab-separated-values',
  // What Windows calls a CSV once a spreadsheet is installed.
  'application/vnd.ms-excel',
];

/** One line of data. `ligne`: its number in the file. */
export interface CsvLine {
  readonly ligne: number;
  /** By the name of its column. */
  readonly champs: ReadonlyMap<string, string>;
}

export interface Csv {
  /** Names of the columns, in order. */
  readonly colonnes: readonly string[];
  readonly lignes: readonly CsvLine[];
}

/** Field → titles under which it is written; the first one is that of our own files. */
export type Titles = Readonly<Record<string, readonly string[]>>;

/** `Date d'adhésion` → `date-d-adhesion`: titles are compared without accents, case or punctuation. */
export const columnName = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const MOST_COLUMNS = 50;
/** Characters of one line, its titles included. */
const LONGEST_LINE = 5000;

const wrong = (message: string) => new UnreadableFile(message);

/** What csv-parse says of a file that it cannot follow, in French. */
function unreadable(error: unknown): unknown {
  const { lines, code } = error as { lines?: number; code?: string };
  if (code === undefined) return error;
  const where = lines === undefined ? '' : `, à la ligne ${lines}`;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return wrong(`Ce fichier CSV n'est pas lisible${where} : elle dépasse ${LONGEST_LINE} caractères.`);
  return wrong(`Ce fichier CSV n'est pas lisible${where} : les guillemets n'y sont pas ceux d'un CSV.`);
}

const SEPARATORS = [';', '\t', '|', ','] as const;

const separatorOf = (line: string): string | undefined => {
  const titles = line.replace(/"[^"]*"/g, '');
  // A semicolon prevails: a comma may then be within a title, or decimal.
  return SEPARATORS.find((sign) => titles.includes(sign));
};

/** Lines that a bank puts above the titles: its name, the account, the period. */
const MOST_ABOVE = 30;

/** Where the titles are, below what is said of the account; `undefined`: nowhere, the first line is taken for them. */
function titlesBelow(content: string, isHeader: (names: readonly string[]) => boolean, fields: Fields) {
  for (const [at, line] of content.split(/\r\n|\r|\n/, MOST_ABOVE).entries()) {
    const delimiter = line.length > LONGEST_LINE ? undefined : separatorOf(line);
    if (delimiter === undefined) continue;
    const names = line.split(delimiter).map((title) => columnName(title));
    if (isHeader(names.map((name) => fields.get(name) ?? name))) return { delimiter, from: at + 1 };
  }
  return undefined;
}

/** The first line that holds something says the separator: `sep=;` in so many words, else the sign that its titles hold. */
function dialect(content: string): { readonly delimiter: string; readonly from: number } {
  const [, space = '', first = ''] = /^(\s*)([^\r\n]*)/.exec(content.slice(0, LONGEST_LINE)) ?? [];
  const said = /^"?sep=(.)"?[;,\t|]*$/i.exec(first)?.[1];
  if (said !== undefined) return { delimiter: said, from: space.split(/\r\n|\r|\n/).length + 1 };
  return { delimiter: separatorOf(first) ?? ',', from: 1 };
}

export interface Reading {
  /** Synonyms of the columns; a column that none names keeps its own name. */
  readonly titles?: Titles;
  /** Lines, at most. */
  readonly most: number;
  /** Tells the line of the titles by its names, where files may have others above it. */
  readonly isHeader?: (names: readonly string[]) => boolean;
}

/**
 * The lines of a CSV whose first line that is not empty names the columns; at most `most`. Separators, encodings, quotes and
 * ends of line as they come; empty lines and columns are nothing. Fails with `UnreadableFile` when the file as a whole cannot
 * be read.
 */
export function readCsv(bytes: Uint8Array | string, { titles = {}, most, isHeader }: Reading): Csv {
  const content = (typeof bytes === 'string' ? bytes : decodeText(bytes))
    .replace(/^\ufeff/, '')
    // « ="00123" »: how spreadsheets are told that a number is a text.
    .replace(/(^|[;,\t|\r\n])="([^"\r\n]*)"/g, '$1"$2"');
  const fields = fieldsOf(titles);
  const { delimiter, from } =
    (isHeader === undefined ? undefined : titlesBelow(content, isHeader, fields)) ?? dialect(content);
  let rows: readonly { record: readonly string[]; info: { lines: number } }[];
  try {
    rows = parseCsv(content, {
      delimiter,
      from_line: from,
      info: true,
      max_record_size: LONGEST_LINE,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // One more than is admitted: read no further.
      to: most + 2,
      trim: true,
    }) as unknown as typeof rows;
  } catch (error) {
    throw unreadable(error);
  }
  const [header, ...lines] = rows;
  if (header !== undefined && header.record.length > MOST_COLUMNS)
    throw wrong(`Ce fichier CSV compte plus de ${MOST_COLUMNS} colonnes.`);
  if (header === undefined || lines.length === 0)
    throw wrong('Ce fichier CSV ne contient aucune ligne sous celle des titres.');
  if (lines.length > most) throw wrong(`Ce fichier CSV dépasse ${most} lignes : envoyez-le en plusieurs fois.`);
  const colonnes = columnsOf(header.record, fields);
  return { colonnes: colonnes.filter((nom) => nom !== ''), lignes: lines.map((line) => lineOf(line, colonnes)) };
}

type Fields = ReadonlyMap<string, string>;
const fieldsOf = (titles: Titles): Fields =>
  new Map(Object.entries(titles).flatMap(([field, said]) => said.map((one) => [columnName(one), field])));

function columnsOf(header: readonly string[], fields: Fields): readonly string[] {
  const columns = header.map(columnName).map((name) => fields.get(name) ?? name);
  const double = columns.findIndex((column, index) => column !== '' && columns.indexOf(column) < index);
  if (double === -1) return columns;
  const [first = '', second = ''] = [columns.indexOf(columns[double] ?? ''), double].map((at) =>
    header[at]?.slice(0, 80),
  );
  throw wrong(
    columnName(first) === columnName(second)
      ? `La colonne « ${second} » est présente deux fois.`
      : `Les colonnes « ${first} » et « ${second} » disent la même chose, deux fois : gardez-en une.`,
  );
}

/** A spreadsheet adds empty cells at will; what it adds is never a value without a title. */
function lineOf({ record, info }: { record: readonly string[]; info: { lines: number } }, columns: readonly string[]) {
  const beyond = record.findIndex((text, index) => text !== '' && (columns[index] ?? '') === '');
  if (beyond !== -1)
    throw wrong(
      `Ce fichier CSV n'est pas lisible, à la ligne ${info.lines} : « ${record[beyond]?.slice(0, 40)} » n'y est sous aucun titre.`,
    );
  return {
    ligne: info.lines,
    champs: new Map(columns.flatMap((column, at) => (column === '' ? [] : [[column, record[at] ?? '']]))),
  };
}

/** `31/12/2026`, `31/12/2026 14:30`, `31-12-26`, `31.12.2026`, `2026-12-31T00:00:00` as `2026-12-31`; anything else as it is, for its reader to judge. */
export function isoDate(text: string): string {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: (?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?$/.exec(text) ?? [];
  if (year !== '') return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return (
    /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?$/.exec(text)?.[1] ??
    text.replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, '$1-$2-$3')
  );
}

/**
 * « 40 000,00 € », « 40000.5 », « 40.000,00 », « 40,000.00 » → cents; `undefined`: no amount, or one that could be read in two
 * ways (« 1,234 »).
 */
export function centsOf(text: string): number | undefined {
  const figures = text.replace(/[\s\p{Zs}]|€|EUR/gu, '').replace(/^\+/, '');
  const [, whole = '', cents = ''] =
    /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(figures) ??
    /^(\d{1,3}(?:[.'’]\d{3})+)(?:,(\d{1,2}))$/.exec(figures) ??
    /^(\d{1,3}(?:[,'’]\d{3})+)(?:\.(\d{1,2}))$/.exec(figures) ??
    [];
  return whole === '' ? undefined : Number(whole.replace(/\D/g, '')) * 100 + Number(cents.padEnd(2, '0'));
}
