/** `/moi`: who the service takes one for. `/delegations`: letting a colleague act in one's place, for a time. */
import { Router } from 'express';
import { z } from 'zod';
import type { Delegation } from '../../records/registers/delegations.ts';
import { today } from '../../identity/delegation.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { identityOf } from '../../identity/authenticate.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { RIGHTS, sendersOf } from '../../identity/rights.ts';
import { isCommand } from '../commands/chapters/all.ts';
import { TABLE } from '../../domain/table.ts';
import { civilDate } from '../commands/schemas/fields.ts';
import { line } from '../commands/schemas/text.ts';
import { requireRight } from '../../identity/scope.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

export const delegationBody = z.strictObject({
  delegataire: line(500),
  du: civilDate,
  au: civilDate,
  motif: line(500),
});

const LONGEST_DAYS = 366;

const presented = ({ creeeLe, revoqueeLe, ...rest }: Delegation) => ({
  ...rest,
  creeeLe: creeeLe.toISOString(),
  revoqueeLe: revoqueeLe?.toISOString() ?? null,
});

/** Rights and commands of a role, by name. */
const powersOf = ({ role }: Identity) => ({
  droits: Object.entries(RIGHTS).flatMap(([name, { roles }]) =>
    (roles as readonly string[]).includes(role) ? [name] : [],
  ),
  commandes: Object.keys(TABLE).filter((name) => isCommand(name) && sendersOf(name).includes(role)),
});

const daysBetween = (du: string, au: string): number => (Date.parse(au) - Date.parse(du)) / 86_400_000;

function requireTime(du: string, au: string): void {
  const wrong = (champ: string, message: string) => invalidFields([{ champ, regle: 'API-02', message }]);
  if (au < du) throw wrong('au', 'La délégation finit avant d’avoir commencé.');
  if (au < today()) throw wrong('au', 'Cette délégation serait déjà finie.');
  if (daysBetween(today(), du) > LONGEST_DAYS) throw wrong('du', 'Une délégation commence dans un an au plus.');
  if (daysBetween(du, au) > LONGEST_DAYS) throw wrong('au', 'Une délégation dure un an au plus.');
}

export function identityRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/moi')
    .get((request, response) => {
      const { autres = [], ...identity } = identityOf(request);
      const roles = [identity, ...autres].map(({ role }) => role);
      response.json({ ...identity, roles, ...powersOf(identity) });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));

  router
    .route('/delegations')
    .post(async (request, response) => {
      const identity = requireRight(request, 'deleguer');
      const { sujet, organisation, role, regions, caisses, delegation } = identity;
      if (delegation !== undefined)
        throw new Problem('role-interdit', 'Ce qui a été délégué ne se délègue pas à son tour.', { regle: 'ACTEUR' });
      const { delegataire, du, au, motif } = parse(delegationBody, jsonBody(request), 'deleguer');
      if (delegataire === sujet)
        throw invalidFields([
          { champ: 'delegataire', regle: 'API-02', message: 'Vous agissez déjà en votre propre nom.' },
        ]);
      requireTime(du, au);
      const created = await records.createDelegation(
        { delegant: sujet, delegataire, organisation, role, regions, caisses, du, au, motif },
        identity,
      );
      response.status(201).json(presented(created));
    })
    .get(async (request, response) => {
      const { sujet } = requireRight(request, 'deleguer');
      response.json({ delegations: (await records.listDelegations(sujet)).map(presented) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/delegations/:id')
    .delete(async (request, response) => {
      const identity = requireRight(request, 'deleguer');
      const { delegation } = identity;
      const id = z.uuid().safeParse(request.params.id);
      const ended = delegation === undefined && id.success && (await records.revokeDelegation(id.data, identity));
      if (!ended) throw new Problem('introuvable', 'Aucune délégation en cours de ce numéro n’a été donnée par vous.');
      response.status(204).end();
    })
    .all(onlyMethods('DELETE, OPTIONS'));
  return router;
}
