/** `X-Delegation`: an agent acts for another of the same organisation, within what that one gave and for its time. */
import type { RequestHandler } from 'express';
import { dateDe } from '../domain/calendrier/calendrier.ts';
import { instant } from '../domain/valeurs.ts';
import type { Delegation } from '../records/registers/delegations.ts';
import { identityOf } from './authenticate.ts';
import type { Identity } from './verifier.ts';
import { Problem } from '../runtime/http/problems.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Civil date of today, in Paris: delegations are given by whole days. */
export const today = () => dateDe(instant(Date.now()), 'Europe/Paris');

/** Whether it may be used today by this identity. */
function isRunning({ delegataire, organisation, du, au, revoqueeLe }: Delegation, identity: Identity): boolean {
  const le = today();
  return (
    delegataire === identity.sujet &&
    organisation === identity.organisation &&
    revoqueeLe === null &&
    du <= le &&
    le <= au
  );
}

/** What is asked of the records. */
export interface Delegations {
  readDelegation(id: string): Promise<Delegation | undefined>;
}

/** Replaces the identity by the one that was delegated; each act then names the delegation. */
export const onBehalf =
  ({ records }: { readonly records: Delegations }): RequestHandler =>
  async (request, response, next) => {
    const id = request.get('x-delegation');
    if (id !== undefined) {
      const identity = identityOf(request);
      const delegation = UUID.test(id) ? await records.readDelegation(id) : undefined;
      if (delegation === undefined || !isRunning(delegation, identity))
        throw new Problem('delegation-refusee', 'Aucune délégation de ce numéro ne vous permet d’agir aujourd’hui.', {
          regle: 'API-03',
        });
      const { role, regions, caisses, delegant, organisation } = delegation;
      response.locals['identite'] = { role, regions, caisses, sujet: delegant, organisation, delegation: id };
    }
    next();
  };
