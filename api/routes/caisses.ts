/** `/caisses/{caisse}`: what a caisse has to pay, from which account, its month. GEN-06, PAY-01. Its bank: `lots.ts`. */
import { Router, type Request } from 'express';
import { z } from 'zod';
import { defautsDuCompte } from '../../tresorerie/comptes.ts';
import { ledgerCsv, reconciliationCsv } from '../lists/books-csv.ts';
import { monthOf } from '../../records/money/rapprochement.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import type { Right } from '../../identity/rights.ts';
import { journalOf } from '../views/forecast.ts';
import { workingsOfPayment } from '../views/payment-workings.ts';
import { knownDossier, requireCaisse, requireRight } from '../../identity/scope.ts';
import { caisse as code } from '../commands/schemas/fields.ts';
import { name } from '../commands/schemas/text.ts';
import { bic, iban } from '../commands/schemas/people.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

const noParameter = z.strictObject({});
const place = z.strictObject({ caisse: code });
export const account = z.strictObject({
  titulaire: name(140),
  iban,
  bic: bic.exactOptional(),
  adresse: z
    .strictObject({
      rue: name(70).exactOptional(),
      codePostal: name(16).exactOptional(),
      ville: name(35),
      pays: z.literal('FR').default('FR'),
      lignes: z.array(name(70)).min(1).max(2).exactOptional(),
    })
    .exactOptional(),
});
export const month = z.strictObject({
  mois: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: 'Un mois est attendu (exemple : 2026-05).' }),
});

/** Who asks, with the right, of a caisse that is theirs. */
export function askedOf(request: Request<{ caisse: string }>, right: Right) {
  const identity = requireRight(request, right);
  const { caisse } = parse(place, { caisse: request.params.caisse });
  requireCaisse(identity, caisse);
  return { identity, caisse };
}

export function caisseRoutes({ records }: ApiDeps): Router {
  const router = Router();
  const caisseOf = (request: Request<{ caisse: string }>, right: Right): string => askedOf(request, right).caisse;
  const reads = onlyMethods('GET, HEAD, OPTIONS');

  router
    .route('/ess/:ess/paiements')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-paiements');
      parse(noParameter, request.query);
      const { ess, etat } = await knownDossier(records, identity, request.params.ess);
      const journal = await journalOf(records, etat);
      const paiements = await records.listPayments(ess);
      response.json({ ess, paiements: paiements.map((un) => ({ ...un, ...workingsOfPayment(etat, un, journal) })) });
    })
    .all(reads);

  router
    .route('/caisses/:caisse/paiements')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const caisse = caisseOf(request, 'lire-paiements-caisse');
      // Accounts are not shown: they leave in the file for the bank, and nowhere else.
      const paiements = (await records.toPay(caisse)).map(
        ({ ess, paiement, emission, montantCentimes, dateLimite, compte, beneficiaireAVerifier }) => ({
          ess,
          paiement,
          emission,
          montantCentimes,
          dateLimite,
          coordonneesBancaires: compte !== null,
          beneficiaireAVerifier,
        }),
      );
      const totalCentimes = paiements.reduce((total, { montantCentimes }) => total + montantCentimes, 0);
      response.json({ caisse, paiements, totalCentimes });
    })
    .all(reads);

  router
    .route('/caisses/:caisse/compte')
    .put(async (request, response) => {
      const { identity, caisse } = askedOf(request, 'tenir-compte-caisse');
      const compte = parse(account, jsonBody(request), 'donner-compte');
      const defauts = defautsDuCompte(compte);
      if (defauts.length > 0)
        throw invalidFields(defauts.map(({ champ, message }) => ({ champ, regle: 'DEC-13', message })));
      await records.saveCaisseAccount(caisse, compte, identity);
      response.json({ caisse, compte });
    })
    .get(async (request, response) => {
      const caisse = caisseOf(request, 'tenir-compte-caisse');
      const compte = await records.readCaisseAccount(caisse);
      if (compte === undefined)
        throw new Problem('introuvable', 'Cette caisse n’a pas encore de compte : PUT le donne.');
      response.json({ caisse, compte });
    })
    .all(onlyMethods('GET, HEAD, PUT, OPTIONS'));

  router
    .route('/caisses/:caisse/rapprochement')
    .get(async (request, response) => {
      const caisse = caisseOf(request, 'lire-rapprochement');
      const { mois } = parse(month, request.query, 'lire-rapprochement');
      const rapprochement = await records.reconcile(caisse, mois);
      if (request.accepts(['application/json', 'text/csv']) !== 'text/csv') {
        response.json(rapprochement);
        return;
      }
      response
        .attachment(`rapprochement-${caisse}-${mois}.csv`)
        .type('text/csv')
        .send(reconciliationCsv(rapprochement));
    })
    .all(reads);

  router
    .route('/caisses/:caisse/grand-livre')
    .get(async (request, response) => {
      const caisse = caisseOf(request, 'lire-rapprochement');
      const { mois } = parse(month, request.query, 'lire-grand-livre');
      const ecritures = await records.exportEntries(caisse, monthOf(mois));
      if (request.accepts(['application/json', 'text/csv']) !== 'text/csv') {
        response.json({ caisse, mois, ecritures });
        return;
      }
      response.attachment(`grand-livre-${caisse}-${mois}.csv`).type('text/csv').send(ledgerCsv(ecritures));
    })
    .all(reads);
  return router;
}
