/** A form becomes the body of a command: typed text to values, what is blank left out, rows without a word dropped. */
import type { Form } from '../../shell/forms.ts';
import { centsOf } from '../../words/money.ts';
import type { Errors } from '../formulaire.tsx';
import type { NamedField, Shape } from './forme.ts';

type Json = Record<string, unknown>;

export interface ReadForm {
  readonly body: Json;
  /** Of what no value can be made of; the rest is the API's to check. */
  readonly errors: Errors;
}

/** How many rows of a list the form has: those that hold something, or as many as were asked for. */
export function rowsOf(form: Form, path: string): number {
  const start = `${path}.`;
  const ranks = Object.keys(form.fields).flatMap((name) =>
    name.startsWith(start) ? [Number.parseInt(name.slice(start.length), 10)] : [],
  );
  const asked = Number.parseInt(form.one(`lignes.${path}`), 10);
  return Math.min(200, Math.max(1, ...ranks.map((rank) => rank + 1), Number.isNaN(asked) ? 1 : asked));
}

const BOOLEANS: Readonly<Record<string, boolean>> = { oui: true, non: false };

/** A date as people write it: browsers without a calendar leave it so. */
function civilOf(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return year === '' ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A value of several types, as it looks: oui, 03/05/2026, 40 000,00 €, 37, a word. */
function anyOf(text: string): unknown {
  const said = text.toLowerCase();
  if (Object.hasOwn(BOOLEANS, said)) return BOOLEANS[said];
  const civil = civilOf(text);
  if (civil !== undefined) return civil;
  if (/[,€]/.test(text)) return centsOf(text.replace(/\s*€$/, '')) ?? text;
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function valueOf({ shape, schema }: NamedField, path: string, form: Form, errors: Record<string, string>): unknown {
  const text = form.one(path);
  switch (shape.kind) {
    case 'choice':
      // Of numbers (lines of the journal) as of words.
      return text === '' ? undefined : schema.type === 'integer' ? Number(text) : text;
    case 'group': {
      const group = bodyOf(shape.fields, form, `${path}.`, errors);
      return Object.keys(group).length === 0 ? undefined : group;
    }
    case 'rows': {
      const rows = Array.from({ length: rowsOf(form, path) }, (_, rank) =>
        bodyOf(shape.fields, form, `${path}.${rank}.`, errors),
      ).filter((row) => Object.keys(row).length > 0);
      return rows.length === 0 ? undefined : rows;
    }
    case 'choices': {
      const chosen = form.all(path).filter((value) => value !== '');
      return chosen.length === 0 ? undefined : chosen;
    }
    case 'picks': {
      // One a row; all under one name, where an address fills them.
      const rows = Array.from({ length: rowsOf(form, path) }, (_, rank) => form.one(`${path}.${rank}`));
      const chosen = [...new Set([...form.all(path), ...rows])].filter((value) => value !== '');
      return chosen.length === 0 ? undefined : chosen;
    }
    case 'lines': {
      const lines = (form.all(path)[0] ?? '')
        .split(/\r?\n/)
        .flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
      return lines.length === 0 ? undefined : lines;
    }
    case 'none':
      return undefined;
    default:
      return text === '' ? undefined : ofText(shape.kind, text, path, form, errors);
  }
}

function ofText(kind: Shape['kind'], text: string, path: string, form: Form, errors: Record<string, string>): unknown {
  if (kind === 'yes-no') return BOOLEANS[text];
  if (kind === 'date') return civilOf(text) ?? text;
  if (kind === 'any') return anyOf(text);
  if (kind === 'area') return (form.all(path)[0] ?? '').replaceAll('\r\n', '\n').trim();
  if (kind === 'amount') {
    const cents = centsOf(text);
    if (cents === undefined) errors[path] = 'Un montant en euros est attendu (exemple : 40 000,00).';
    return cents;
  }
  if (kind === 'number') {
    const number = Number(text.replaceAll(/\s/g, '').replace(',', '.'));
    if (!Number.isFinite(number)) errors[path] = 'Un nombre est attendu.';
    return Number.isFinite(number) ? number : undefined;
  }
  return text;
}

function bodyOf(fields: readonly NamedField[], form: Form, prefix: string, errors: Record<string, string>): Json {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = valueOf(field, `${prefix}${field.name}`, form, errors);
      return value === undefined ? [] : [[field.name, value] as const];
    }),
  );
}

/** Reads the whole form. */
export function readForm(fields: readonly NamedField[], form: Form): ReadForm {
  const errors: Record<string, string> = {};
  return { body: bodyOf(fields, form, '', errors), errors };
}
