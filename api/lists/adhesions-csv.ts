/** A nominative list as CSV: each line is an adhesion, or says why it is not one. ADH-01, DOT-06, §14.5. */
import type { Adhesion } from '../../records/registers/adhesions.ts';
import { adhesion } from '../commands/schemas/adhesions.ts';
import { columnName, isoDate, type CsvLine } from '../../runtime/csv.ts';
import { readList, writeCsv } from './csv.ts';
import { Problem, type FieldError } from '../../runtime/http/problems.ts';
import { parse } from '../http/validation.ts';

/** Column → headers under which offices write it. The first one is that of our exports. */
const COLUMNS: Readonly<Record<keyof Adhesion, readonly string[]>> = {
  rpps: ['RPPS', 'numero rpps', 'n rpps'],
  nom: ['Nom'],
  prenom: ['Prénom'],
  specialite: ['Spécialité'],
  liberal: ['Libéral', 'exercice liberal'],
  signeeLe: ["Date d'adhésion", 'signee le', 'signeele', 'date de signature'],
  sortieLe: ['Date de sortie', 'sortie le', 'sortiele'],
};
const HEADERS = Object.values(COLUMNS).map(([header]) => header as string);

export interface LineReport {
  readonly ligne: number;
  readonly rpps?: string;
  readonly etat: 'recevable' | 'refusee';
  readonly erreurs?: readonly FieldError[];
}

const YES = new Set(['oui', 'o', 'true', 'vrai', '1', 'x']);
const NO = new Set(['non', 'n', 'false', 'faux', '0']);

function fieldsOf({ champs }: CsvLine): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, text] of champs) {
    if (text === '') continue;
    if (field === 'liberal') fields[field] = YES.has(text.toLowerCase()) || (NO.has(text.toLowerCase()) ? false : text);
    else if (field === 'specialite') fields[field] = columnName(text);
    else if (field === 'rpps') fields[field] = text.replaceAll(/\s/g, '');
    else if (field === 'signeeLe' || field === 'sortieLe') fields[field] = isoDate(text);
    else fields[field] = text;
  }
  return fields;
}

/** A file of adhesions as it was read. */
export interface AdhesionsRead {
  readonly adhesions: readonly Adhesion[];
  /** One entry a line, in order; together they hold the first hundred errors. */
  readonly rapport: readonly LineReport[];
  /** Lines refused, and errors found in them all. */
  readonly refusees: number;
  readonly nombreErreurs: number;
}

/** Whoever corrects a list corrects its first errors first. */
const MOST_ERRORS = 100;

/** One line, or what is wrong with it. `seen`: the line of each adhesion already read. */
function readLine(line: CsvLine, seen: Map<string, number>): Adhesion | readonly FieldError[] {
  try {
    const read = parse(adhesion, fieldsOf(line), 'adhesions');
    const key = `${read.rpps} ${read.signeeLe}`;
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, line.ligne);
      return read;
    }
    return [
      {
        champ: 'rpps',
        regle: 'ADH-01',
        message: `Cette adhésion (RPPS et date de signature) figure déjà à la ligne ${before}.`,
      },
    ];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.supplement.erreurs ?? [];
  }
}

/** Reads the file; every line is reported on, in order. */
export function readAdhesions(bytes: Uint8Array): AdhesionsRead {
  const adhesions: Adhesion[] = [];
  const seen = new Map<string, number>();
  let nombreErreurs = 0;
  const rapport = readList(bytes, COLUMNS).map((line): LineReport => {
    const { ligne } = line;
    const read = readLine(line, seen);
    if (!isWrong(read)) {
      adhesions.push(read);
      return { ligne, rpps: read.rpps, etat: 'recevable' };
    }
    const shown = read.slice(0, Math.max(0, MOST_ERRORS - nombreErreurs));
    nombreErreurs += read.length;
    return { ligne, etat: 'refusee', ...(shown.length === 0 ? {} : { erreurs: shown }) };
  });
  return { adhesions, rapport, refusees: rapport.length - adhesions.length, nombreErreurs };
}

const isWrong = (read: Adhesion | readonly FieldError[]): read is readonly FieldError[] => Array.isArray(read);

/** The list as a file that `readAdhesions` reads back. */
export const writeAdhesions = (adhesions: readonly Adhesion[]): string =>
  writeCsv(
    HEADERS,
    adhesions.map(({ rpps, nom, prenom, specialite, liberal, signeeLe, sortieLe }) =>
      Object.fromEntries(
        [rpps, nom, prenom, specialite, liberal ? 'oui' : 'non', signeeLe, sortieLe].map((value, index) => [
          HEADERS[index] as string,
          value,
        ]),
      ),
    ),
  );
