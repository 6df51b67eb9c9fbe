/** `/ess/{id}/instruction`: what to decide from. `/ess/{id}/etapes`: where the team is, and who is awaited. */
import { Router } from 'express';
import { z } from 'zod';
import { knownDossier, requireRight } from '../../identity/scope.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { etagOf } from '../http/if-match.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { journalOf } from '../views/forecast.ts';
import { instructionView, stepsView } from '../views/instruction.ts';
import { withinExtent } from '../views/other-cases.ts';

const noParameter = z.strictObject({});

export function instructionRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/ess/:ess/instruction')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-instruction');
      const { etat } = await knownDossier(records, identity, request.params.ess);
      const answer = await instructionView(records, identity, etat, await journalOf(records, etat));
      response.set('ETag', etagOf(etat.rang)).json(await withinExtent(records, identity, answer));
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  router
    .route('/ess/:ess/etapes')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-etapes');
      const { etat } = await knownDossier(records, identity, request.params.ess);
      response.set('ETag', etagOf(etat.rang)).json(stepsView(etat, await journalOf(records, etat)));
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
