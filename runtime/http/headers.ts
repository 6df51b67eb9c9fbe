/** What browsers are told: nothing is kept, embedded or sniffed; other sites call only from the origins of a list. */
import cors from 'cors';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isProduction } from '../environment.ts';
import { requireElsewhere } from '../this-machine.ts';

/** Answers are decisions and personal data of a moment; pages of ours are text, without script. */
export const safeHeaders: readonly RequestHandler[] = [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
  }),
  (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  },
];

/** Tokens travel in a header, never in a cookie: credentials of the browser are of no use here. */
export const crossOrigin = (origins: readonly string[]): RequestHandler =>
  cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'X-Delegation',
      'X-Request-Id',
      'X-Role',
    ],
    exposedHeaders: ['ETag', 'Idempotency-Key', 'Location', 'RateLimit', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  });

/** ESS_ORIGINES: « https://console.exemple.fr https://… »; none when absent. Throws a sentence. */
export function readOrigins(env: NodeJS.ProcessEnv): readonly string[] {
  const origins = (env['ESS_ORIGINES'] ?? '').split(/[ ,]+/).filter((origin) => origin !== '');
  for (const origin of origins) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (url?.origin !== origin)
      throw new Error(`ESS_ORIGINES: «${origin}» is not an origin (example: https://console.exemple.fr).`);
    if (isProduction(env)) requireElsewhere('ESS_ORIGINES:', origin);
  }
  return origins;
}
