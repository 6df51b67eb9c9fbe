/** A scenario says in its own words what the API takes from a closed list or as a code. */
import type { z } from 'zod';

const OTHER = 'autre';

/** DEC-54 — the number of a file that a scenario speaks of, or takes as sent. */
export const FILE = '00000000-0000-4000-8000-000000000000';

const otherIfText = (value: unknown): unknown => (typeof value === 'string' ? OTHER : value);

/** The same field, said otherwise; `undefined`: left out. */
const OTHERWISE: Readonly<Record<string, (value: unknown, taken: (value: unknown) => boolean) => unknown>> = {
  // The law then judges `autre`, and refuses it with its rule.
  critere: otherIfText,
  fondement: otherIfText,
  piecesManquantes: eachOrOther,
  documents: eachOrOther,
  pieces: eachOrOther,
  liste: (value) => (typeof value === 'object' && value !== null ? { ...value, id: '1' } : value),
  preuve: (value, taken) => {
    const { nature } = value as { nature?: unknown };
    return taken({ nature }) ? { nature } : { nature: OTHER };
  },
  // Files of a scenario are not sent: any number stands for one.
  contenu: (value) => (Array.isArray(value) ? value.map(() => FILE) : value),
  reference: () => undefined,
  version: () => undefined,
};

function eachOrOther(value: unknown, taken: (value: unknown) => boolean): unknown {
  return Array.isArray(value) ? value.map((one: unknown) => (taken([one]) ? one : otherIfText(one))) : value;
}

/** What the API takes of this value; the value itself when nothing comes near: the API says what is wrong with it. */
export function inClosedWords(field: string, schema: z.ZodType | undefined, value: unknown): unknown {
  const taken = (tried: unknown) => schema?.safeParse(tried).success !== false;
  const otherwise = Object.hasOwn(OTHERWISE, field) ? OTHERWISE[field] : undefined;
  if (taken(value) || otherwise === undefined || typeof value === 'number' || value === null) return value;
  const said = otherwise(value, taken);
  return said === undefined || taken(said) ? said : value;
}
