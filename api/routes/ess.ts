/** `/ess`: opening a case, and the list of cases. */
import { Router } from 'express';
import { z } from 'zod';
import type { Droit } from '../../domain/avenants.ts';
import { lireDroit } from '../../domain/lire-droit.ts';
import { etatInitial } from '../../domain/etat.ts';
import { instant } from '../../domain/valeurs.ts';
import { juger } from '../../domain/rectification/juger.ts';
import { Refus } from '../../domain/refus.ts';
import { ENTREES } from '../../domain/table.ts';
import { alreadyAnswered, carryOut, isUsedKey, messageOf, type Outcome } from '../commands/act-to-receipt.ts';
import { readAct, requireSender } from '../commands/body-to-act.ts';
import { requireConnector } from '../commands/proofs.ts';
import { answered } from '../commands/send-command.ts';
import { ofRefusal } from '../http/errors.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { entryOf } from '../commands/facts.ts';
import { essIdentifier, idempotencyKey, ownKey } from '../commands/keys.ts';
import { listItem } from '../lists/fields.ts';
import { readListing } from '../lists/listing.ts';
import { identityOf } from '../../identity/authenticate.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { ownHolderName, requireOwnTerritory } from '../../identity/scope.ts';
import { civilDatesAt } from '../commands/stamped-dates.ts';
import { readInstant } from '../commands/schemas/instants.ts';
import { listQuery, readCursor, writeCursor } from '../lists/query.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

/** The calendar that is served: public holidays are known up to 2099. */
const FIRST_ORIGIN = Date.UTC(2024, 0, 1);
const LAST_ORIGIN = Date.UTC(2080, 0, 1);

/** ISO instant of `X-Horloge-Origine`, where the service accepts one. */
export function originOf(header: string | undefined, allowed: boolean): number | undefined {
  if (header === undefined) return undefined;
  if (!allowed)
    throw new Problem(
      'horloge-interdite',
      'L’en-tête X-Horloge-Origine est réservé aux essais et aux démonstrations : ce service ne l’accepte pas.',
      { regle: FORM_RULES.header },
    );
  const origin = readInstant(header);
  if (origin !== undefined && origin >= FIRST_ORIGIN && origin < LAST_ORIGIN) return origin;
  throw invalidFields([
    {
      champ: 'X-Horloge-Origine',
      regle: FORM_RULES.header,
      message: 'Un instant ISO avec fuseau, de 2024 à 2079, est attendu (exemple : 2026-01-15T11:00:00Z).',
    },
  ]);
}

/** Days of grace of the case to open: the installation's, or those of `X-Grace-Jours` where the service accepts it. */
function graceOf(header: string | undefined, { allowClockOrigin = false, grace }: ApiDeps): number | undefined {
  if (header === undefined) return grace;
  if (allowClockOrigin && /^\d{1,2}$/.test(header)) return Number(header);
  throw new Problem(
    'horloge-interdite',
    'L’en-tête X-Grace-Jours (0 à 99) est réservé aux essais et aux démonstrations.',
    {
      regle: FORM_RULES.header,
    },
  );
}

/** DEC-65 — texts of the case to open beside those of the country: `X-Droit`, JSON in percent-encoding, where accepted. */
function lawOf(header: string | undefined, allowed: boolean): Droit | undefined {
  if (header === undefined) return undefined;
  if (!allowed)
    throw new Problem('horloge-interdite', 'L’en-tête X-Droit est réservé aux essais et aux démonstrations.', {
      regle: FORM_RULES.header,
    });
  try {
    return lireDroit(JSON.parse(decodeURIComponent(header)));
  } catch (error) {
    const message = error instanceof RangeError ? error.message : 'Du JSON, encodé pour une adresse, est attendu.';
    throw invalidFields([{ champ: 'X-Droit', regle: FORM_RULES.header, message }]);
  }
}

export function essRoutes(deps: ApiDeps): Router {
  const { cases, records, law, rappels, allowClockOrigin = false } = deps;
  const router = Router();
  router
    .route('/ess')
    .post(async (request, response) => {
      const identity = identityOf(request);
      const echoed = idempotencyKey(request);
      const key = ownKey(request, echoed);
      response.set('Idempotency-Key', echoed);
      const origine = originOf(request.get('x-horloge-origine'), allowClockOrigin);
      const grace = graceOf(request.get('x-grace-jours'), deps);
      const droit = lawOf(request.get('x-droit'), allowClockOrigin);
      const { commande: name, ...body } = jsonBody(request);
      const commande = parse(z.object({ commande: z.enum(ENTREES) }), {
        commande: name ?? 'deposer-lettre-intention',
      }).commande;
      requireSender(commande, identity.role);
      const act = readAct(commande, identity.role, civilDatesAt(body['siege'], body));
      requireConnector(identity, act);
      const entry = entryOf(commande, act.donnees) as { siege: string; departements: readonly string[] };
      // The list opens with the entry: the law says so, once it knows which.
      if (typeof entry.siege !== 'string' || !Array.isArray(entry.departements))
        throw ofRefusal('donnees', 'DEC-67', 'Le premier fait est l’entrée du dossier : son territoire et son siège.');
      const ess = essIdentifier(entry.siege, key);
      const message = messageOf(ess, act, key);
      // Also when it is asked again: the first time may have stopped here.
      const handOver = async () => {
        if (identity.role === 'porteur')
          await records.giveMandate({ ess, titulaire: ownHolderName(identity) }, identity);
        response.location(`${request.baseUrl}/ess/${ess}`);
      };
      /** The case that an earlier demand opened under this key is its author's: a refusal says where it is. */
      const otherwise = async (error: unknown): Promise<never> => {
        if (isUsedKey(error)) await handOver();
        throw error;
      };
      const repeated = await alreadyAnswered(records, identity, ess, act, message).catch(otherwise);
      const opened = async (receipt: Outcome) => {
        await handOver();
        response.status(201).json(answered(ess, act, receipt));
      };
      if (repeated !== undefined) return opened(repeated);
      // A deposit that the law refuses starts no workflow. The workflow's own clock decides again, for good.
      const etat = etatInitial(ess, grace, rappels, droit);
      const sent = { commande, acteur: identity.role, donnees: message.donnees };
      const moment = instant(origine ?? Date.now());
      const decision = commande === 'reprendre' ? juger(etat, sent, moment, []) : law.decider(etat, sent, moment);
      if (decision instanceof Refus) throw ofRefusal(decision.nature, decision.regle, decision.message);
      requireOwnTerritory(identity, entry);
      const receipt = await carryOut(records, identity, ess, act, message, () =>
        cases.open(ess, commande, message, {
          ...(origine === undefined ? {} : { origine }),
          ...(grace === undefined ? {} : { grace }),
          ...(rappels === undefined ? {} : { rappels }),
          ...(droit === undefined ? {} : { droit }),
        }),
      ).catch(otherwise);
      return opened(receipt);
    })
    .get(async (request, response) => {
      const { demande, tri, champs, query } = readListing(request, 'lister-ess', listQuery);
      const apres = query.apres === undefined ? undefined : readCursor(tri, query.apres);
      if (query.apres !== undefined && apres === undefined)
        throw invalidFields([
          {
            champ: 'apres',
            regle: FORM_RULES.page,
            message: 'Ce curseur n’est pas celui d’une page précédente de ce tri : reprenez la liste à son début.',
          },
        ]);
      const page = await records.listDossiers({
        ...demande,
        limite: query.limite,
        ...(apres === undefined ? {} : { apres }),
      });
      response.json({
        ess: page.dossiers.map((dossier) => listItem(champs, dossier)),
        suivant: page.suivant === undefined ? null : writeCursor(tri, page.suivant),
      });
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));
  return router;
}
