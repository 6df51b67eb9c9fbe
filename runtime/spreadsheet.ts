/**
 * A CSV that a French spreadsheet opens as it was written: UTF-8 with its mark, semicolons, one row a line of the file. What
 * a spreadsheet would take for a formula is neutralised by an apostrophe.
 */

/**
 * A sign that begins a formula, full-width ones too, where a cell may begin: at the start, after any end of line inside the
 * cell, after what another dialect takes for a separator; whatever stands before it that is not seen.
 */
const FORMULA = /(?=[=+\-@\uff1d\uff0b\uff0d\uff20])(?<=(?:^|[\n\v\f\r\u0085\u2028\u2029,;\t])[\s\p{Cc}\p{Cf}"]*)/gu;
/** What csv-stringify takes for one too, and OWASP with it. */
const ODD_START = /^(?=[\t\r])/;
/** A number of ours: a formula is never digits alone. */
const NUMBER = /^-?\d+(,\d+)?$/;

const neutralised = (cell: string): string =>
  NUMBER.test(cell) ? cell : cell.replace(FORMULA, "'").replace(ODD_START, "'");

/** Options of csv-stringify; its own `escape_formulas` looks at the first sign of a cell alone, `NUMBER` or not. */
export const FRENCH_SPREADSHEET = {
  header: true,
  delimiter: ';',
  bom: true,
  record_delimiter: '\r\n',
  // A number of ours has a comma, which is no separator here.
  quoted_match: /^(?!-?\d+,\d+$)[\s\S]*[\n\v\f\r\u0085\u2028\u2029,;\t"]/,
  cast: { string: neutralised },
} as const;
