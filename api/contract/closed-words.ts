/** Beside each closed list of the document, how its values read (`x-libelles`): from the same words as the letters. */
import { wordsOf } from '../../documents/closed-words.ts';
import { TABLE } from '../../domain/table.ts';
import { COMMANDS } from '../commands/chapters/all.ts';

type Json = Record<string, unknown>;

const TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(COMMANDS).map(([name, { titre }]) => [name, titre]),
);
const isCommandList = (values: readonly string[]): boolean => values.every((value) => Object.hasOwn(TABLE, value));

function words(values: readonly string[]): Readonly<Record<string, string>> | undefined {
  return isCommandList(values)
    ? Object.fromEntries(values.map((value) => [value, TITLES[value] ?? value]))
    : wordsOf(values);
}

/** Completes the document in place, and returns it. A list that has its own words keeps them. */
export function withClosedWords<D>(document: D): D {
  visit(document);
  return document;
}

function visit(node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Json;
  const values = schema['enum'];
  if (Array.isArray(values) && values.every((value) => typeof value === 'string') && values.length > 0) {
    const found = words(values);
    if (found !== undefined) schema['x-libelles'] ??= found;
  }
  for (const [name, inside] of Object.entries(schema)) if (!/^(enum|examples?|x-libelles)$/.test(name)) visit(inside);
}
