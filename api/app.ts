/** The HTTP API as an Express application: no port, no process, no connection of its own. */
import express, { type Express } from 'express';
import { access } from './http/access-log.ts';
import { onBehalf } from '../identity/delegation.ts';
import { inRole } from '../identity/role.ts';
import { toProblem } from './http/errors.ts';
import { requireUtf8 } from '../runtime/http/body.ts';
import { boundedBody } from '../runtime/http/bounded-body.ts';
import { notFound, problemHandler } from '../runtime/http/faults.ts';
import { crossOrigin, safeHeaders } from '../runtime/http/headers.ts';
import { bodyWithin, byAddress, byIdentity, stillThere } from '../runtime/http/limits.ts';
import { measured, problems } from './http/metrics.ts';
import { authenticate, subjectOf } from '../identity/authenticate.ts';
import type { ApiDeps } from './ports.ts';
import { plainParameters } from '../runtime/http/plain-parameters.ts';
import { requestId } from '../runtime/http/request-id.ts';
import { subscriptionRoutes } from './routes/abonnements.ts';
import { adhesionImportRoutes, adhesionRoutes } from './routes/adhesions.ts';
import { traced } from './http/traced.ts';
import { calendarLinkRoutes, calendarRoutes } from './routes/calendrier.ts';
import { caisseRoutes } from './routes/caisses.ts';
import { bankReturnRoutes, batchRoutes } from './routes/lots.ts';
import { caisseFollowUpRoutes } from './routes/suivi-caisse.ts';
import { pieceRoutes } from './routes/pieces.ts';
import { verificationRoutes } from './routes/verifications.ts';
import { accountRoutes } from './routes/comptes.ts';
import { caseRoutes } from './routes/dossier.ts';
import { bulkRoutes } from './routes/commandes.ts';
import { contractRoutes } from './routes/contrat.ts';
import { depositCheckRoutes } from './routes/deposit-check.ts';
import { draftRoutes } from './routes/drafts.ts';
import { documentRoutes } from './routes/documents.ts';
import { essRoutes } from './routes/ess.ts';
import { demarcheRoutes } from './routes/demarches.ts';
import { exportRoutes } from './routes/exports.ts';
import { fileRoutes, uploadRoutes } from './routes/fichiers.ts';
import { draftSpaceRoutes } from './routes/moi/brouillons.ts';
import { unsubscriptionRoutes } from './routes/moi/desinscription.ts';
import { preferenceRoutes } from './routes/moi/preferences.ts';
import { viewSpaceRoutes } from './routes/moi/vues.ts';
import { identityRoutes } from './routes/identites.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { mandateRoutes } from './routes/mandats.ts';
import { nationalRoutes } from './routes/etat-des-lieux.ts';
import { instructionRoutes } from './routes/instruction.ts';
import { toDoRoutes } from './routes/to-do.ts';
import { takeoverFileRoutes, takeoverRoutes } from './routes/reprises.ts';
import { forecastRoutes } from './routes/previsions.ts';
import { simulationRoutes } from './routes/simulations.ts';
import { healthRoutes, homeRoutes, problemRoutes, rulePageRoutes, ruleRoutes } from './routes/reference.ts';

const BODY_LIMIT = '1mb';
const BODY_MS = 30_000;
const UNLIMITED = { perAddress: 0, perIdentity: 0, proxies: [] };

/** The whole API on its dependencies: `/api/v1`, with `/sante` and `/problemes` beside it. */
export function createApi(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  const { limits = UNLIMITED, bodyMs = BODY_MS, origins = [] } = deps;
  const ofIdentity = byIdentity(limits, subjectOf);
  app.set('trust proxy', [...limits.proxies]);
  app.use(requestId);
  app.use(traced, measured);
  if (deps.log) app.use(access(deps.log));
  app.use(...safeHeaders);
  app.use(healthRoutes(deps));
  if (origins.length > 0) app.use(crossOrigin(origins));
  app.use(byAddress(limits));
  app.use(homeRoutes(deps), problemRoutes(), rulePageRoutes());
  app.use('/api/v1', ruleRoutes(), contractRoutes(deps), calendarLinkRoutes(deps), unsubscriptionRoutes(deps));
  // From here on, whoever asks is known.
  app.use('/api/v1', authenticate(deps.verify), ofIdentity.handler, inRole, onBehalf(deps), stillThere);
  app.use('/api/v1', plainParameters, uploadRoutes(deps));
  app.use('/api/v1', bodyWithin(bodyMs), adhesionImportRoutes(deps), bankReturnRoutes(deps, ofIdentity.spend));
  app.use('/api/v1', bodyWithin(bodyMs), takeoverFileRoutes(deps));
  app.use('/api/v1', express.json({ limit: BODY_LIMIT, type: 'application/json', verify: requireUtf8 }), boundedBody);
  app.use(
    '/api/v1',
    identityRoutes(deps),
    draftSpaceRoutes(deps),
    viewSpaceRoutes(deps),
    preferenceRoutes(deps),
    mandateRoutes(deps),
    invitationRoutes(deps),
    takeoverRoutes(deps),
    depositCheckRoutes(deps),
    essRoutes(deps),
    toDoRoutes(deps),
    instructionRoutes(deps),
    exportRoutes(deps),
    bulkRoutes(deps, ofIdentity.spend),
    caseRoutes(deps),
    calendarRoutes(deps),
    draftRoutes(deps),
    documentRoutes(deps),
    fileRoutes(deps),
    caisseRoutes(deps),
    caisseFollowUpRoutes(deps),
    pieceRoutes(deps),
    accountRoutes(deps),
    batchRoutes(deps),
    verificationRoutes(deps),
    adhesionRoutes(deps),
    simulationRoutes(deps),
    forecastRoutes(deps),
    nationalRoutes(deps),
    subscriptionRoutes(deps),
    demarcheRoutes(deps),
  );
  app.use(
    notFound,
    problemHandler(toProblem, ({ type }) => problems.inc({ type })),
  );
  return app;
}
