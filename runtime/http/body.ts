/** The body of a request that writes: JSON in UTF-8, and an object. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import { FORM_RULES } from './form-rules.ts';
import { Problem, invalidFields } from './problems.ts';

/** What the parser of bodies carries to `faults.ts`, by its type. */
const unread = (type: string): Error => Object.assign(new Error(type), { type });

/** For the parser of bodies, which would read what is not UTF-8 with a « � » in its place: refused, never damaged. */
export function requireUtf8(_request: IncomingMessage, _response: ServerResponse, body: Buffer, charset: string): void {
  if (charset !== 'utf-8') throw unread('charset.unsupported');
  if (!isUtf8(body)) throw unread('body.not-utf-8');
}

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
