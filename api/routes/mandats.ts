/** `/ess/{id}/mandats`: who may act for an ESS as its porteur. The depositor is the first; the ARS gives the others. */
import { Router } from 'express';
import { z } from 'zod';
import type { Mandat } from '../../records/registers/mandats.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { line } from '../commands/schemas/text.ts';
import { knownCase, ownCase, requireOwnName, requireRight } from '../../identity/scope.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

const HOLDER = /^(sujet:.+\|.+|organisation:.+)$/;
export const mandateBody = z.strictObject({
  titulaire: line(500).refine((value) => HOLDER.test(value), {
    error:
      'Un titulaire est attendu : « sujet: » suivi du sujet que donne /moi, ou « organisation: » suivi d’un SIRET.',
  }),
});

const presented = ({ id, titulaire, donneLe, retireLe }: Mandat) => ({
  id,
  titulaire,
  donneLe: donneLe.toISOString(),
  retireLe: retireLe?.toISOString() ?? null,
});

export function mandateRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/ess/:ess/mandats')
    .post(async (request, response) => {
      const identity = requireRight(request, 'donner-mandat');
      requireOwnName(identity, 'Un mandat se donne');
      const ess = await ownCase(records, identity, request.params.ess);
      const { titulaire } = parse(mandateBody, jsonBody(request), 'donner-mandat');
      await records.giveMandate({ ess, titulaire }, identity);
      response.status(201).json({ ess, mandats: (await records.listMandates(ess)).map(presented) });
    })
    .get(async (request, response) => {
      const ess = await knownCase(records, requireRight(request, 'lire-mandats'), request.params.ess);
      response.json({ ess, mandats: (await records.listMandates(ess)).map(presented) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/ess/:ess/mandats/:id')
    .delete(async (request, response) => {
      const identity = requireRight(request, 'donner-mandat');
      const ess = await ownCase(records, identity, request.params.ess);
      const id = z.uuid().safeParse(request.params.id);
      const outcome = id.success ? await records.endMandate(ess, id.data, identity) : 'absent';
      if (outcome === 'absent') throw new Problem('introuvable', 'Aucun mandat en cours de ce numéro dans ce dossier.');
      if (outcome === 'dernier')
        throw new Problem(
          'etat-incompatible',
          'C’est le dernier mandat de cette équipe : donnez-en d’abord un autre, ou plus personne n’agirait pour elle.',
          { regle: 'ACTEUR' },
        );
      response.status(204).end();
    })
    .all(onlyMethods('DELETE, OPTIONS'));
  return router;
}
