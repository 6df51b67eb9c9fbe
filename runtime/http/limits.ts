/** How much one client may ask: requests a minute, by address and by identity; time to send a JSON body. */
import type { Request, RequestHandler } from 'express';
import { MemoryStore, ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from './problems.ts';

const WINDOW_MS = 60_000;

/** Requests a minute, counted by each process for itself. 0: no limit. */
export interface Limits {
  /** One address; of IPv6, one network (/56). Counted before anything is known of the request. */
  readonly perAddress: number;
  /** One subject, whatever its tokens. */
  readonly perIdentity: number;
  /** Proxies whose `X-Forwarded-For` is believed: their addresses or networks, or the names that Express knows. */
  readonly proxies: readonly string[];
}

const tooMany = (limit: number, retryAfter: string): Problem =>
  new Problem(
    'trop-de-demandes',
    `Trop de demandes en une minute (${limit} au plus) : recommencez dans ${retryAfter} s.`,
    { headers: { 'Retry-After': retryAfter } },
  );

const counter = (limit: number, whom: string, keyGenerator: Parameters<typeof rateLimit>[0] & object) =>
  rateLimit({
    windowMs: WINDOW_MS,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: whom,
    ...keyGenerator,
    handler: (_request, response, next) => {
      // Set by the library, from the end of the window.
      next(tooMany(limit, String(response.getHeader('Retry-After') ?? WINDOW_MS / 1000)));
    },
  });

const none: RequestHandler = (_request, _response, next) => next();

export const byAddress = ({ perAddress }: Pick<Limits, 'perAddress'>): RequestHandler =>
  perAddress === 0
    ? none
    : counter(perAddress, 'adresse', { keyGenerator: ({ ip }) => (ip === undefined ? '' : ipKeyGenerator(ip)) });

/** What one identity may ask in a minute: a request counts for one, and for what it does beyond. */
export interface IdentityLimit {
  readonly handler: RequestHandler;
  /** Counts `acts` for a request already counted for one. Throws the 429 problem when that is too many: nothing is done. */
  readonly spend: (request: Request, acts: number) => Promise<void>;
}

/** `subjectOf`: whom a request counts for. */
export function byIdentity(
  { perIdentity }: Pick<Limits, 'perIdentity'>,
  subjectOf: (request: Request) => string,
): IdentityLimit {
  if (perIdentity === 0) return { handler: none, spend: async () => {} };
  const store = new MemoryStore();
  return {
    handler: counter(perIdentity, 'identite', { keyGenerator: subjectOf, store }),
    async spend(request, acts) {
      const subject = subjectOf(request);
      for (let act = 1; act < acts; act += 1) {
        const { totalHits, resetTime } = await store.increment(subject);
        if (totalHits <= perIdentity) continue;
        const left = (resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now();
        throw tooMany(perIdentity, String(Math.max(1, Math.ceil(left / 1000))));
      }
    },
  };
}

/** Who left while we looked up who they are gets no work done: nothing would tell it that its body will never come. */
export const stillThere: RequestHandler = (_request, response, next) => {
  if (!response.closed) next();
};

/** A JSON body arrives within `ms`, or the request is given up: nobody holds a connection by one byte a minute. */
export const bodyWithin =
  (ms: number): RequestHandler =>
  (request, response, next) => {
    if (request.complete) {
      next();
      return;
    }
    const late = setTimeout(() => {
      next(
        new Problem('delai-depasse', 'Le corps de la requête n’est pas arrivé à temps : renvoyez-la.', {
          headers: { Connection: 'close' },
        }),
      );
    }, ms);
    request.once('end', () => clearTimeout(late));
    response.once('close', () => clearTimeout(late));
    next();
  };

const DEFAULTS = { perAddress: 1200, perIdentity: 600 };

function perMinute(env: NodeJS.ProcessEnv, name: string, usual: number): number {
  const value = Number(env[name] ?? usual);
  if (Number.isInteger(value) && value >= 0 && value <= 1_000_000) return value;
  throw new Error(`${name} must be a whole number of requests a minute (0: no limit), not «${env[name]}».`);
}

/** ESS_LIMITE_ADRESSE, ESS_LIMITE_IDENTITE, ESS_PROXYS (« 10.0.0.5, loopback »). Throws a sentence that names the setting. */
export const readLimits = (env: NodeJS.ProcessEnv): Limits => ({
  perAddress: perMinute(env, 'ESS_LIMITE_ADRESSE', DEFAULTS.perAddress),
  perIdentity: perMinute(env, 'ESS_LIMITE_IDENTITE', DEFAULTS.perIdentity),
  proxies: (env['ESS_PROXYS'] ?? '').split(/[ ,]+/).filter((proxy) => proxy !== ''),
});
