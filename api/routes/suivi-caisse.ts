/** `/caisses/{caisse}`: what a caisse follows from day to day — its orders, its batches' transfers, its bank's files, what it has to get back. */
import { Router } from 'express';
import { z } from 'zod';
import { ETATS_ORDRES } from '../../records/money/ordres.ts';
import { extentOf, knownCase, requireRight } from '../../identity/scope.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { caisse as code } from '../commands/schemas/fields.ts';
import { ledgerCsv } from '../lists/books-csv.ts';
import { limitParameter, ordinalParameter } from '../lists/paging.ts';
import { oneOf } from '../lists/query.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { askedOf } from './caisses.ts';
import { batchSummary, todayOf } from './lots.ts';

const noParameter = z.strictObject({});
const oneBatch = z.strictObject({ caisse: code, numero: z.coerce.number().int().min(1).max(999_999_999) });
export const ordersQuery = z.strictObject({
  etat: oneOf(ETATS_ORDRES).exactOptional(),
  apres: ordinalParameter,
  limite: limitParameter(100, 500),
});
const reads = onlyMethods('GET, HEAD, OPTIONS');

export function caisseFollowUpRoutes({ records, allowClockOrigin = false }: ApiDeps): Router {
  const router = Router();

  router
    .route('/caisses/:caisse/ordres')
    .get(async (request, response) => {
      const { caisse } = askedOf(request, 'lire-paiements-caisse');
      const { etat = [], apres, limite } = parse(ordersQuery, request.query, 'suivre-ordres');
      const { ordres, nombres } = await records.listOrders(caisse, { etats: etat, apres, limite: limite + 1 });
      response.json({
        caisse,
        nombres,
        ordres: ordres.slice(0, limite),
        suivant: ordres.length > limite ? apres + limite : null,
      });
    })
    .all(reads);

  router
    .route('/caisses/:caisse/lots/:numero/virements')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { caisse } = askedOf(request, 'lire-lots');
      const { numero } = parse(oneBatch, { caisse, numero: request.params.numero });
      const lot = await records.readBatch(caisse, numero);
      if (lot === undefined) throw new Problem('introuvable', 'Cette caisse n’a aucun lot de ce numéro.');
      const [virements, prises] = await Promise.all([
        records.transfersInBatch(caisse, numero),
        records.batchReadings(lot.identifiant),
      ]);
      // What was said of a batch stands: only one that may still leave has anything in its way.
      const obstacles =
        lot.suite === null
          ? await records.batchObstacles({ caisse, numero, le: todayOf(request, caisse, allowClockOrigin) })
          : [];
      response.json({ caisse, lot: batchSummary(lot), virements, obstacles, prises });
    })
    .all(reads);

  router
    .route('/caisses/:caisse/recouvrements')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { caisse } = askedOf(request, 'lire-rapprochement');
      response.json({ caisse, recouvrements: await records.listRecoveries(caisse) });
    })
    .all(reads);

  router
    .route('/ess/:ess/grand-livre')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-livre-dossier');
      const ess = await knownCase(records, identity, request.params.ess);
      // DEC-47: each caisse reads its own books.
      const ecritures = await records.entriesOfCase(ess, extentOf(identity).caisses);
      if (request.accepts(['application/json', 'text/csv']) !== 'text/csv') response.json({ ess, ecritures });
      else response.attachment(`grand-livre-${ess}.csv`).type('text/csv').send(ledgerCsv(ecritures));
    })
    .all(reads);
  return router;
}
