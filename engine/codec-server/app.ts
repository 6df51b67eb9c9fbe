/**
 * The codec server: decodes payloads for the Temporal Web UI and the `temporal` command, for those who may read them.
 * https://docs.temporal.io/codec-server; there is no /encode, since nothing is written to a case from these tools.
 */
import type { PayloadCodec } from '@temporalio/common';
import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import { notFound, problemHandler } from '../../runtime/http/faults.ts';
import { safeHeaders } from '../../runtime/http/headers.ts';
import { bodyWithin, byAddress, byIdentity, stillThere, type Limits } from '../../runtime/http/limits.ts';
import { authenticate, identityOf, subjectOf } from '../../identity/authenticate.ts';
import type { Verify } from '../../identity/verifier.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import type { Role } from '../../domain/valeurs.ts';
import { ForgedPayload, UnknownKey } from '../connection/payload-codec.ts';

export interface CodecDeps {
  readonly codec: PayloadCodec;
  readonly verify: Verify;
  /** Origins of the pages that may call, in full: `https://temporal.example`. */
  readonly origins: readonly string[];
  readonly roles: readonly Role[];
  readonly namespace: string;
  readonly limits: Limits;
  /** Milliseconds for a body to arrive; 30 s when absent. */
  readonly bodyMs?: number;
  /** What a request cost; never what it held. */
  readonly log: (entry: Readonly<Record<string, string | number>>) => void;
}

/** The engine keeps payloads of 2 MB at most, a third longer here in base64. */
const BODY_LIMIT = '4mb';
const BODY_MS = 30_000;
const MOST_PAYLOADS = 1000;

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
/** The JSON form of `temporal.api.common.v1.Payloads`. */
const body = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), base64).default({}), data: base64.default(Buffer.alloc(0)) }))
    .max(MOST_PAYLOADS),
});

/** Only the named pages, and programs that are no page; browsers let the others read nothing, and they are told so. */
const onlyFrom = (origins: readonly string[]): readonly RequestHandler[] => [
  (request, _response, next) => {
    const origin = request.get('origin');
    if (origin !== undefined && !origins.includes(origin))
      throw new Problem('role-interdit', 'Cette page n’est pas admise à décoder.');
    next();
  },
  cors({
    origin: [...origins],
    methods: ['POST'],
    allowedHeaders: ['Authorization', 'Authorization-Extras', 'Content-Type', 'X-Namespace'],
    maxAge: 600,
  }),
];

const onlyFor =
  ({ roles, namespace }: CodecDeps): RequestHandler =>
  (request, _response, next) => {
    if (!roles.includes(identityOf(request).role))
      throw new Problem('role-interdit', 'Décoder l’histoire d’un dossier n’appartient pas à votre rôle.');
    const asked = request.get('x-namespace');
    if (asked !== undefined && asked !== namespace)
      throw new Problem('introuvable', 'Ce serveur ne décode pas cet espace de noms.');
    next();
  };

const encoded = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');

const decode =
  ({ codec }: CodecDeps): RequestHandler =>
  async (request, response) => {
    const read = body.safeParse(jsonBody(request));
    if (!read.success)
      throw new Problem('champs-invalides', 'Un document « payloads » est attendu, dans la forme JSON de Temporal.');
    response.locals['payloads'] = read.data.payloads.length;
    const payloads = await codec.decode(read.data.payloads).catch((error: unknown) => {
      throw refusalOf(error);
    });
    response.json({
      payloads: payloads.map(({ metadata, data }) => ({
        metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, encoded(value)])),
        data: encoded(data),
      })),
    });
  };

function refusalOf(error: unknown): unknown {
  if (error instanceof UnknownKey)
    return new Problem(
      'donnees-refusees',
      `Ce contenu a été chiffré avec la clé « ${error.keyId} », que ce serveur n’a pas : ajoutez-la à ESS_CLES.`,
    );
  if (error instanceof ForgedPayload)
    return new Problem('donnees-refusees', 'Ce contenu est altéré : rien n’en a été lu.');
  return error;
}

const tooLarge: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const large = (error as { type?: unknown }).type === 'entity.too.large';
  next(large ? new Problem('corps-trop-volumineux', 'Le corps de la requête dépasse 4 Mo.') : error);
};

const access =
  ({ log }: CodecDeps): RequestHandler =>
  (_request, response, next) => {
    const started = performance.now();
    response.once('finish', () => {
      const { payloads = 0 } = response.locals as { payloads?: number };
      log({ statut: response.statusCode, ms: Math.round(performance.now() - started), contenus: payloads });
    });
    next();
  };

/** `POST /decode`, and `GET /sante` for whoever watches the process. */
export function createCodecServer(deps: CodecDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', [...deps.limits.proxies]);
  app.get('/sante', (_request, response) => void response.status(204).end());
  app.use(access(deps), byAddress(deps.limits), ...safeHeaders);
  app.use(
    '/decode',
    ...onlyFrom(deps.origins),
    authenticate(deps.verify),
    byIdentity(deps.limits, subjectOf).handler,
    onlyFor(deps),
    stillThere,
  );
  app.post('/decode', bodyWithin(deps.bodyMs ?? BODY_MS), express.json({ limit: BODY_LIMIT }), decode(deps));
  app.use(notFound, tooLarge, problemHandler());
  return app;
}
