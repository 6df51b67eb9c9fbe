/** `/abonnements`: partner systems told of what happens, within the scope of who subscribes. */
import { Router } from 'express';
import { z } from 'zod';
import {
  MOST_SUBSCRIPTIONS,
  MOST_SECRETS,
  type Subscriber,
  type Subscription,
} from '../../records/registers/abonnements.ts';
import { ForbiddenAddress, readPartnerAddress } from '../../runtime/public-address.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { overlapBody, subscriptionBody } from './abonnements-schemas.ts';
import { extentOf, requireOwnName, requireRight } from '../../identity/scope.ts';
import { parse } from '../http/validation.ts';
import { objectBody } from '../../runtime/http/body.ts';
import { deliveryRoutes, type FindOwnSubscription, type FindSubscription } from './livraisons.ts';

export const subscriberOf = (identity: Identity): Subscriber => ({
  role: identity.role,
  organisation: identity.organisation,
  portee: extentOf(identity),
});

const presented = ({ creeLe, suspenduLe, ...rest }: Subscription) => ({
  ...rest,
  creeLe: creeLe.toISOString(),
  suspenduLe: suspenduLe?.toISOString() ?? null,
});

export function subscriptionRoutes(deps: ApiDeps): Router {
  const { records, partenaires = {} } = deps;
  const router = Router();

  /** One of the subscriptions of whoever asks, or the 404 problem. */
  const find: FindSubscription = async (request) => {
    const identity = requireRight(request, 'tenir-abonnements');
    const id = z.uuid().safeParse(request.params.id);
    const found = id.success ? await records.readSubscription(subscriberOf(identity), id.data) : undefined;
    if (found === undefined) throw new Problem('introuvable', 'Aucun de vos abonnements ne porte ce numéro.');
    return found;
  };

  /** The same, for whoever is about to change it: a new secret, a replay or a suspension lasts. */
  const findOwn: FindOwnSubscription = async (request) => {
    const identity = requireRight(request, 'tenir-abonnements');
    requireOwnName(identity, 'Un abonnement se tient');
    return { identity, ...(await find(request)) };
  };

  function requireReachable(adresse: string): void {
    try {
      readPartnerAddress(adresse, partenaires);
    } catch (error) {
      if (!(error instanceof ForbiddenAddress)) throw error;
      throw invalidFields([{ champ: 'adresse', regle: 'API-02', message: error.message }]);
    }
  }

  router
    .route('/abonnements')
    .post(async (request, response) => {
      const identity = requireRight(request, 'tenir-abonnements');
      requireOwnName(identity, 'Un abonnement se prend');
      const { adresse, evenements = null } = parse(subscriptionBody, objectBody(request.body), 'abonner');
      requireReachable(adresse);
      const made = await records.createSubscription(subscriberOf(identity), { adresse, evenements }, identity);
      if (made === undefined)
        throw new Problem(
          'etat-incompatible',
          `Une organisation tient ${MOST_SUBSCRIPTIONS} abonnements au plus : retirez-en un d’abord.`,
          { regle: 'API-06' },
        );
      const { abonnement, secret } = made;
      response
        .status(201)
        .location(`${request.baseUrl}/abonnements/${abonnement.id}`)
        // Shown this once.
        .json({ ...presented(abonnement), secret });
    })
    .get(async (request, response) => {
      const identity = requireRight(request, 'tenir-abonnements');
      response.json({ abonnements: (await records.listSubscriptions(subscriberOf(identity))).map(presented) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/abonnements/:id')
    .get(async (request, response) => {
      response.json(presented(await find(request)));
    })
    .delete(async (request, response) => {
      const { id, identity } = await findOwn(request);
      await records.deleteSubscription(id, identity);
      response.status(204).end();
    })
    .all(onlyMethods('GET, HEAD, DELETE, OPTIONS'));

  router
    .route('/abonnements/:id/suspension')
    .put(async (request, response) => {
      const { id, identity } = await findOwn(request);
      await records.suspendSubscription(id, identity);
      response.json(presented(await find(request)));
    })
    .delete(async (request, response) => {
      const { id, identity } = await findOwn(request);
      await records.resumeSubscription(id, identity);
      response.json(presented(await find(request)));
    })
    .all(onlyMethods('PUT, DELETE, OPTIONS'));

  router
    .route('/abonnements/:id/secrets')
    .post(async (request, response) => {
      const { id, identity } = await findOwn(request);
      const { chevauchementHeures } = parse(overlapBody, objectBody(request.body), 'changer-secret');
      const secret = await records.rotateSecret(id, chevauchementHeures, identity);
      if (secret === undefined)
        throw new Problem(
          'etat-incompatible',
          `${MOST_SECRETS} secrets signent déjà : attendez que l’un d’eux prenne fin, ou demandez un chevauchement de 0 heure.`,
          { regle: 'API-06' },
        );
      response.status(201).json({ id, secret });
    })
    .all(onlyMethods('POST, OPTIONS'));

  router.use(deliveryRoutes(deps, { find, findOwn }));
  return router;
}
