/** `/moi/vues`: searches kept under a name. `/moi/lus`: how far one has read each case. */
import { Router } from 'express';
import { MOST_VIEWS, type SavedView } from '../../../records/personal/views.ts';
import type { Seen } from '../../../records/personal/seen.ts';
import { isEssIdentifier, knownCase, unknownCase } from '../../../identity/scope.ts';
import { jsonBody } from '../../../runtime/http/body.ts';
import { onlyMethods } from '../../../runtime/http/faults.ts';
import { invalidFields } from '../../../runtime/http/problems.ts';
import { parse } from '../../http/validation.ts';
import type { ApiDeps } from '../../ports.ts';
import { drawnNumber, found, numberOf, owner, tooMany } from './own.ts';
import { seenBody, seenQuery, viewBody, viewCriteria } from './schemas.ts';

const NONE = 'Aucune de vos vues';
const presented = ({ creeLe, ...rest }: SavedView) => ({ ...rest, creeLe: creeLe.toISOString() });
const read = ({ luLe, ...rest }: Seen) => ({ ...rest, luLe: luLe.toISOString() });

function viewRoutes({ records }: ApiDeps, router: Router): void {
  router
    .route('/moi/vues')
    .get(async (request, response) => {
      const { sujet } = owner(request);
      const { page } = parse(viewCriteria, request.query);
      response.json({ vues: (await records.personal.listViews(sujet, page)).map(presented) });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/moi/vues/:id')
    .put(async (request, response) => {
      const { sujet } = owner(request);
      const id = drawnNumber(request);
      const vue = parse(viewBody, jsonBody(request), 'vue');
      const written = await records.personal.saveView(sujet, id, vue);
      if (written.issue === 'autant') throw tooMany(`Vous gardez déjà ${MOST_VIEWS} vues : retirez-en une d’abord.`);
      if (written.issue === 'nom-pris')
        throw invalidFields([
          { champ: 'nom', regle: 'API-02', message: 'Une autre de vos vues de cette page porte ce nom.' },
        ]);
      if (written.issue === 'creee') response.location(`${request.baseUrl}/moi/vues/${id}`);
      response.status(written.issue === 'creee' ? 201 : 200).json(presented(written.vue));
    })
    .delete(async (request, response) => {
      const { sujet } = owner(request);
      found(await records.personal.deleteView(sujet, numberOf(request, NONE)), NONE);
      response.status(204).end();
    })
    .all(onlyMethods('PUT, DELETE, OPTIONS'));
}

function seenRoutes({ records }: ApiDeps, router: Router): void {
  router
    .route('/moi/lus')
    .get(async (request, response) => {
      const { sujet } = owner(request);
      response.json({ lus: (await records.personal.listSeen(sujet, parse(seenQuery, request.query))).map(read) });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/moi/lus/:ess')
    .put(async (request, response) => {
      const identity = owner(request);
      const { rang } = parse(seenBody, jsonBody(request));
      const ess = await knownCase(records, identity, request.params.ess);
      response.json(read(await records.personal.markSeen(identity.sujet, { ess, rang })));
    })
    .delete(async (request, response) => {
      const { sujet } = owner(request);
      const { ess } = request.params;
      // Even of a case that one may read no more.
      if (!isEssIdentifier(ess) || !(await records.personal.forgetSeen(sujet, ess))) throw unknownCase();
      response.status(204).end();
    })
    .all(onlyMethods('PUT, DELETE, OPTIONS'));
}

export function viewSpaceRoutes(deps: ApiDeps): Router {
  const router = Router();
  viewRoutes(deps, router);
  seenRoutes(deps, router);
  return router;
}
