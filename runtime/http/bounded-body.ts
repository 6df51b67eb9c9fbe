/** A body is no longer, wider nor deeper than any that is legal: each wrong element would otherwise be one error more. */
import type { RequestHandler } from 'express';
import { FORM_RULES } from './form-rules.ts';
import { invalidFields } from './problems.ts';

/** The longest list of the contract is that of the adherents of a case; no object has as many fields. */
export const LONGEST_LIST = 2000;
const DEEPEST = 40;

interface Part {
  readonly value: object;
  readonly place: string;
  readonly depth: number;
}

/** The first part that is too much; what follows it is not looked at. Iterative: a body may be deep. */
function excess(body: unknown): { readonly champ: string; readonly message: string } | undefined {
  const left: Part[] = typeof body === 'object' && body !== null ? [{ value: body, place: '', depth: 0 }] : [];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    const { value, place, depth } = part;
    const champ = place || 'corps';
    const isList = Array.isArray(value);
    const names = isList ? [] : Object.keys(value);
    if ((isList ? value.length : names.length) > LONGEST_LIST)
      return { champ, message: `${isList ? 'Cette liste' : 'Cet objet'} dépasse ${LONGEST_LIST} éléments.` };
    if (depth > DEEPEST) return { champ, message: `Ce champ est imbriqué sur plus de ${DEEPEST} niveaux.` };
    for (const [name, inner] of isList ? value.entries() : Object.entries(value))
      if (typeof inner === 'object' && inner !== null)
        // Whoever typed it knows it from its beginning.
        left.push({ value: inner as object, place: placeIn(place, name).slice(0, 80), depth: depth + 1 });
  }
  return undefined;
}

const placeIn = (place: string, name: string | number): string =>
  typeof name === 'number' ? `${place}[${name}]` : place === '' ? name : `${place}.${name}`;

export const boundedBody: RequestHandler = (request, _response, next) => {
  const found = excess(request.body);
  if (found !== undefined) throw invalidFields([{ ...found, regle: FORM_RULES.form }]);
  next();
};
