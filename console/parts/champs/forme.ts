/** What a field of the contract is, for a form: read once here, so that showing it and reading it back agree. */
import type { FieldSchema } from '../../shell/contract.ts';
import { longDate } from '../../words/dates.ts';
import { inEuros } from '../../words/money.ts';

export type Shape =
  | { readonly kind: 'group'; readonly fields: readonly NamedField[] }
  | { readonly kind: 'rows'; readonly fields: readonly NamedField[] }
  | { readonly kind: 'choice'; readonly choices: readonly (readonly [string, string])[] }
  | { readonly kind: 'choices'; readonly choices: readonly (readonly [string, string])[] }
  /** Several of a long list: one after the other. */
  | { readonly kind: 'picks'; readonly choices: readonly (readonly [string, string])[] }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'date' }
  | { readonly kind: 'amount' }
  | { readonly kind: 'number' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'area' }
  | { readonly kind: 'email' }
  | { readonly kind: 'text' }
  /** A value of several types: typed as text, read as what it looks like. */
  | { readonly kind: 'any' }
  /** No form shows it: tables of free keys, lists of whole acts. */
  | { readonly kind: 'none' };

export interface NamedField {
  readonly name: string;
  /** « Critère non rempli ». */
  readonly label: string;
  /** « Écrit au journal : n’y nommez personne. » */
  readonly help?: string;
  /** Rule that asks for it. */
  readonly rule: string | undefined;
  readonly required: boolean;
  /** When the law asks for it, although it may else be left out: « si le résultat est : non conforme ». */
  readonly when?: string;
  readonly schema: FieldSchema;
  readonly shape: Shape;
}

type Words = (value: string) => string | undefined;

/** Beyond, one line is too short. */
const LONG = 300;
const spaced = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');

/** Beyond, boxes to tick would be a page of their own. */
const AT_ONCE = 30;

const capital = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

const choicesOf = (schema: FieldSchema, words: Words): readonly (readonly [string, string])[] =>
  (schema.enum ?? []).map(String).map((value) => {
    const label = schema['x-libelles']?.[value] ?? words(value) ?? spaced(value);
    return [value, capital(label)] as const;
  });

/** A text of which the contract labels the values (specialties, departments): nobody is to know how the law writes them. */
const labelledOf = ({ type, enum: closed, 'x-libelles': labels }: FieldSchema) =>
  type !== 'string' || closed !== undefined || labels === undefined
    ? undefined
    : Object.entries(labels)
        .map(([value, label]) => [value, capital(label)] as const)
        .toSorted(([, one], [, other]) => one.localeCompare(other, 'fr', { numeric: true }));

const isAmount = (name: string): boolean => name.endsWith('Centimes');

function ofUnion(branches: readonly FieldSchema[], name: string, words: Words): Shape {
  const filled = branches.filter(({ type }) => type !== 'null');
  if (filled.length === 1 && filled[0] !== undefined) return shapeOf(filled[0], name, words);
  return filled.every(({ type }) => type !== 'object') ? { kind: 'any' } : { kind: 'none' };
}

function ofList(items: FieldSchema, words: Words): Shape {
  // A list of closed values, or of those and of more detailed objects: the closed values are enough for a form.
  const closed = [items, ...(items.anyOf ?? []), ...(items.oneOf ?? [])].find((one) => one.enum !== undefined);
  const choices = closed === undefined ? labelledOf(items) : choicesOf(closed, words);
  if (choices !== undefined) return { kind: choices.length > AT_ONCE ? 'picks' : 'choices', choices };
  if (items.properties !== undefined) return { kind: 'rows', fields: fieldsOf(items, words) };
  return items.type === 'string' ? { kind: 'lines' } : { kind: 'none' };
}

function shapeOf(schema: FieldSchema, name: string, words: Words): Shape {
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) return ofUnion(union, name, words);
  if (schema.enum !== undefined) return { kind: 'choice', choices: choicesOf(schema, words) };
  if (schema.properties !== undefined) return { kind: 'group', fields: fieldsOf(schema, words) };
  if (schema.items !== undefined) return ofList(schema.items, words);
  if (schema.type === 'boolean') return { kind: 'yes-no' };
  if (schema.type === 'integer' || schema.type === 'number') return { kind: isAmount(name) ? 'amount' : 'number' };
  const labelled = labelledOf(schema);
  if (labelled !== undefined) return { kind: 'choice', choices: labelled };
  if (schema.format === 'date') return { kind: 'date' };
  if (schema.format === 'email') return { kind: 'email' };
  if (schema.type === 'string') return { kind: (schema.maxLength ?? 0) > LONG ? 'area' : 'text' };
  return { kind: 'none' };
}

/**
 * The sentence of the contract, without its rule and its final stop; what follows it is the field's help. Amounts are typed
 * in euros, whatever the contract counts in.
 */
function wordsOf(name: string, { description }: FieldSchema): { readonly label: string; readonly help?: string } {
  if (description === undefined) return { label: spaced(name) };
  const words = description
    .replace(/ \([A-Z][\w-]*\)$/, '')
    .replace(/\.$/, '')
    .replace(/, en centimes( d’euro)?/, '');
  const [label = words, ...more] = words.split('. ');
  return more.length === 0 ? { label } : { label, help: `${more.join('. ')}.` };
}

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** A value as a reader says it: a label, a date, an amount in euros. */
function valueWords(field: NamedField, value: unknown): string {
  if ('choices' in field.shape) return lower(field.shape.choices.find(([one]) => one === value)?.[1] ?? String(value));
  if (field.shape.kind === 'date') return longDate(String(value));
  return field.shape.kind === 'amount' ? inEuros(Number(value)) : String(value);
}

/** In words, when the value of `other` asks for a field. */
function whenOf(
  other: NamedField,
  on: { readonly enum?: readonly unknown[]; readonly not?: { readonly const?: unknown } },
) {
  const name = `« ${other.label} »`;
  return on.enum === undefined
    ? `si ${name} n’est pas : ${valueWords(other, on.not?.const)}`
    : `si ${name} est : ${on.enum.map((value) => valueWords(other, value)).join(' ou ')}`;
}

/** Fields that others ask for by their value say so. */
function withConditions(fields: readonly NamedField[], allOf: FieldSchema['allOf'] = []): readonly NamedField[] {
  return fields.map((field) => {
    if (field.required) return field;
    const said = allOf
      .filter(({ then }) => then?.required?.includes(field.name) === true)
      .flatMap((condition) =>
        Object.entries(condition.if?.properties ?? {}).flatMap(([name, on]) => {
          const other = fields.find((one) => one.name === name);
          return other === undefined ? [] : [whenOf(other, on)];
        }),
      );
    return said.length === 0 ? field : { ...field, when: said.join(', ou ') };
  });
}

/** The fields of an object, in the order of the contract. */
export const fieldsOf = ({ properties = {}, required = [], allOf }: FieldSchema, words: Words): readonly NamedField[] =>
  withConditions(
    Object.entries(properties).map(([name, schema]) => ({
      name,
      ...wordsOf(name, schema),
      rule: schema['x-regle'],
      required: required.includes(name),
      schema,
      shape: shapeOf(schema, name, words),
    })),
    allOf,
  );
