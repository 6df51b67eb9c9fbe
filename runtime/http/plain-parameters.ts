/** No parameter after the `?` of an address holds a control character: no text of ours does, and a database takes no NUL. */
import type { RequestHandler } from 'express';
import { FORM_RULES } from './form-rules.ts';
import { invalidFields } from './problems.ts';

const CONTROL = /[\u0000-\u001f\u007f]/;

/** Before any route reads it: one that forgets to check is then not the one that breaks. What stands in a path has a closed form. */
export const plainParameters: RequestHandler = (request, _response, next) => {
  const wrong = Object.entries(request.query).find(([name, value]) =>
    [name, ...[value].flat()].some((text) => typeof text === 'string' && CONTROL.test(text)),
  );
  if (wrong !== undefined)
    throw invalidFields([
      {
        champ: wrong[0].slice(0, 80).replaceAll(new RegExp(CONTROL, 'g'), ''),
        regle: FORM_RULES.form,
        message: 'Ce paramètre contient un caractère de contrôle.',
      },
    ]);
  next();
};
