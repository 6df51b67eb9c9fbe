/** CSV as offices write and read it: semicolons or commas, UTF-8 or the Windows encoding, dates either way round. */
import { parse as parseCsv } from 'csv-parse/sync';
import { stringify as streamCsv, type Stringifier } from 'csv-stringify';
import { stringify } from 'csv-stringify/sync';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { FRENCH_SPREADSHEET } from '../../runtime/spreadsheet.ts';

/** Text of a file: UTF-8 when it is valid UTF-8, else Windows-1252, in which French spreadsheets save. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** One line of data. `ligne`: its number in the file, the header being 1. */
export interface CsvLine {
  readonly ligne: number;
  /** By the name of its column. */
  readonly champs: ReadonlyMap<string, string>;
}

const wrong = (message: string) => invalidFields([{ champ: 'corps', regle: FORM_RULES.form, message }]);

/** `Date d'adhésion` → `date-d-adhesion`: headers are compared without accents, case or punctuation. */
export const columnName = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A department has a few hundred doctors of a specialty; what is longer is no list of theirs. */
export const MOST_LINES = 5000;
const MOST_COLUMNS = 50;
/** Characters of one line, its header included. */
const LONGEST_LINE = 5000;

/** What csv-parse says of a file that it cannot follow, in French. */
function unreadable(error: unknown): unknown {
  const { lines, code } = error as { lines?: number; code?: string };
  if (code === undefined) return error;
  const where = lines === undefined ? '' : `, à la ligne ${lines}`;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return wrong(`Ce fichier CSV n'est pas lisible${where} : elle dépasse ${LONGEST_LINE} caractères.`);
  return wrong(
    `Ce fichier CSV n'est pas lisible${where} : le nombre de colonnes ou les guillemets n'y sont pas ceux de la première ligne.`,
  );
}

/** Lines of a CSV whose first line names the columns; throws a problem when the file as a whole cannot be read. */
export function readCsv(bytes: Uint8Array): readonly CsvLine[] {
  const content = decodeText(bytes);
  const [first = ''] = content.slice(0, LONGEST_LINE).split(/[\r\n]/, 1);
  let rows: readonly { record: readonly string[]; info: { lines: number } }[];
  try {
    rows = parseCsv(content, {
      bom: true,
      delimiter: first.includes(';') ? ';' : ',',
      info: true,
      max_record_size: LONGEST_LINE,
      skip_empty_lines: true,
      // One more than is admitted: read no further.
      to: MOST_LINES + 2,
      trim: true,
    }) as unknown as typeof rows;
  } catch (error) {
    throw unreadable(error);
  }
  const [header, ...lines] = rows;
  if (header === undefined || lines.length === 0)
    throw wrong('Ce fichier CSV ne contient aucune ligne sous celle des titres.');
  if (lines.length > MOST_LINES)
    throw wrong(`Ce fichier CSV dépasse ${MOST_LINES} lignes : envoyez-le en plusieurs fois.`);
  if (header.record.length > MOST_COLUMNS) throw wrong(`Ce fichier CSV compte plus de ${MOST_COLUMNS} colonnes.`);
  const columns = header.record.map(columnName);
  const double = columns.findIndex((column, index) => column !== '' && columns.indexOf(column) < index);
  if (double !== -1) throw wrong(`La colonne « ${header.record[double]?.slice(0, 80)} » est présente deux fois.`);
  return lines.map(({ record, info }) => ({
    ligne: info.lines,
    champs: new Map(record.map((text, index) => [columns[index] ?? '', text])),
  }));
}

/** A CSV, whole. */
export const writeCsv = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | number | null>>[],
): string => stringify([...rows], { ...FRENCH_SPREADSHEET, columns: [...columns] });

/** The same as a stream of lines: a header stands even where there is none. */
export const csvStream = (columns: readonly string[]): Stringifier =>
  streamCsv({ ...FRENCH_SPREADSHEET, columns: [...columns] });
