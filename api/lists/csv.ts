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
  readonly champs: Readonly<Record<string, string>>;
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

/** Lines of a CSV whose first line names the columns; throws a problem when the file as a whole cannot be read. */
export function readCsv(bytes: Uint8Array): readonly CsvLine[] {
  const content = decodeText(bytes);
  const first = /^[^\r\n]*/.exec(content)?.[0] ?? '';
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parseCsv(content, {
      bom: true,
      columns: (header: string[]) => header.map(columnName),
      delimiter: first.includes(';') ? ';' : ',',
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    const { lines, code } = error as { lines?: number; code?: string };
    if (code === undefined) throw error;
    throw wrong(
      `Ce fichier CSV n'est pas lisible${lines === undefined ? '' : `, à la ligne ${lines}`} : le nombre de colonnes ou les guillemets n'y sont pas ceux de la première ligne.`,
    );
  }
  if (rows.length === 0) throw wrong('Ce fichier CSV ne contient aucune ligne sous celle des titres.');
  return rows.map(({ record, info }) => ({ ligne: info.lines, champs: record }));
}

/** A CSV, whole. */
export const writeCsv = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | number | null>>[],
): string => stringify([...rows], { ...FRENCH_SPREADSHEET, columns: [...columns] });

/** The same as a stream of lines: a header stands even where there is none. */
export const csvStream = (columns: readonly string[]): Stringifier =>
  streamCsv({ ...FRENCH_SPREADSHEET, columns: [...columns] });
