/** `POST /simulations`: « et si… », from a real ESS's state and hypothetical acts. Reads only: nothing is touched. */
import { Router } from 'express';
import { z } from 'zod';
import type { Commande } from '../../domain/commandes.ts';
import { ROLES } from '../../domain/valeurs.ts';
import { readAct } from '../commands/body-to-act.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import type { ApiDeps } from '../ports.ts';
import { forecast } from '../views/forecast.ts';
import { withinExtent } from '../views/other-cases.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import { knownDossier, requireRight } from '../../identity/scope.ts';
import { isCommand } from '../commands/chapters/all.ts';
import { civilDate } from '../commands/schemas/fields.ts';
import { essId } from '../contract/answers/values.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

const MOST_ACTS = 50;

const act = z.looseObject({ commande: z.string(), acteur: z.enum(ROLES) });
export const simulationBody = z.strictObject({
  ess: essId,
  actes: z
    .array(act)
    .max(MOST_ACTS, { error: `Au plus ${MOST_ACTS} actes par simulation.` })
    .default([]),
  jusquAu: civilDate.exactOptional(),
});

export function simulationRoutes({ cases, records, workshop }: ApiDeps): Router {
  const router = Router();
  router
    .route('/simulations')
    .post(async (request, response) => {
      const identity = requireRight(request, 'simuler');
      const { ess, actes, jusquAu } = parse(simulationBody, jsonBody(request), 'simuler');
      const { etat, rang } = await knownDossier(records, identity, ess);
      const commandes = actes.map(({ commande, acteur, ...fields }, index): Commande => {
        if (!isCommand(commande))
          throw invalidFields([
            {
              champ: `actes.${index}.commande`,
              regle: 'SAISIE',
              message: `Aucune commande ne s’appelle « ${commande} ».`,
            },
          ]);
        return { commande, acteur, donnees: readAct(commande, acteur, fields).donnees };
      });
      const seen = await withinExtent(
        records,
        identity,
        await forecast({ cases, records, workshop }, identity, etat, commandes, jusquAu),
      );
      response.json({ ess, rang, ...seen });
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}
