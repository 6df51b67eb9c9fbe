/** `GET /etat-des-lieux`: the yearly national picture (SUI-03). */
import { Router } from 'express';
import { z } from 'zod';
import { onlyMethods } from '../errors.ts';
import type { ApiDeps } from '../ports.ts';
import { requireRight } from '../scope.ts';
import { parse } from '../validation.ts';

export const year = z.strictObject({
  annee: z
    .string()
    .regex(/^20\d{2}$/, { error: 'Une année est attendue (exemple : 2026).' })
    .transform(Number),
});

export function nationalRoutes({ records }: ApiDeps): Router {
  const router = Router();
  router
    .route('/etat-des-lieux')
    .get(async (request, response) => {
      requireRight(request, 'lire-etat-des-lieux');
      const { annee } = parse(year, request.query);
      response.json({ annee, lignes: await records.etatDesLieux(annee) });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
