/** `X-Role`: whom ESS_IDENTITES gives several roles says in which one they act; without it, the first. */
import type { RequestHandler } from 'express';
import { Problem } from '../runtime/http/problems.ts';
import { identityOf } from './authenticate.ts';

/** Refuses a role that the claims do not give: nobody takes one by asking. */
export const inRole: RequestHandler = (request, response, next) => {
  const asked = request.get('x-role');
  if (asked !== undefined) {
    const identity = identityOf(request);
    const all = [identity, ...(identity.autres ?? [])];
    const chosen = all.find(({ role }) => role === asked);
    if (chosen === undefined)
      throw new Problem('sans-role', 'Votre organisation n’a pas ce rôle dans ce service.', { regle: 'API-03' });
    response.locals['identite'] = { ...chosen, autres: all.filter((other) => other !== chosen) };
  }
  next();
};
