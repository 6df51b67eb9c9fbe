/** What `GET /ess` and its exports are asked: criteria, sort, fields, cursor. Query parameters are text. */
import { z } from 'zod';
import { lireDate } from '../../domain/calendrier/calendrier.ts';
import { SLUGS_REGIONS } from '../../domain/creation/regions.ts';
import { MOTIFS_CLOTURE, PHASES, REGIMES } from '../../domain/valeurs.ts';
import { SORTS, type SortKey, type Cursor, type SortName } from '../../records/journal/listes.ts';
import { caisse, civilDate, department, slug } from '../commands/schemas/fields.ts';
import { isStorableYear, readInstant } from '../commands/schemas/instants.ts';
import { line } from '../commands/schemas/text.ts';
import { limitParameter } from './paging.ts';
import { OUTSIDE } from '../../identity/rights.ts';
import { ETATS_AVIS } from '../../domain/suivi/situation.ts';
import { STATUTS_PROJET_SANTE } from '../../domain/projet-sante/delais.ts';

const several = <T extends string>(accepts: (value: string) => value is T, error: string) =>
  z
    .string({ error: 'Ce paramètre ne se donne qu’une fois ; séparez les valeurs par une virgule.' })
    .transform((text, context): readonly T[] => {
      const values = text.split(',');
      if (values.length <= 120 && values.every(accepts)) return values;
      context.addIssue({ code: 'custom', message: error });
      return z.NEVER;
    });

export const oneOf = <T extends string>(values: readonly T[]) =>
  several(
    (value): value is T => (values as readonly string[]).includes(value),
    `Une ou plusieurs de ces valeurs sont attendues, séparées par une virgule : ${values.join(', ')}.`,
  );
/** Several of what this schema takes, separated by commas. */
export const like = (schema: z.ZodType, error: string) =>
  several((value): value is string => schema.safeParse(value).success, error);

const yesOrNo = z
  .enum(['oui', 'non'], { error: '« oui » ou « non » est attendu.' })
  .transform((value) => value === 'oui');

export const departments = like(
  department,
  'Un ou plusieurs codes de département sont attendus, séparés par une virgule (exemples : 33, 2A, 974).',
);

export const caisses = like(
  caisse,
  'Un ou plusieurs codes de caisse sont attendus, séparés par une virgule (exemples : gironde, lille-douai).',
);

const instantText = z.string().refine((value) => readInstant(value) !== undefined, {
  error: 'Un instant ISO avec fuseau, de 1901 à 2199, est attendu (exemple : 2026-01-15T11:00:00Z).',
});

const isSortKey = (text: string): text is SortName => Object.hasOwn(SORTS, text);
const MOST_KEYS = 3;

/** `echeance,-montant`: by next deadline, then by amount from the largest. */
const sort = z.string().transform((text, context): readonly SortKey[] => {
  const keys = text.split(',').map((part) => ({ cle: part.replace(/^-/, ''), descendant: part.startsWith('-') }));
  const known = keys.flatMap(({ cle, descendant }) => (isSortKey(cle) ? [{ cle, descendant }] : []));
  const distinct = new Set(known.map(({ cle }) => cle)).size;
  if (known.length === keys.length && distinct === keys.length && keys.length <= MOST_KEYS) return known;
  context.addIssue({
    code: 'custom',
    message: `De une à ${MOST_KEYS} clés différentes sont attendues, « - » devant celles à prendre du plus grand au plus petit : ${Object.keys(SORTS).join(', ')}.`,
  });
  return z.NEVER;
});

const criteria = {
  recherche: line(200).exactOptional(),
  region: oneOf(SLUGS_REGIONS).exactOptional(),
  departement: departments.exactOptional(),
  siege: departments.exactOptional(),
  caisse: caisses.exactOptional(),
  specialite: like(slug, 'Une ou plusieurs spécialités sont attendues, séparées par une virgule.').exactOptional(),
  phase: oneOf(PHASES).exactOptional(),
  motifCloture: oneOf(MOTIFS_CLOTURE).exactOptional(),
  regime: oneOf(REGIMES).exactOptional(),
  projetSante: oneOf(STATUTS_PROJET_SANTE).exactOptional(),
  echeance: like(slug, 'Une ou plusieurs échéances sont attendues, séparées par une virgule.').exactOptional(),
  echeanceAvant: civilDate.exactOptional(),
  echeanceApres: civilDate.exactOptional(),
  enRetard: yesOrNo.exactOptional(),
  conteste: yesOrNo.exactOptional(),
  archive: yesOrNo.exactOptional(),
  incident: yesOrNo.exactOptional(),
  modifieDepuis: instantText.exactOptional(),
  attendu: oneOf(OUTSIDE).exactOptional(),
  attenduAvant: civilDate.exactOptional(),
  avis: oneOf(ETATS_AVIS).exactOptional(),
  rivaux: yesOrNo.exactOptional(),
  datesSignalees: yesOrNo.exactOptional(),
  dernierActeur: oneOf(OUTSIDE).exactOptional(),
  dernierActeAvant: civilDate.exactOptional(),
  dernierActeApres: civilDate.exactOptional(),
};

/** Names of the criteria. */
export const CRITERIA = Object.keys(criteria) as (keyof typeof criteria)[];

/** What an export is asked: no page. */
export const exportQuery = z.strictObject({
  ...criteria,
  tri: sort.exactOptional(),
  champs: z.string().exactOptional(),
});

export const listQuery = exportQuery.extend({
  apres: z.string().exactOptional(),
  limite: limitParameter(50, 200),
});

const OF_TYPE: Readonly<Record<(typeof SORTS)[SortName]['type'], (value: string) => boolean>> = {
  text: (value) => value.length <= 300 && value.isWellFormed() && !value.includes('\0'),
  date: (value) =>
    /^-?infinity$/.test(value) || (lireDate(value) !== undefined && isStorableYear(Number(value.slice(0, 4)))),
  timestamptz: (value) => readInstant(value) !== undefined,
  int: (value) => /^\d{1,3}$/.test(value),
  bigint: (value) => /^\d{1,15}$/.test(value),
};

const content = z.tuple([z.string(), z.array(z.string()), z.string()]);
const sortText = (tri: readonly SortKey[]): string =>
  tri.map(({ cle, descendant }) => `${descendant ? '-' : ''}${cle}`).join(',');

/** A cursor as the client carries it: it holds for the sort under which it was given, and no other. */
export const writeCursor = (tri: readonly SortKey[], { valeurs, ess }: Cursor): string =>
  Buffer.from(JSON.stringify([sortText(tri), valeurs, ess])).toString('base64url');

/** `undefined`: not a cursor of this sort. */
export function readCursor(tri: readonly SortKey[], text: string): Cursor | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined; // not JSON: not one of ours
  }
  const read = content.safeParse(parsed);
  if (!read.success) return undefined;
  const [sorted, valeurs, ess] = read.data;
  const typed = tri.every(({ cle }, index) => OF_TYPE[SORTS[cle].type](valeurs[index] ?? '\0'));
  return sorted === sortText(tri) && valeurs.length === tri.length && typed && OF_TYPE.text(ess)
    ? { valeurs, ess }
    : undefined;
}
