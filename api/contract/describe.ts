/** Gives every field of the document its sentence and its rule, from the dictionary. A field without entry is an error. */
import { DICTIONARY } from './dictionary/index.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entry of a field: that of its place first (`corriger.objet`), that of its name else. */
function entryOf(name: string, parents: readonly string[]) {
  for (const key of [...parents.map((parent) => `${parent}.${name}`), name])
    if (Object.hasOwn(DICTIONARY, key)) return DICTIONARY[key];
  return undefined;
}

/** Fields without an entry, with their places: none, or the document is not served. */
export class UndescribedFields extends Error {
  override readonly name = 'UndescribedFields';
}

const sentence = ([regle, phrase]: readonly [string, string]): string => `${phrase} (${regle})`;

function describeObject(schema: Json, parents: readonly string[], missing: Set<string>): void {
  // Beside `allOf`, properties only narrow what the other schema describes.
  const properties =
    schema['allOf'] === undefined || schema['additionalProperties'] === false ? schema['properties'] : {};
  for (const [name, property] of Object.entries((properties ?? {}) as Record<string, Json>)) {
    const entry = entryOf(name, parents);
    if (entry === undefined) missing.add(`${parents[0] ?? ''}.${name}`);
    else {
      property['description'] ??= sentence(entry);
      property['x-regle'] = entry[0];
    }
    describe(property, [name], missing);
  }
}

/** `parents`: names under which what is inside may have an entry of its own. */
function describe(schema: unknown, parents: readonly string[], missing: Set<string>): void {
  if (!isObject(schema)) return;
  describeObject(schema, parents, missing);
  for (const key of ['items', 'additionalProperties']) describe(schema[key], parents, missing);
  for (const key of ['anyOf', 'oneOf', 'allOf'])
    for (const branch of (schema[key] ?? []) as unknown[]) describe(branch, parents, missing);
}

/** Events share the entries of `Evenement`. */
const parentsOf = (component: string): readonly string[] =>
  component.startsWith('Evenement') ? [component, 'Evenement'] : [component];

interface Documented {
  readonly paths?: unknown;
  readonly components?: unknown;
}

/** Completes the document in place and returns it. */
export function describeFields<D extends Documented>(document: D): D {
  const missing = new Set<string>();
  const { schemas = {} } = (document.components ?? {}) as { schemas?: Record<string, Json> };
  for (const [component, schema] of Object.entries(schemas)) describe(schema, parentsOf(component), missing);
  const operations = Object.values((document.paths ?? {}) as Record<string, Record<string, Json>>).flatMap((item) =>
    Object.values(item),
  );
  for (const operation of operations) {
    const id = String(operation['operationId']);
    for (const parameter of (operation['parameters'] ?? []) as Json[]) {
      if (parameter['in'] !== 'query') continue;
      const entry = entryOf(String(parameter['name']), [id]);
      if (entry === undefined) missing.add(`${id}.${String(parameter['name'])}`);
      else Object.assign(parameter, { description: sentence(entry), 'x-regle': entry[0] });
    }
    const bodies = [operation['requestBody'], ...Object.values((operation['responses'] ?? {}) as Json)];
    for (const body of bodies)
      for (const { schema } of Object.values(((body as Json | undefined)?.['content'] ?? {}) as Record<string, Json>))
        describe(schema, [id], missing);
  }
  if (missing.size > 0)
    throw new UndescribedFields(`No entry in api/contract/dictionary for: ${[...missing].toSorted().join(', ')}`);
  return document;
}
