/** A file of cases to take up (DEC-67): a spreadsheet, one line a fact, or JSON, one object a case. Every error says where. */
import { z } from 'zod';
import { TABLE } from '../../domain/table.ts';
import type { Role } from '../../domain/valeurs.ts';
import { columnName, readCsv, type CsvLine } from '../../runtime/csv.ts';
import { UnreadableFile } from '../../runtime/text-encoding.ts';
import { COMMANDS, isCommand } from '../commands/chapters/all.ts';
import { line } from '../commands/schemas/text.ts';
import { TITLES, UnreadableCell, readCell, titleOf } from './columns.ts';

/** What is wrong, where its author finds it. `colonne`: title, or name of the field; absent: the line as a whole. */
export interface TakeoverError {
  /** Line of the spreadsheet; in JSON, place of the fact in its case. */
  readonly ligne: number | null;
  readonly colonne: string | null;
  readonly regle: string;
  readonly message: string;
}

/** A fact as it was written; its data are not looked at yet. */
export interface WrittenFact {
  readonly ligne: number;
  readonly commande: string;
  readonly acteur: Role;
  readonly donnees: Readonly<Record<string, unknown>>;
}
export interface WrittenCase {
  /** The agency's own name of the case: what tells it from another one, for ever. */
  readonly reference: string;
  /** Who will act for the team: `organisation:` and a SIRET, or `sujet:`. */
  readonly mandataire: string | null;
  readonly faits: readonly WrittenFact[];
  readonly erreurs: readonly TakeoverError[];
}

/** Lines of one file: some hundred cases of some fifty facts. */
const MOST_LINES = 20_000;
export const MOST_CASES = 300;

const wrong = (ligne: number | null, field: string | null, message: string, regle = 'DEC-67'): TakeoverError => ({
  ligne,
  colonne: field === null ? null : titleOf(field),
  regle,
  message,
});

const BY_TITLE = new Map(Object.entries(COMMANDS).map(([name, { titre }]) => [columnName(titre), name]));

/** « valider-lettre-intention », or what the service calls it. */
const commandOf = (text: string): string => {
  const name = columnName(text);
  return isCommand(name) ? name : (BY_TITLE.get(name) ?? name);
};

const OF_PARTY: Readonly<Record<string, Role>> = {
  association: 'porteur',
  porteur: 'porteur',
  ars: 'ars',
  caisse: 'caisse',
};

/** Who did it: as written, or the only one who can, or the party that the act names. */
function actorOf(commande: string, donnees: Readonly<Record<string, unknown>>, written: unknown): Role | undefined {
  if (typeof written === 'string' && written !== '') return OF_PARTY[written] ?? (written as Role);
  if (!isCommand(commande)) return undefined;
  const { acteurs } = TABLE[commande];
  if (acteurs.length === 1) return acteurs[0];
  const { partie } = donnees;
  return typeof partie === 'string' && Object.hasOwn(OF_PARTY, partie) ? OF_PARTY[partie] : undefined;
}

/** Columns that say where the line goes, and are no data of the fact. */
const OF_THE_LINE: readonly string[] = [
  'dossier',
  'fait',
  'acteur',
  'mandataire',
  'preuve',
  'referencePreuve',
  'donnees',
];

/** Fields that a command writes otherwise than one cell. */
function dataOf(commande: string, cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(cells).filter(([field]) => !OF_THE_LINE.includes(field)));
  const { preuve, referencePreuve, donnees } = cells;
  if (commande === 'deposer-liste-nominative') {
    own['liste'] = { id: `liste-${String(own['le'])}`, nombre: own['nombre'] };
    delete own['nombre'];
  }
  return {
    ...own,
    ...(preuve === undefined
      ? {}
      : { preuve: { nature: preuve, ...(referencePreuve === undefined ? {} : { reference: referencePreuve }) } }),
    ...(donnees as object | undefined),
  };
}

function cellsOf({ ligne, champs }: CsvLine, erreurs: TakeoverError[]): Record<string, unknown> {
  const cells: Record<string, unknown> = {};
  for (const [field, text] of champs) {
    if (text === '') continue;
    if (!Object.hasOwn(TITLES, field)) {
      erreurs.push(
        wrong(
          ligne,
          field,
          `Aucune colonne ne s’appelle « ${field.slice(0, 60)} » : ôtez-la, ou mettez ce qu’elle dit dans « Autres données ».`,
          'API-01',
        ),
      );
      continue;
    }
    try {
      cells[field] = readCell(field, text);
    } catch (error) {
      if (!(error instanceof UnreadableCell)) throw error;
      erreurs.push(wrong(ligne, field, error.message, 'API-02'));
    }
  }
  return cells;
}

/** A case that is being read. */
interface Open {
  readonly faits: WrittenFact[];
  readonly erreurs: TakeoverError[];
  mandataire: string | null;
}

function readLine(csv: CsvLine, cases: Map<string, Open>): void {
  const { ligne } = csv;
  const erreurs: TakeoverError[] = [];
  const cells = cellsOf(csv, erreurs);
  const reference = line(60).safeParse(cells['dossier']);
  const key = reference.success ? reference.data : '';
  const un = cases.get(key) ?? { faits: [], erreurs: [], mandataire: null };
  cases.set(key, un);
  if (!reference.success)
    erreurs.push(
      wrong(ligne, 'dossier', 'La référence du dossier est attendue sur chaque ligne (60 caractères au plus).'),
    );
  if (typeof cells['mandataire'] === 'string') un.mandataire = cells['mandataire'];
  const { fait } = cells;
  const commande = typeof fait === 'string' ? commandOf(fait) : '';
  if (commande === '') erreurs.push(wrong(ligne, 'fait', 'Le fait est attendu (exemple : valider-lettre-intention).'));
  else if (!isCommand(commande))
    erreurs.push(wrong(ligne, 'fait', `« ${commande.slice(0, 60)} » n’est pas un fait que ce service connaît.`));
  const donnees = dataOf(commande, cells);
  const acteur = actorOf(commande, donnees, cells['acteur']);
  if (isCommand(commande) && acteur === undefined)
    erreurs.push(wrong(ligne, 'acteur', `Dites qui l’a fait : ${TABLE[commande].acteurs.join(', ')}.`, 'ACTEUR'));
  un.erreurs.push(...erreurs);
  if (erreurs.length === 0 && acteur !== undefined) un.faits.push({ ligne, commande, acteur, donnees });
}

function readSpreadsheet(bytes: Uint8Array): readonly WrittenCase[] {
  const cases = new Map<string, Open>();
  for (const csv of readCsv(bytes, { titles: TITLES, most: MOST_LINES }).lignes) readLine(csv, cases);
  return [...cases].map(([reference, un]) => ({ reference, ...un }));
}

const json = z.strictObject({
  dossiers: z
    .array(
      z.strictObject({
        reference: line(60),
        mandataire: z.string().nullable().default(null),
        faits: z.array(
          z.strictObject({ commande: z.string(), acteur: z.string(), donnees: z.record(z.string(), z.unknown()) }),
        ),
      }),
    )
    .max(MOST_CASES),
});

function readJson(text: string): readonly WrittenCase[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnreadableFile(
      'Ce fichier commence comme du JSON et n’en est pas : vérifiez ses guillemets et ses virgules.',
    );
  }
  // One case alone, or several.
  const read = json.safeParse(
    typeof given === 'object' && given !== null && 'faits' in given ? { dossiers: [given] } : given,
  );
  if (!read.success) {
    const [{ path, message } = { path: [], message: '' }] = read.error.issues;
    throw new UnreadableFile(`Ce fichier JSON n’a pas la forme attendue, à « ${path.join('.')} » : ${message}`);
  }
  return read.data.dossiers.map(({ reference, mandataire, faits }) => ({
    reference,
    mandataire,
    erreurs: [],
    faits: faits.map(({ commande, acteur, donnees }, place) => ({
      ligne: place + 1,
      commande,
      acteur: acteur as Role,
      donnees,
    })),
  }));
}

/** The cases of a file, in its order; throws `UnreadableFile` when it cannot be read as a whole. */
export function readTakeover(bytes: Uint8Array): readonly WrittenCase[] {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 64))
    .replace(/^\ufeff/, '')
    .trimStart();
  const cases = /^[{[]/.test(start) ? readJson(new TextDecoder().decode(bytes)) : readSpreadsheet(bytes);
  if (cases.length > MOST_CASES)
    throw new UnreadableFile(`Ce fichier dépasse ${MOST_CASES} dossiers : envoyez-le en plusieurs fois.`);
  const twice = cases.find(({ reference }, place) => cases.findIndex((un) => un.reference === reference) < place);
  if (twice !== undefined)
    throw new UnreadableFile(`Le dossier « ${twice.reference} » figure deux fois dans ce fichier.`);
  return cases;
}
