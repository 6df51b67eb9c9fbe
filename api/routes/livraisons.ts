/** `/abonnements/{id}/livraisons`, `/essais`, `/rejeux`: what was sent to a subscription, a trial, sending again. */
import { Router, type Request } from 'express';
import type { Subscription } from '../../records/registers/abonnements.ts';
import { MOST_REPLAYS, type DeliveryLine, type Position } from '../../records/outbox/replay.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { deliveryPage, replayBody } from './abonnements-schemas.ts';
import { parse } from '../http/validation.ts';
import { objectBody } from '../../runtime/http/body.ts';

const presented = ({ prochainEssai, creeLe, finieLe, ...rest }: DeliveryLine) => ({
  ...rest,
  prochainEssai: rest.etat === 'attente' ? prochainEssai.toISOString() : null,
  creeLe: creeLe.toISOString(),
  finieLe: finieLe?.toISOString() ?? null,
});

export type FindSubscription = (request: Request<{ id: string }>) => Promise<Subscription>;

/** And who asks, in their own name. */
export type FindOwnSubscription = (
  request: Request<{ id: string }>,
) => Promise<Subscription & { readonly identity: Identity }>;

/** `find`: the subscription of the address, if it is of whoever asks. */
export function deliveryRoutes(
  { records }: ApiDeps,
  { find, findOwn }: { readonly find: FindSubscription; readonly findOwn: FindOwnSubscription },
): Router {
  const router = Router();
  router
    .route('/abonnements/:id/livraisons')
    .get(async (request, response) => {
      const { id } = await find(request);
      const { etat, apres, limite } = parse(deliveryPage, request.query, 'lister-livraisons');
      const page = { limite, ...(etat && { etat }), ...(apres !== undefined && { avant: apres }) };
      const livraisons = await records.listDeliveries(id, page);
      const last = livraisons.at(-1);
      response.json({
        livraisons: livraisons.map(presented),
        suivant: livraisons.length === limite && last !== undefined ? last.id : null,
      });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/abonnements/:id/essais')
    .post(async (request, response) => {
      const { id, identity } = await findOwn(request);
      response.status(202).json({ livraison: await records.writeTrial(id, identity) });
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/abonnements/:id/rejeux')
    .post(async (request, response) => {
      const { id, identity } = await findOwn(request);
      const asked = parse(replayBody, objectBody(request.body), 'rejouer-livraisons');
      const position: Position = 'depuis' in asked ? { depuis: new Date(asked.depuis) } : asked;
      const livraisons = await records.replayDeliveries(id, position, identity);
      if (livraisons === undefined)
        throw new Problem(
          'donnees-refusees',
          `Ce rejeu porte sur plus de ${MOST_REPLAYS} événements : demandez-le dossier par dossier, ou depuis un instant plus récent.`,
          { regle: 'API-06' },
        );
      if ('livraison' in position && livraisons === 0)
        throw new Problem('introuvable', 'Aucune livraison de cet abonnement ne porte ce numéro.');
      response.status(202).json({ livraisons });
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}
