/** `/caisses/{caisse}/lots` and `/retours`: batches for the bank, and what it answers. PAY-01, DEC-13, DEC-37, DEC-38. */
import { Router, raw, type Request } from 'express';
import { z } from 'zod';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { departementsDe } from '../../domain/creation/caisses.ts';
import { instant } from '../../domain/valeurs.ts';
import type { Settled } from '../../records/money/batch-life.ts';
import type { LotEcrit } from '../../records/money/lots.ts';
import { printOf } from '../../records/money/retours.ts';
import { CSV_TYPES } from '../../runtime/csv.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import type { IdentityLimit } from '../../runtime/http/limits.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { lotEnCsv } from '../../tresorerie/csv.ts';
import { composerLot, type Ecarte } from '../../tresorerie/lot.ts';
import { defautDuJour } from '../../tresorerie/target.ts';
import { LotInvalide } from '../../tresorerie/virement.ts';
import { applyReturn } from '../commands/bank-return.ts';
import { caisse as code, civilDate } from '../commands/schemas/fields.ts';
import { text } from '../commands/schemas/text.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { askedOf } from './caisses.ts';
import { originOf } from './ess.ts';

const noParameter = z.strictObject({});
const oneBatch = z.strictObject({ caisse: code, numero: z.coerce.number().int().min(1).max(999_999_999) });
export const batchBody = z.strictObject({ le: civilDate });
export const withdrawal = z.strictObject({ motif: text(500) });
export const nothing = z.strictObject({});

const summaryOf = ({ contenu: _contenu, creeLe, ...lot }: LotEcrit) => ({ ...lot, creeLe: creeLe.toISOString() });
/** Where a caisse is, and reads its dates: in its first department, as all of them are. */
const zoneOf = (caisse: string): string => fuseau(departementsDe(caisse)[0] ?? '');

/** A bank's file, as any browser calls it. */
export const RETURN_TYPES = ['application/xml', 'text/xml', ...CSV_TYPES, 'text/plain', 'application/octet-stream'];
/** A year of statements of a caisse is less. */
const RETURN_MAX = '5mb';

/** The bank's file, which is no JSON. */
export function bankReturnRoutes({ records, cases, workshop }: ApiDeps, spend: IdentityLimit['spend']): Router {
  const router = Router();
  router
    .route('/caisses/:caisse/retours')
    .post(raw({ type: RETURN_TYPES, limit: RETURN_MAX }), async (request, response) => {
      const { identity, caisse } = askedOf(request, 'tenir-lots');
      if (!request.is(RETURN_TYPES))
        throw new Problem(
          'format-non-admis',
          'Envoyez le fichier de la banque en application/xml (pain.002, camt.053, camt.054) ou text/csv.',
        );
      const fichier = new Uint8Array(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      const read = await workshop.run(identity, 'retour', { fichier, zone: zoneOf(caisse) });
      if ('illisible' in read)
        throw invalidFields([{ champ: 'corps', regle: FORM_RULES.form, message: read.illisible }]);
      const file = { ...read.retour, caisse, sha256: printOf(fichier) };
      const lignes = await applyReturn({ records, cases }, identity, file, (acts) => spend(request, acts));
      const count = (issue: string) => lignes.filter((ligne) => ligne.issue === issue).length;
      // Of a statement, most entries are none of ours; of an answer to our own file, none should be.
      const ailleurs = file.format === 'camt' ? 0 : count('pas-a-nous');
      response.json({
        caisse,
        format: file.format,
        lignes,
        appliquees: count('appliquee'),
        dejaConnues: count('deja-connue'),
        refusees: count('refusee') + ailleurs,
        pasANous: count('pas-a-nous'),
        sansNouvelle: count('sans-nouvelle'),
      });
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}

const ALREADY: Readonly<Record<Exclude<Settled, 'settled' | 'repeated' | 'unknown'>, string>> = {
  sent: 'Ce lot a été envoyé à la banque : il ne se retire plus. Demandez à la banque le rappel des virements qui ne doivent pas partir.',
  withdrawn: 'Ce lot a été retiré : il ne s’envoie plus. Ses paiements entrent dans le prochain lot.',
};

/** What a person sees of a batch; the file itself has its own address. */
export function batchRoutes({ records, pain001, allowClockOrigin = false }: ApiDeps): Router {
  const router = Router();

  router
    .route('/caisses/:caisse/lots')
    .post(async (request, response) => {
      const { identity, caisse } = askedOf(request, 'tenir-lots');
      const { le } = parse(batchBody, jsonBody(request), 'composer-lot');
      const creeLe = new Date(originOf(request.get('x-horloge-origine'), allowClockOrigin) ?? Date.now());
      const zone = zoneOf(caisse);
      const defaut = defautDuJour(le, dateDe(instant(creeLe.getTime()), zone));
      if (defaut !== undefined) throw invalidFields([{ champ: 'le', regle: 'PAY-01', message: defaut }]);
      const payeur = await records.readCaisseAccount(caisse);
      if (payeur === undefined)
        throw new Problem(
          'etat-incompatible',
          `La caisse ${caisse} n’a pas de compte : donnez-le d’abord (PUT /caisses/${caisse}/compte).`,
          { regle: 'PAY-01' },
        );
      const ecartes: Ecarte[] = [];
      const lot = await records
        .createBatch(
          caisse,
          le,
          creeLe,
          async (aPayer, { numero }) => {
            const version = pain001?.(caisse) ?? '09';
            const compose = await composerLot(aPayer, {
              caisse,
              numero,
              creeLe,
              zone,
              executionLe: le,
              payeur,
              version,
            });
            ecartes.splice(0, ecartes.length, ...compose.ecartes);
            return compose;
          },
          identity,
        )
        .catch((error: unknown) => {
          throw error instanceof LotInvalide
            ? new Problem('donnees-refusees', error.message, { regle: 'DEC-13' })
            : error;
        });
      response.status(lot === undefined ? 200 : 201).json({
        caisse,
        lot: lot === undefined ? null : summaryOf(lot),
        avertissements: ecartes.map(({ regle, phrase }) => ({ regle, phrase })),
      });
    })
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { caisse } = askedOf(request, 'lire-lots');
      response.json({ caisse, lots: (await records.listBatches(caisse)).map(summaryOf) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  /** Says what became of a batch. */
  const settle = async (request: Request<{ caisse: string; numero: string }>, suite: 'envoye' | 'retire') => {
    const { identity, caisse } = askedOf(request, 'tenir-lots');
    const { numero } = parse(oneBatch, { caisse, numero: request.params.numero });
    const { motif } = suite === 'retire' ? parse(withdrawal, jsonBody(request), 'retirer-lot') : { motif: undefined };
    if (suite === 'envoye') parse(nothing, jsonBody(request));
    const settled = await records.settleBatch(
      { caisse, numero, suite, ...(motif === undefined ? {} : { motif }) },
      identity,
    );
    if (settled === 'unknown') throw new Problem('introuvable', 'Cette caisse n’a aucun lot de ce numéro.');
    if (settled === 'sent' || settled === 'withdrawn')
      throw new Problem('etat-incompatible', ALREADY[settled], { regle: 'PAY-01' });
    const lot = await records.readBatch(caisse, numero);
    return { caisse, lot: lot === undefined ? null : summaryOf(lot) };
  };

  router
    .route('/caisses/:caisse/lots/:numero/envoi')
    .post(async (request, response) => {
      response.json({ ...(await settle(request, 'envoye')), avertissements: [] });
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/caisses/:caisse/lots/:numero/retrait')
    .post(async (request, response) => {
      const phrase =
        'Ses paiements sont de nouveau à mettre en lot, sous d’autres références. Si le fichier de ce lot a été pris, détruisez-le : envoyé à la banque, il ferait payer deux fois.';
      response.json({ ...(await settle(request, 'retire')), avertissements: [{ regle: 'PAY-01', phrase }] });
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/caisses/:caisse/lots/:nom')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { identity, caisse } = askedOf(request, 'tenir-lots');
      const [, numero, format] = /^([1-9]\d{0,8})\.(xml|csv)$/.exec(request.params.nom) ?? [];
      const lot = numero === undefined ? undefined : await records.readBatch(caisse, Number(numero));
      if (lot === undefined)
        throw new Problem('introuvable', 'Aucun lot de ce numéro : « 1.xml » ou « 1.csv » pour le premier.');
      if (lot.suite === 'retire' && format === 'xml')
        throw new Problem('etat-incompatible', 'Ce lot a été retiré : son fichier ne va plus à la banque.', {
          regle: 'PAY-01',
        });
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
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
