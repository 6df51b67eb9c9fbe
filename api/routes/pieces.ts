/** `/ess/{id}/pieces`: each piece beside what is to be looked for in it, and the files that bear it. AMO-10, AMO-11, DOT-08. */
import { Router } from 'express';
import { z } from 'zod';
import { piecesAControler } from '../../domain/paiements/controle.ts';
import { knownDossier, requireRight } from '../../identity/scope.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { readersOf } from '../../identity/rights.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { explanation } from '../views/dossier.ts';

const noParameter = z.strictObject({});

export function pieceRoutes({ records }: Pick<ApiDeps, 'records'>): Router {
  const router = Router();
  router
    .route('/ess/:ess/pieces')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-fichiers');
      parse(noParameter, request.query);
      const { ess, etat } = await knownDossier(records, identity, request.params.ess);
      const fichiers = await records.listFiles(ess);
      response.json({
        ess,
        pieces: piecesAControler(etat).map(({ points, ...piece }) => ({
          ...piece,
          points: points.map(({ regle, ...point }) => ({ ...point, pourquoi: explanation(regle) })),
          fichiers: fichiers
            .filter(({ code, exercice }) => code === piece.code && servesCycle(exercice, piece.cycle))
            .filter(({ code }) => readersOf(code).includes(identity.role))
            .map(({ id, nom, type, deposeLe }) => ({ id, nom, type, deposeLe })),
        })),
      });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}

/** A file may name its exercice by its rank or by a year, which several cycles may be: then all of its code are shown. */
const servesCycle = (exercice: number | null, cycle: number | null): boolean =>
  cycle === null || exercice === null || exercice >= 1000 || exercice === cycle;
