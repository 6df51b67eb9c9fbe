/** `/caisses/{caisse}/lots` and `/retours`: batches for the bank, and what it answers. PAY-01, DEC-13, DEC-37, DEC-38. */
import { Router, raw, type Request } from 'express';
import { z } from 'zod';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { departementsDe } from '../../domain/creation/caisses.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import type { Settled, SuiteDeLot } from '../../records/money/batch-life.ts';
import { LotPerime } from '../../records/money/batch-obstacles.ts';
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
/** `dejaParti`: the bank has the file already, whatever has become of its payments. */
export const sending = z.strictObject({ dejaParti: z.boolean().exactOptional() });

/** A batch without its file. */
export const batchSummary = ({ contenu: _contenu, creeLe, ...lot }: LotEcrit) => ({
  ...lot,
  creeLe: creeLe.toISOString(),
});
/** Where a caisse is, and reads its dates: in its first department, as all of them are. */
const zoneOf = (caisse: string): string => fuseau(departementsDe(caisse)[0] ?? '');

const dayOf = (moment: Date, caisse: string): DateCivile => dateDe(instant(moment.getTime()), zoneOf(caisse));
const momentOf = (request: Pick<Request, 'get'>, allowed: boolean): Date =>
  new Date(originOf(request.get('x-horloge-origine'), allowed) ?? Date.now());
/** Civil date where the caisse is. */
export const todayOf = (request: Pick<Request, 'get'>, caisse: string, allowed: boolean): DateCivile =>
  dayOf(momentOf(request, allowed), caisse);

/** A bank's file, as any browser calls it. */
export const RETURN_TYPES = ['application/xml', 'text/xml', ...CSV_TYPES, 'text/plain', 'application/octet-stream'];
/** A year of statements of a caisse is less. */
const RETURN_MAX = '5mb';

/** The bank's file, which is no JSON. */
export function bankReturnRoutes(
  { records, cases, workshop, allowClockOrigin = false }: ApiDeps,
  spend: IdentityLimit['spend'],
): Router {
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
      const remisLe = dayOf(momentOf(request, allowClockOrigin), caisse);
      const file = { ...read.retour, caisse, remisLe, sha256: printOf(fichier) };
      const lignes = await applyReturn({ records, cases }, identity, file, (acts) => spend(request, acts));
      const count = (issue: string) => lignes.filter((ligne) => ligne.issue === issue).length;
      // Of a statement, most entries are none of ours; of an answer to our own file, none should be.
      const ailleurs = file.releve ? 0 : count('pas-a-nous');
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
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { caisse } = askedOf(request, 'lire-lots');
      response.json({ caisse, fichiers: await records.listBankFiles(caisse) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));
  return router;
}

const ALREADY: Readonly<Record<Exclude<Settled, 'settled' | 'repeated' | 'unknown'>, string>> = {
  sent: 'Ce lot a été envoyé à la banque : il ne se retire plus. Demandez à la banque le rappel des virements qui ne doivent pas partir.',
  withdrawn: 'Ce lot a été retiré : il ne s’envoie plus. Ses paiements entrent dans le prochain lot.',
};

/** A batch that has changed since it was made is a conflict, which names its transfers. */
function toStale(error: unknown): never {
  if (!(error instanceof LotPerime)) throw error;
  throw new Problem('etat-incompatible', error.message, { regle: error.obstacles[0]?.regle ?? 'PAY-01' });
}

/** What a person sees of a batch; the file itself has its own address. */
export function batchRoutes({ records, pain001, allowClockOrigin = false }: ApiDeps): Router {
  const router = Router();

  router
    .route('/caisses/:caisse/lots')
    .post(async (request, response) => {
      const { identity, caisse } = askedOf(request, 'tenir-lots');
      const { le } = parse(batchBody, jsonBody(request), 'composer-lot');
      const creeLe = momentOf(request, allowClockOrigin);
      const zone = zoneOf(caisse);
      const defaut = defautDuJour(le, dayOf(creeLe, caisse));
      if (defaut !== undefined) throw invalidFields([{ champ: 'le', regle: 'PAY-01', message: defaut }]);
      const payeur = await records.readCaisseAccount(caisse);
      if (payeur === undefined)
        throw new Problem(
          'etat-incompatible',
          'Cette caisse n’a pas encore de compte qui paie : enregistrez-le d’abord.',
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
        lot: lot === undefined ? null : batchSummary(lot),
        avertissements: ecartes.map(({ regle, phrase }) => ({ regle, phrase })),
      });
    })
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { caisse } = askedOf(request, 'lire-lots');
      response.json({ caisse, lots: (await records.listBatches(caisse)).map(batchSummary) });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));

  /** Says what became of a batch. */
  const settle = async (
    request: Request<{ caisse: string; numero: string }>,
    said: Pick<SuiteDeLot, 'suite' | 'motif' | 'dejaParti'>,
  ) => {
    const { identity, caisse } = askedOf(request, 'tenir-lots');
    const { numero } = parse(oneBatch, { caisse, numero: request.params.numero });
    const le = dayOf(momentOf(request, allowClockOrigin), caisse);
    const settled = await records.settleBatch({ caisse, numero, le, ...said }, identity).catch(toStale);
    if (settled === 'unknown') throw new Problem('introuvable', 'Cette caisse n’a aucun lot de ce numéro.');
    if (settled === 'sent' || settled === 'withdrawn')
      throw new Problem('etat-incompatible', ALREADY[settled], { regle: 'PAY-01' });
    const lot = await records.readBatch(caisse, numero);
    return { caisse, lot: lot === undefined ? null : batchSummary(lot) };
  };

  router
    .route('/caisses/:caisse/lots/:numero/envoi')
    .post(async (request: Request<{ caisse: string; numero: string }>, response) => {
      const { caisse } = askedOf(request, 'tenir-lots');
      const { numero } = parse(oneBatch, { caisse, numero: request.params.numero });
      const { dejaParti = false } = parse(sending, jsonBody(request), 'envoyer-lot');
      const le = dayOf(momentOf(request, allowClockOrigin), caisse);
      // It left: what should not have is said, for the bank to call it back.
      const obstacles = dejaParti ? await records.batchObstacles({ caisse, numero, le }) : [];
      const settled = await settle(request, { suite: 'envoye', dejaParti });
      response.json({
        ...settled,
        avertissements: obstacles
          .filter(({ reference }) => reference !== null)
          .map(({ regle, phrase }) => ({ regle, phrase: `${phrase} Demandez à la banque le rappel de ce virement.` })),
      });
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/caisses/:caisse/lots/:numero/retrait')
    .post(async (request, response) => {
      const phrase =
        'Ses paiements sont de nouveau à mettre en lot, sous d’autres références. Si le fichier de ce lot a été pris, détruisez-le : envoyé à la banque, il ferait payer deux fois.';
      const { motif } = parse(withdrawal, jsonBody(request), 'retirer-lot');
      response.json({
        ...(await settle(request, { suite: 'retire', motif })),
        avertissements: [{ regle: 'PAY-01', phrase }],
      });
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
      if (lot.suite === null && format === 'xml') {
        const { numero } = lot;
        const le = dayOf(momentOf(request, allowClockOrigin), caisse);
        const obstacles = await records.batchObstacles({ caisse, numero, le });
        if (obstacles.length > 0) toStale(new LotPerime(numero, obstacles));
      }
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
