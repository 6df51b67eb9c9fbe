/**
 * `/caisses/{caisse}/verifications/{ess}`: verification of payee. The caisse records what its bank answers of the name and the
 * IBAN; a mismatch holds the payments of that account until a person decides, with a reason. DEC-13.
 */
import { Router, type Request } from 'express';
import { z } from 'zod';
import { DECISIONS, RESULTATS, holds } from '../../records/money/verifications.ts';
import { knownCase } from '../../identity/scope.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { name, text } from '../commands/schemas/text.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { askedOf } from './caisses.ts';

export const payeeCheck = z.strictObject({
  resultat: z.enum(RESULTATS),
  nomDuCompte: name(140).exactOptional(),
});
export const payeeDecision = z.strictObject({ decision: z.enum(DECISIONS), motif: text(500) });

export function verificationRoutes({ records }: ApiDeps): Router {
  const router = Router();
  type Asked = Request<{ caisse: string; ess: string }>;
  const payeeOf = async (request: Asked) => {
    const { identity, caisse } = askedOf(request, 'tenir-lots');
    const ess = await knownCase(records, identity, request.params.ess);
    const { compte, verification } = await records.verificationOf(ess);
    if (compte === null)
      throw new Problem('etat-incompatible', 'Cette association n’a déclaré aucune coordonnée bancaire.', {
        regle: 'DEC-13',
      });
    return { identity, caisse, ess, compte, verification };
  };
  /** The IBAN is shown nowhere; the two names are what a person compares. */
  const answer = async (caisse: string, ess: string) => {
    const { compte, verification } = await records.verificationOf(ess);
    const { resultat = null, nomDuCompte = null, decision = null } = verification ?? {};
    return {
      caisse,
      ess,
      titulaire: compte?.titulaire ?? null,
      resultat,
      nomDuCompte,
      decision,
      retenu: holds(verification ?? undefined),
    };
  };

  router
    .route('/caisses/:caisse/verifications/:ess')
    .get(async (request: Asked, response) => {
      const { caisse, ess } = await payeeOf(request);
      response.json(await answer(caisse, ess));
    })
    .post(async (request: Asked, response) => {
      const { identity, caisse, ess, compte } = await payeeOf(request);
      const { resultat, nomDuCompte = null } = parse(payeeCheck, jsonBody(request), 'verifier-beneficiaire');
      await records.recordVerification(
        { caisse, ess, compte, resultat, nomDuCompte, decision: null, motif: null },
        identity,
      );
      response.json(await answer(caisse, ess));
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/caisses/:caisse/verifications/:ess/decision')
    .post(async (request: Asked, response) => {
      const { identity, caisse, ess, compte, verification } = await payeeOf(request);
      const { decision, motif } = parse(payeeDecision, jsonBody(request), 'decider-beneficiaire');
      if (verification === null)
        throw new Problem(
          'etat-incompatible',
          'Aucune vérification du bénéficiaire n’est consignée pour ce compte : il n’y a rien à décider.',
          { regle: 'DEC-13' },
        );
      const { resultat, nomDuCompte } = verification;
      await records.recordVerification({ caisse, ess, compte, resultat, nomDuCompte, decision, motif }, identity);
      response.json(await answer(caisse, ess));
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}
