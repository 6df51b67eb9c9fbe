/** The contract: `openapi.json`, and the page that shows it, from this origin alone. */
import { Router, static as files } from 'express';
import { getAbsoluteFSPath } from 'swagger-ui-dist';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { openApiDocument } from '../contract/document.ts';
import { DOCUMENTATION_PAGE, PAGE_POLICY, PAGE_SCRIPT } from '../contract/page.ts';

/** What the page loads of the library; nothing else of it is served. */
const ASSETS: readonly string[] = ['/swagger-ui-bundle.js', '/swagger-ui.css', '/favicon-32x32.png'];

export function contractRoutes(): Router {
  const router = Router();
  const reads = onlyMethods('GET, HEAD, OPTIONS');
  router
    .route('/openapi.json')
    .get((_request, response) => {
      response.set('Cache-Control', 'no-cache').json(openApiDocument());
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
