/** CSV in and out of the lists: what cannot be read is a problem of the body. */
import { stringify as streamCsv, type Stringifier } from 'csv-stringify';
import { stringify } from 'csv-stringify/sync';
import { UnreadableFile, readCsv, type CsvLine, type Titles } from '../../runtime/csv.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { FRENCH_SPREADSHEET } from '../../runtime/spreadsheet.ts';

/** A department has a few hundred doctors of a specialty; what is longer is no list of theirs. */
const MOST_LINES = 5000;

/** Lines of a CSV whose first line names the columns; throws a problem when the file as a whole cannot be read. */
export function readList(bytes: Uint8Array, titles: Titles): readonly CsvLine[] {
  try {
    return readCsv(bytes, { titles, most: MOST_LINES }).lignes;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw invalidFields([{ champ: 'corps', regle: FORM_RULES.form, message: error.message }]);
  }
}

/** A CSV, whole. */
export const writeCsv = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | number | null>>[],
): string => stringify([...rows], { ...FRENCH_SPREADSHEET, columns: [...columns] });

/** The same as a stream of lines: a header stands even where there is none. */
export const csvStream = (columns: readonly string[]): Stringifier =>
  streamCsv({ ...FRENCH_SPREADSHEET, columns: [...columns] });
