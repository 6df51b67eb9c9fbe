/**
 * `GET /previsions`: what silence will do in the days to come, for all the cases of whoever asks. A page is of cases, the
 * next deadline first: a kept column finds them, and only those of the page are unrolled, in a thread.
 */
import { Router } from 'express';
import { z } from 'zod';
import { ajouterJours, dateDe } from '../../domain/calendrier/calendrier.ts';
import { instant } from '../../domain/valeurs.ts';
import { echeance, majuscule } from '../../documents/libelles.ts';
import { extentOf, requireRight } from '../../identity/scope.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { invalidFields } from '../../runtime/http/problems.ts';
import type { SortKey } from '../../records/journal/listes.ts';
import { parse } from '../http/validation.ts';
import { limitParameter } from '../lists/paging.ts';
import { readCursor, writeCursor } from '../lists/query.ts';
import type { ApiDeps } from '../ports.ts';
import { forecastLine } from '../views/forecast.ts';
import { withinExtent } from '../views/other-cases.ts';

const MOST_DAYS = 90;
const BY_DEADLINE: readonly SortKey[] = [{ cle: 'echeance', descendant: false }];

export const forecastQuery = z.strictObject({
  jours: limitParameter(30, MOST_DAYS),
  apres: z.string().max(2_000).exactOptional(),
  limite: limitParameter(50, 100),
});

export function forecastRoutes({ records, workshop }: ApiDeps): Router {
  const router = Router();
  router
    .route('/previsions')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-previsions');
      const { jours, apres, limite } = parse(forecastQuery, request.query, 'lire-previsions');
      const maintenant = instant(Date.now());
      const du = dateDe(maintenant, 'Europe/Paris');
      const au = ajouterJours(du, jours);
      const cursor = apres === undefined ? undefined : readCursor(BY_DEADLINE, apres);
      if (apres !== undefined && cursor === undefined)
        throw invalidFields([
          { champ: 'apres', regle: 'API-05', message: 'Donnez ici le « suivant » de la page précédente, tel quel.' },
        ]);
      const criteria = { ...extentOf(identity), echeanceAvant: au };
      const page = { ...criteria, tri: BY_DEADLINE, limite, ...(cursor === undefined ? {} : { apres: cursor }) };
      const [{ dossiers, suivant }, next] = await Promise.all([
        records.listDossiers(page),
        records.countByDeadline(criteria),
      ]);
      const etats = dossiers.map(({ etat }) => etat);
      const issues = await workshop.run(identity, 'silences', { etats, maintenant, horizon: au });
      const answer = {
        du,
        au,
        synthese: next.map(({ cle, nombre }) => ({ cle, libelle: majuscule(echeance(cle)), nombre })),
        dossiers: dossiers.map(({ ess, etat, resume: { intitule, phase } }, index) => ({
          ...{ ess, intitule, phase },
          suites: (issues[index] ?? [])
            .filter((suite) => suite.sorte === 'refus' || suite.evenement.evenement !== 'RappelEmis')
            .map((suite) => forecastLine(etat, suite)),
        })),
        suivant: suivant === undefined ? null : writeCursor(BY_DEADLINE, suivant),
      };
      response.json(await withinExtent(records, identity, answer));
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
