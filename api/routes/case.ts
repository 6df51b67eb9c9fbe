/** `/ess/{id}`: one case — its commands, state, échéancier and journal. */
import { Router } from 'express';
import { z } from 'zod';
import type { Etat } from '../../domain/etat.ts';
import { Refus } from '../../domain/refus.ts';
import { instant } from '../../domain/valeurs.ts';
import type { Dossier } from '../../records/dossiers.ts';
import { carryOut, messageOf, readAct, requireFiles } from '../act.ts';
import { ofRefusal, onlyMethods } from '../errors.ts';
import { idempotencyKey, isEssIdentifier, roleOf } from '../identity.ts';
import { forecast } from '../forecast.ts';
import { EngineUnavailable, FinishedCase, UnknownCase, type ApiDeps, type Records } from '../ports.ts';
import { deadlineLine, journalLine, summary } from '../presentation.ts';
import { Problem } from '../problems.ts';
import { isCommand } from '../schemas/commands.ts';
import { limitParameter, ordinalParameter } from '../schemas/paging.ts';
import { objectBody, parse } from '../validation.ts';

const freshness = z.strictObject({ frais: z.enum(['0', '1']).default('0') });
const journalPage = z.strictObject({ apres: ordinalParameter, limite: limitParameter(100, 500) });
const noParameter = z.strictObject({});

/** The stored dossier of an ESS, or the 404 problem. */
export async function knownDossier(records: Records, ess: string): Promise<Dossier<Etat>> {
  const dossier = isEssIdentifier(ess) ? await records.readDossier(ess) : undefined;
  if (dossier === undefined) throw new UnknownCase(ess);
  return dossier;
}

export function caseRoutes({ cases, records, law }: ApiDeps): Router {
  const router = Router();
  const reads = onlyMethods('GET, HEAD, OPTIONS');

  router
    .route('/ess/:ess/commandes/:commande')
    .post(async (request, response) => {
      const { ess, commande } = request.params;
      const key = idempotencyKey(request);
      response.set('Idempotency-Key', key);
      if (!isCommand(commande)) throw new Problem('introuvable', 'Aucune commande ne porte ce nom.');
      const act = readAct(commande, roleOf(request), objectBody(request.body));
      if (!isEssIdentifier(ess)) throw new UnknownCase(ess);
      await requireFiles(records, ess, act);
      const message = messageOf(ess, act, key);
      const receipt = await carryOut(records, ess, act, message, () => cases.send(ess, commande, message)).catch(
        async (error: unknown) => {
          if (!(error instanceof UnknownCase || error instanceof FinishedCase)) throw error;
          // The engine holds no closed case; the records know its last state, and the law says why it is too late.
          const etat = (await records.readDossier(ess))?.etat;
          if (etat?.phase !== 'close') throw error;
          const decision = law.decider(
            etat,
            { commande, acteur: act.acteur, donnees: act.donnees },
            instant(Date.now()),
          );
          throw decision instanceof Refus ? ofRefusal(decision.nature, decision.regle, decision.message) : error;
        },
      );
      response.json({
        ess,
        ...receipt,
        ...(act.avertissements.length === 0 ? {} : { avertissements: act.avertissements }),
      });
    })
    .all(onlyMethods('POST, OPTIONS'));

  router
    .route('/ess/:ess')
    .get(async (request, response) => {
      const { frais } = parse(freshness, request.query);
      const { ess } = request.params;
      if (frais === '1' && isEssIdentifier(ess)) {
        const view = await cases.view(ess).catch((error: unknown) => {
          // The records answer when the engine is away, or no longer holds a closed case.
          if (error instanceof EngineUnavailable || error instanceof UnknownCase || error instanceof FinishedCase)
            return undefined;
          throw error;
        });
        if (view) {
          const { etat, maintenant, decalage, enCours } = view;
          const clock = { maintenant: new Date(maintenant).toISOString(), decalage };
          response.json({ ...summary(etat), frais: true, enCours, ...clock });
          return;
        }
      }
      const { etat, resume, majLe } = await knownDossier(records, ess);
      const { region, intitule, prochaineEcheance, montantVerseCentimes } = resume;
      response.json({
        ...summary(etat),
        region,
        intitule,
        prochaineEcheance,
        montantVerseCentimes,
        majLe: majLe.toISOString(),
        frais: false,
      });
    })
    .all(reads);

  router
    .route('/ess/:ess/echeancier')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const { ess, rang, etat } = await knownDossier(records, request.params.ess);
      const lines = law.echeances(etat).map(deadlineLine);
      // What the deadlines are, and what will happen if nobody does anything.
      const { jusquAu, suites } = await forecast(cases, etat, []);
      response.json({
        ess,
        rang,
        echeances: lines.toSorted((a, b) => (a.expire < b.expire ? -1 : 1)),
        previsions: { jusquAu, suites },
      });
    })
    .all(reads);

  router
    .route('/ess/:ess/journal')
    .get(async (request, response) => {
      const { apres, limite } = parse(journalPage, request.query);
      const { ess } = await knownDossier(records, request.params.ess);
      const lines = await records.readJournal(ess, { apresRang: apres, limite: limite + 1 });
      const page = lines.slice(0, limite);
      const suivant = lines.length > limite ? (page.at(-1)?.rang ?? null) : null;
      response.json({ ess, lignes: page.map(journalLine), suivant });
    })
    .all(reads);
  return router;
}
