/** The contract: `openapi.json`, and the page that shows it, from this origin alone. */
import { Router, static as files } from 'express';
import { getAbsoluteFSPath } from 'swagger-ui-dist';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { EXAMPLE_ESS } from '../contract/examples/values.ts';
import type { ApiDeps } from '../ports.ts';
import { openApiDocument } from '../contract/document.ts';
import { DOCUMENTATION_PAGE, PAGE_POLICY, PAGE_SCRIPT } from '../contract/page.ts';

/** What the page loads of the library; nothing else of it is served. */
const ASSETS: readonly string[] = ['/swagger-ui-bundle.js', '/swagger-ui.css', '/favicon-32x32.png'];

/**
 * The contract as it is tried: on an installation of demonstration, the case of its examples is one that is there, so that
 * what they ask for is found. Where cases are real, none is named to who shows no token.
 */
async function contractFor({ records, allowClockOrigin = false }: ContractDeps): Promise<string> {
  const contract = JSON.stringify(openApiDocument());
  if (!allowClockOrigin) return contract;
  const found = await records.listDossiers({ limite: 1 }).catch(() => ({ dossiers: [] }));
  const ess = found.dossiers[0]?.ess;
  return ess === undefined ? contract : contract.replaceAll(EXAMPLE_ESS, ess);
}

type ContractDeps = Pick<ApiDeps, 'records' | 'allowClockOrigin'>;

export function contractRoutes(deps: ContractDeps): Router {
  const shown = () => contractFor(deps);
  const router = Router();
  const reads = onlyMethods('GET, HEAD, OPTIONS');
  router
    .route('/openapi.json')
    .get(async (_request, response) => {
      response
        .set('Cache-Control', 'no-cache')
        .type('json')
        .send(await shown());
    })
    .all(reads);
  router
    .route('/documentation')
    .get((_request, response) => {
      response.set('Content-Security-Policy', PAGE_POLICY).type('html').send(DOCUMENTATION_PAGE);
    })
    .all(reads);
  router.get('/documentation/page.js', (_request, response) => {
    response.type('js').send(PAGE_SCRIPT);
  });
  const library = files(getAbsoluteFSPath(), { index: false, redirect: false, etag: true, cacheControl: false });
  router.use('/documentation', (request, response, next) => {
    if (ASSETS.includes(request.path)) library(request, response, next);
    else next();
  });
  return router;
}
