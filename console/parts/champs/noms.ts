/** What a form made of the contract calls its fields, wherever they stand in it. */
import type { NamedField } from './forme.ts';

/** « Promoteurs du projet, ligne 2, nom », of `promoteurs.1.nom`; sections name their fields by a whole path. */
export function labelIn(fields: readonly NamedField[], path: string): string | undefined {
  const field = fields.find(({ name }) => path === name || path.startsWith(`${name}.`));
  if (field === undefined) return undefined;
  const inside = path.slice(field.name.length + 1);
  if (inside === '') return field.label;
  const [, rank, rest = ''] = /^(\d+)(?:\.(.+))?$/.exec(inside) ?? [];
  const row = rank === undefined ? '' : `, ligne ${Number(rank) + 1}`;
  const within = rank === undefined ? inside : rest;
  const held = 'fields' in field.shape ? labelIn(field.shape.fields, within) : undefined;
  return `${field.label}${row}${held === undefined ? '' : `, ${held.charAt(0).toLowerCase()}${held.slice(1)}`}`;
}

/** The first field of this name, in the form or in what it holds. */
function named(fields: readonly NamedField[], name: string): NamedField | undefined {
  for (const field of fields) {
    if (field.name === name || field.name.endsWith(`.${name}`)) return field;
    const held = 'fields' in field.shape ? named(field.shape.fields, name) : undefined;
    if (held !== undefined) return held;
  }
  return undefined;
}

/** A sentence of the API that names a field as programs do (« siret »), as the form calls it. */
export const inLabels = (sentence: string, fields: readonly NamedField[]): string =>
  sentence.replaceAll(/« ([a-z][A-Za-z]*) »/g, (said, name: string) => {
    const field = named(fields, name);
    return field === undefined ? said : `« ${field.label} »`;
  });
