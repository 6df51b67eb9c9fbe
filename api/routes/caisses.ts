/** `/caisses/{caisse}`: what a caisse has to pay, its batches, what its bank answers, its month. GEN-06, PAY-01. */
import { Router, text, type Request } from 'express';
import { z } from 'zod';
import { LotInvalide } from '../../tresorerie/virement.ts';
import { composerLot } from '../../tresorerie/lot.ts';
import { defautsDuCompte } from '../../tresorerie/comptes.ts';
import { lotEnCsv } from '../../tresorerie/csv.ts';
import type { LotEcrit } from '../../records/money/lots.ts';
import { applyReturn, type ReturnLine } from '../commands/bank-return.ts';
import { ledgerCsv, reconciliationCsv } from '../lists/books-csv.ts';
import { monthOf } from '../../records/money/rapprochement.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import type { ApiDeps } from '../ports.ts';
import type { IdentityLimit } from '../../runtime/http/limits.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import type { Right } from '../../identity/rights.ts';
import { knownCase, requireCaisse, requireRight } from '../../identity/scope.ts';
import { caisse as code, civilDate } from '../commands/schemas/fields.ts';
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
      lignes: z.union([z.tuple([name(70)]), z.tuple([name(70), name(70)])]).exactOptional(),
    })
    .exactOptional(),
});
export const month = z.strictObject({
  mois: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: 'Un mois est attendu (exemple : 2026-05).' }),
});

export const batchBody = z.strictObject({ le: civilDate });

const summaryOf = ({ contenu: _contenu, creeLe, ...lot }: LotEcrit) => ({ ...lot, creeLe: creeLe.toISOString() });

/** The bank's file, which is no JSON. */
export function bankReturnRoutes({ records, cases, workshop }: ApiDeps, spend: IdentityLimit['spend']): Router {
  const router = Router();
  const types = ['application/xml', 'text/xml', 'text/csv', 'text/plain'];
  router
    .route('/caisses/:caisse/retours')
    .post(text({ type: types, limit: '5mb' }), async (request, response) => {
      const identity = requireRight(request, 'tenir-lots');
      const { caisse } = parse(place, { caisse: request.params.caisse });
      requireCaisse(identity, caisse);
      if (!request.is(types))
        throw new Problem(
          'format-non-admis',
          'Envoyez le fichier de la banque en application/xml (pain.002) ou text/csv.',
        );
      const read = await workshop.run(identity, 'retour', typeof request.body === 'string' ? request.body : '');
      if ('illisible' in read)
        throw invalidFields([{ champ: 'corps', regle: FORM_RULES.form, message: read.illisible }]);
      await spend(request, read.lignes.length);
      const lignes: ReturnLine[] = [];
      for (const ligne of read.lignes) lignes.push(...(await applyReturn({ records, cases }, identity, caisse, ligne)));
      response.json({ caisse, lignes, refusees: lignes.filter(({ enregistre }) => !enregistre).length });
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}

export function caisseRoutes({ records }: ApiDeps): Router {
  const router = Router();
  const askedOf = (request: Request<{ caisse: string }>, right: Right) => {
    const identity = requireRight(request, right);
    const { caisse } = parse(place, { caisse: request.params.caisse });
    requireCaisse(identity, caisse);
    return { identity, caisse };
  };
  const caisseOf = (request: Request<{ caisse: string }>, right: Right): string => askedOf(request, right).caisse;
  const reads = onlyMethods('GET, HEAD, OPTIONS');

  router
    .route('/ess/:ess/paiements')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-paiements');
      parse(noParameter, request.query);
      const ess = await knownCase(records, identity, request.params.ess);
      response.json({ ess, paiements: await records.listPayments(ess) });
    })
    .all(reads);

  router
    .route('/caisses/:caisse/paiements')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const caisse = caisseOf(request, 'lire-paiements-caisse');
      // Accounts are not shown: they leave in the file for the bank, and nowhere else.
      const paiements = (await records.toPay(caisse)).map(({ compte, ...paiement }) => ({
        ...paiement,
        coordonneesBancaires: compte !== null,
      }));
      const totalCentimes = paiements.reduce((total, { montantCentimes }) => total + montantCentimes, 0);
      response.json({ caisse, paiements, totalCentimes });
    })
    .all(reads);

  router
    .route('/caisses/:caisse/compte')
    .put(async (request, response) => {
      const { identity, caisse } = askedOf(request, 'tenir-compte-caisse');
      const compte = parse(account, jsonBody(request));
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
    .route('/caisses/:caisse/lots')
    .post(async (request, response) => {
      const { identity, caisse } = askedOf(request, 'tenir-lots');
      const { le } = parse(batchBody, jsonBody(request));
      const payeur = await records.readCaisseAccount(caisse);
      if (payeur === undefined)
        throw new Problem(
          'etat-incompatible',
          `La caisse ${caisse} n’a pas de compte : donnez-le d’abord (PUT /caisses/${caisse}/compte).`,
          { regle: 'PAY-01' },
        );
      const creeLe = new Date();
      const sansCompte: string[] = [];
      const lot = await records
        .createBatch(
          caisse,
          le,
          creeLe,
          (aPayer, { numero }) => {
            sansCompte.push(...aPayer.filter(({ compte }) => compte === null).map(({ ess }) => ess));
            return composerLot(aPayer, { caisse, numero, creeLe, executionLe: le, payeur });
          },
          identity,
        )
        .catch((error: unknown) => {
          throw error instanceof LotInvalide
            ? new Problem('donnees-refusees', error.message, { regle: 'DEC-13' })
            : error;
        });
      const avertissements = sansCompte.map((ess) => ({
        regle: 'DEC-13',
        phrase: `${ess} est laissée de côté : elle n’a déclaré aucune coordonnée bancaire.`,
      }));
      response
        .status(lot === undefined ? 200 : 201)
        .json({ caisse, lot: lot === undefined ? null : summaryOf(lot), avertissements });
    })
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const caisse = caisseOf(request, 'lire-lots');
      response.json({ caisse, lots: (await records.listBatches(caisse)).map(summaryOf) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  router
    .route('/caisses/:caisse/lots/:nom')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { identity, caisse } = askedOf(request, 'tenir-lots');
      const [, numero, format] = /^([1-9]\d{0,8})\.(xml|csv)$/.exec(request.params.nom) ?? [];
      const lot = numero === undefined ? undefined : await records.readBatch(caisse, Number(numero));
      if (lot === undefined)
        throw new Problem('introuvable', 'Aucun lot de ce numéro : « 1.xml » ou « 1.csv » pour le premier.');
      const { role: par } = identity;
      // It names who is paid, and their accounts; it belongs to no case.
      await records.recordAccess({
        ess: '-',
        objet: 'lot',
        cle: lot.identifiant,
        acte: 'lecture',
        par,
        auteur: identity,
      });
      response
        .attachment(`${lot.identifiant}.${format}`)
        .type(format === 'csv' ? 'text/csv' : 'application/xml')
        .send(format === 'csv' ? lotEnCsv(lot.contenu) : lot.contenu);
    })
    .all(reads);

  router
    .route('/caisses/:caisse/rapprochement')
    .get(async (request, response) => {
      const caisse = caisseOf(request, 'lire-rapprochement');
      const { mois } = parse(month, request.query);
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
      const { mois } = parse(month, request.query);
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
