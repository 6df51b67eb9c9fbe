/** What a signed token must be, beyond its signature: an access token, of a person who can be named, for a bounded time. */
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { RefusedToken, type Refusal } from './refused-token.ts';
import type { Provider } from './settings.ts';

const HOUR_S = 3600;
/** OpenID Connect Core 1.0, §2: 255 characters at most; none that is invisible, which identifiers and keys are drawn from. */
const TEXT = /^[^\p{C}\p{Zl}\p{Zp}]{1,255}$/u;

/** RFC 7515, §4.1.9: letters of either case, `application/` understood. */
const typeOf = (typ: unknown): string =>
  typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ === undefined ? 'jwt' : '';

/** Claims that only an ID token or a logout token has (OpenID Connect Core §3.1.3.6, §3.3.2.11; Back-Channel Logout §2.4). */
const OF_OTHER_TOKENS = ['at_hash', 'c_hash', 's_hash', 'events'] as const;
/** One of which an access token of type `JWT` has: RFC 9068 §2.2, RFC 8693 §4.2, or what providers write before them. */
const OF_ACCESS = ['client_id', 'scope', 'scp'] as const;

/**
 * An ID token says who somebody is to the client that asked; it opens nothing. Its type tells it apart where the provider
 * follows RFC 9068; where all are `JWT`, its claims do. Keycloak writes the kind in the claim `typ` (`Bearer`, `ID`,
 * `Refresh`), and until its version 25 a `nonce` in access tokens too.
 */
export function requireAccessToken({ typ }: JWTHeaderParameters, claims: JWTPayload, { types }: Provider): void {
  const type = typeOf(typ);
  if (!types.some((accepted) => accepted.toLowerCase() === type)) throw new RefusedToken('type');
  const { typ: kind, token_use: use } = claims;
  const bearer = typeof kind === 'string' && kind.toLowerCase() === 'bearer';
  const other =
    OF_OTHER_TOKENS.some((claim) => claim in claims) ||
    (kind !== undefined && !bearer) ||
    (use !== undefined && use !== 'access') ||
    ('nonce' in claims && !bearer);
  const access = type === 'at+jwt' || bearer || OF_ACCESS.some((claim) => claim in claims);
  if (other || !access) throw new RefusedToken('type');
}

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** `exp` is there and each date is a number: the library has looked. JSON reads `1e999` as a number without end. */
export function requireBoundedLife({ exp, nbf, iat }: JWTPayload, { dureeMaximaleHeures }: Provider): void {
  if (!isInstant(exp) || ![nbf, iat].every((date) => date === undefined || isInstant(date)))
    throw new RefusedToken('dates');
  const now = Date.now() / 1000;
  if (exp - Math.min(iat ?? now, now) > dureeMaximaleHeures * HOUR_S) throw new RefusedToken('trop-long');
}

/** A claim that names somebody, as a text that can be written, compared and read. */
export function requireText(claim: unknown, refusal: Refusal): string {
  if (typeof claim === 'string' && TEXT.test(claim)) return claim;
  throw new RefusedToken(refusal);
}
