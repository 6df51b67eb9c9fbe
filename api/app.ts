/** The HTTP API as an Express application: no port, no process, no connection of its own. */
import express, { type Express, type RequestHandler } from 'express';
import { onBehalf } from './delegation.ts';
import { notFound, onlyJson, problemHandler } from './errors.ts';
import { authenticate } from './oidc/authenticate.ts';
import type { ApiDeps, LogEntry } from './ports.ts';
import { adhesionImportRoutes, adhesionRoutes } from './routes/adhesions.ts';
import { calendarLinkRoutes, calendarRoutes } from './routes/calendrier.ts';
import { bankReturnRoutes, caisseRoutes } from './routes/caisses.ts';
import { caseRoutes } from './routes/case.ts';
import { documentRoutes } from './routes/documents.ts';
import { essRoutes } from './routes/ess.ts';
import { fileRoutes, uploadRoutes } from './routes/fichiers.ts';
import { identityRoutes } from './routes/identites.ts';
import { mandateRoutes } from './routes/mandats.ts';
import { isCommand } from './schemas/commands.ts';
import { nationalRoutes } from './routes/etat-des-lieux.ts';
import { simulationRoutes } from './routes/simulations.ts';
import { healthRoutes, problemRoutes, ruleRoutes } from './routes/reference.ts';

const BODY_LIMIT = '1mb';

/** Answers are decisions and personal data of a moment: nobody keeps a copy, no page embeds them. */
const safeHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  next();
};

const PLACES: ReadonlySet<string> = new Set([
  '',
  'api',
  'v1',
  'ess',
  'commandes',
  'adhesions',
  'fichiers',
  'fiches',
  'paiements',
  'caisses',
  'compte',
  'lots',
  'retours',
  'rapprochement',
  'contrats',
  'courriers',
  'calendrier.ics',
  'calendriers',
  'incidents',
  'echeancier',
  'journal',
  'regles',
  'etat-des-lieux',
  'simulations',
  'moi',
  'mandats',
  'delegations',
  'sante',
  'problemes',
]);

/** A path for the log: an address typed at random may hold anything, so unknown segments become `*`. */
const loggable = (path: string): string =>
  path
    .split('/')
    .map((segment) =>
      PLACES.has(segment) || /^ess-[0-9AB]{2,3}-[0-9a-z]{8}$/.test(segment) || isCommand(segment) ? segment : '*',
    )
    .join('/');

const access =
  (log: (entry: LogEntry) => void): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    const { method: methode } = request;
    const chemin = loggable(request.path);
    response.once('finish', () => {
      const { probleme, jeton, trace } = response.locals as { probleme?: string; jeton?: string; trace?: string };
      log({
        niveau: response.statusCode >= 500 ? 'erreur' : 'info',
        methode,
        chemin,
        statut: response.statusCode,
        ms: Math.round(performance.now() - started),
        ...(probleme === undefined ? {} : { probleme }),
        ...(jeton === undefined ? {} : { jeton }),
        ...(trace === undefined ? {} : { trace }),
      });
    });
    next();
  };

/** The whole API on its dependencies: `/api/v1`, with `/sante` and `/problemes` beside it. */
export function createApi(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  if (deps.log) app.use(access(deps.log));
  app.use(safeHeaders);
  app.use(healthRoutes(deps), problemRoutes());
  app.use('/api/v1', ruleRoutes(), calendarLinkRoutes(deps));
  // From here on, whoever asks is known.
  app.use('/api/v1', authenticate(deps.verify), onBehalf(deps));
  app.use('/api/v1', uploadRoutes(deps), adhesionImportRoutes(deps), bankReturnRoutes(deps));
  app.use('/api/v1', onlyJson, express.json({ limit: BODY_LIMIT, type: 'application/json' }));
  app.use(
    '/api/v1',
    identityRoutes(deps),
    mandateRoutes(deps),
    essRoutes(deps),
    caseRoutes(deps),
    calendarRoutes(deps),
    documentRoutes(deps),
    fileRoutes(deps),
    caisseRoutes(deps),
    adhesionRoutes(deps),
    simulationRoutes(deps),
    nationalRoutes(deps),
  );
  app.use(notFound, problemHandler);
  return app;
}
