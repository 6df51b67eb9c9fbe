/** A body holds no longer list than any that is legal: each wrong element would otherwise be one error, then one more. */
import type { RequestHandler } from 'express';
import { FORM_RULES } from './form-rules.ts';
import { invalidFields } from './problems.ts';

/** The longest list of the contract is that of the adherents of a case. */
export const LONGEST_LIST = 2000;

/** The place of the first list that is too long; nothing else is looked at. Iterative: a body may be deep. */
function longList(body: unknown): string | undefined {
  const left: { readonly value: unknown; readonly place: string }[] = [{ value: body, place: '' }];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const { value, place } = one;
    if (Array.isArray(value) && value.length > LONGEST_LIST) return place === '' ? 'corps' : place;
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        if (typeof inner === 'object' && inner !== null)
          // Whoever typed it knows it from its beginning.
          left.push({ value: inner, place: `${place === '' ? '' : `${place}.`}${name}`.slice(0, 80) });
  }
  return undefined;
}

export const boundedBody: RequestHandler = (request, _response, next) => {
  const champ = longList(request.body);
  if (champ !== undefined)
    throw invalidFields([{ champ, regle: FORM_RULES.form, message: `Cette liste dépasse ${LONGEST_LIST} éléments.` }]);
  next();
};
