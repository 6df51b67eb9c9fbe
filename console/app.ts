/** The console as an Express application: no port, no process, no connection of its own. Imported after `jsx.ts`. */
import express, { type Express, type RequestHandler } from 'express';
import { byAddress } from '../runtime/http/limits.ts';
import { requestId, requestIdIn } from '../runtime/http/request-id.ts';
import { PAGES, PUBLIC_PAGES } from './pages/index.ts';
import { fromOurPages } from './shell/forms.ts';
import { multipart } from './shell/multipart.ts';
import { safeHeaders } from './shell/headers.ts';
import { pageRoutes, publicRoutes } from './shell/serve.tsx';
import type { Shell } from './shell/shell.ts';
import { signInRoutes } from './shell/sign-in.tsx';
import { wrong } from './shell/failures.tsx';

/** A form and its lists: a letter of intent is some tens of kilobytes. */
const FORM_LIMIT = '1mb';
const FORM_FIELDS = 5_000;

const logged =
  ({ log }: Shell): RequestHandler =>
  (request, response, next) => {
    const start = performance.now();
    response.once('finish', () =>
      log({
        level: 'info',
        message: request.method,
        // The page, not the address: a search may name somebody.
        chemin: (request.route as { path?: string } | undefined)?.path ?? '',
        statut: response.statusCode,
        ms: Math.round(performance.now() - start),
        requete: requestIdIn(response),
      }),
    );
    next();
  };

/** Browsers ask for pages and send forms; nothing here is done by another method. */
const onlyBrowsers: RequestHandler = (request, response, next) => {
  if (['GET', 'HEAD', 'POST'].includes(request.method)) return next();
  response
    .status(405)
    .set('Allow', 'GET, HEAD, POST')
    .type('text/plain')
    .send('La console ne répond pas à cette méthode.');
};

/** The whole console on what it stands on. `assetRoutes`: the style and the script. */
export function createConsole(shell: Shell, assetRoutes: RequestHandler): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', [...shell.settings.limits.proxies]);
  app.use(requestId, logged(shell), ...safeHeaders, onlyBrowsers);
  app.get('/sante', async (_request, response) => {
    const health = await shell.health();
    response.status(health.api ? 200 : 503).json({ etat: health.api ? 'ok' : 'indisponible' });
  });
  app.use(assetRoutes);
  app.use(byAddress(shell.settings.limits));
  app.use(fromOurPages(shell.settings.url));
  app.use(multipart);
  app.use(express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: FORM_FIELDS }));
  app.use(signInRoutes(shell));
  app.use(publicRoutes(shell, PAGES, PUBLIC_PAGES));
  app.use(pageRoutes(shell, PAGES));
  app.use(((error, request, response, next) => {
    if (response.headersSent) return next(error);
    return wrong(shell, PAGES, request, response, { state: 'out' }, error);
  }) as express.ErrorRequestHandler);
  return app;
}
