/** The body of a request that writes: JSON, and an object. */
import type { Request } from 'express';
import { FORM_RULES } from './form-rules.ts';
import { Problem, invalidFields } from './problems.ts';

/** A plain object: what every write endpoint takes. */
export function objectBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw invalidFields([{ champ: 'corps', regle: FORM_RULES.form, message: 'Un objet JSON est attendu.' }]);
}

/** The body of a request that writes. Throws the problem that says what it should have been: JSON, and an object. */
export function jsonBody(request: Request): Readonly<Record<string, unknown>> {
  if (request.is('application/json') === false)
    throw new Problem('format-non-admis', 'Envoyez du JSON, annoncé par l’en-tête Content-Type: application/json.');
  return objectBody(request.body);
}
