/** `/ess/{id}`: one case — its commands, state, échéancier and journal. */
import { isDeepStrictEqual } from 'node:util';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { idempotencyKey, ownKey } from '../commands/keys.ts';
import { identityOf } from '../../identity/authenticate.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { Etat } from '../../domain/etat.ts';
import { Journal } from '../../domain/calculs/situer.ts';
import { journalOf, silence } from '../views/forecast.ts';
import { EngineUnavailable, FinishedCase, RecordsUnavailable, UnknownCase, type ApiDeps } from '../ports.ts';
import { readableCase } from '../views/readable-case.ts';
import { withinExtent } from '../views/other-cases.ts';
import { deadlineLine, isLive, journalLine, liveCase, storedCase } from '../views/dossier.ts';
import { knownCase, knownDossier, requireRight } from '../../identity/scope.ts';
import { etagOf, readVersion } from '../http/if-match.ts';
import { sendCommand } from '../commands/send-command.ts';
import { limitParameter, ordinalParameter } from '../lists/paging.ts';
import { parse } from '../http/validation.ts';
import { jsonBody } from '../../runtime/http/body.ts';

export const freshness = z.strictObject({ frais: z.enum(['0', '1']).default('0') });
export const journalPage = z.strictObject({ apres: ordinalParameter, limite: limitParameter(100, 500) });
const noParameter = z.strictObject({});

/** The state that the request has seen: the ordinal of its last event; any when it says so, or says nothing. */
function seenState(request: Request): number | undefined {
  const version = readVersion(request);
  return version === '*' ? undefined : version;
}

export function caseRoutes({ cases, records, law }: ApiDeps): Router {
  const router = Router();
  const reads = onlyMethods('GET, HEAD, OPTIONS');

  /** The records answer when the engine is away, or no longer holds a closed case. */
  const viewIfAny = (ess: string) =>
    cases.view(ess).catch((error: unknown) => {
      if (error instanceof EngineUnavailable || error instanceof UnknownCase || error instanceof FinishedCase)
        return undefined;
      throw error;
    });

  /** Its facts, to be named by their ordinals; while the database is away, by what they are and their day alone. */
  const knownJournal = (etat: Etat) =>
    journalOf(records, etat).then(
      (lignes) => new Journal(lignes),
      (error: unknown) => {
        if (error instanceof RecordsUnavailable) return undefined;
        throw error;
      },
    );

  /** DEC-57 — what the authorities attest with before them: what this case has in common with those already financed. */
  async function resemblancesFor({ role }: Identity, { ess, dejaFinances }: Etat) {
    if (dejaFinances.length === 0 || (role !== 'ars' && role !== 'caisse')) return {};
    return { ressemblances: await records.resemblances(ess, dejaFinances) };
  }

  router
    .route('/ess/:ess/commandes/:commande')
    .post(async (request, response) => {
      const { ess, commande } = request.params;
      const identity = identityOf(request);
      const key = idempotencyKey(request);
      response.set('Idempotency-Key', key);
      const receipt = await sendCommand({ cases, records, law }, identity, {
        ess,
        commande,
        donnees: jsonBody(request),
        cle: ownKey(request, key),
        siRang: seenState(request),
      });
      response.set('ETag', etagOf(receipt.rang)).json(receipt);
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/ess/:ess')
    .get(async (request, response) => {
      const { frais } = parse(freshness, request.query, 'lire-dossier');
      const { ess } = request.params;
      const identity = requireRight(request, 'lire-dossier');
      const found = await readableCase({ records, cases }, identity, ess);
      const shown = frais === '1' && !isLive(found) ? ((await viewIfAny(ess)) ?? found) : found;
      const answer = {
        ...(isLive(shown) ? liveCase(shown) : storedCase(shown)),
        ...(await resemblancesFor(identity, shown.etat)),
      };
      response.set('ETag', etagOf(shown.etat.rang)).json(await withinExtent(records, identity, answer));
    })
    .all(reads);

  router
    .route('/ess/:ess/echeancier')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { ess } = request.params;
      const identity = requireRight(request, 'lire-echeancier');
      const { etat } = await readableCase({ records, cases }, identity, ess);
      const journal = await knownJournal(etat);
      const lines = law.echeances(etat).map((echeance) => deadlineLine(etat, echeance, journal));
      // What the deadlines are, and what will happen if nobody does anything.
      const { jusquAu, suites } = await silence(cases, etat, journal);
      response.json({
        ess,
        rang: etat.rang,
        echeances: lines.toSorted((a, b) => (a.expire < b.expire ? -1 : 1)),
        previsions: { jusquAu, suites: await withinExtent(records, identity, suites) },
      });
    })
    .all(reads);

  router
    .route('/ess/:ess/journal')
    .get(async (request, response) => {
      const { apres, limite } = parse(journalPage, request.query, 'lire-journal');
      const identity = requireRight(request, 'lire-journal');
      const { ess, etat } = await knownDossier(records, identity, request.params.ess);
      const lines = await records.readJournal(ess, { apresRang: apres, limite: limite + 1 });
      const page = lines.slice(0, limite);
      const suivant = lines.length > limite ? (page.at(-1)?.rang ?? null) : null;
      // The facts that a working starts from come before it: those of earlier pages are read too, where there is one.
      const worked = apres > 0 && page.some(({ evenement }) => evenement.calculs !== undefined);
      const before = worked ? await records.readJournal(ess, { apresRang: 0, limite: apres }) : [];
      const journal = new Journal([...before, ...page]);
      const shown = page.map((ligne) => journalLine(etat, ligne, journal.jusque(ligne.rang)));
      const lignes = await withinExtent(records, identity, shown);
      response.json({ ess, lignes, suivant });
    })
    .all(reads);

  router
    .route('/ess/:ess/preuve')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-journal');
      const ess = await knownCase(records, identity, request.params.ess);
      // A hash is over the whole line: one that names a case outside one's scope is not cut, but kept whole.
      const mayRead = async (evenement: object) =>
        isDeepStrictEqual(await withinExtent(records, identity, evenement), evenement);
      response.attachment(`preuve-${ess}.json`).json(await records.proofOf(ess, mayRead));
    })
    .all(reads);
  return router;
}
