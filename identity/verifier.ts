/** Bearer tokens: from a string to the identity it proves, or to the reason why it proves nothing. RFC 9068, RFC 8725. */
import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  jwksCache,
  jwtVerify,
  type JWKSCacheInput,
  type JWTPayload,
} from 'jose';
import type { Role } from '../domain/valeurs.ts';
import { requireAccessToken, requireBoundedLife, requireText } from './access-token.ts';
import { RefusedToken } from './refused-token.ts';
import { isThisMachine } from '../runtime/this-machine.ts';
import type { Attribution, IdentitySettings, Provider } from './settings.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

/** Who acts: a person or a machine of an organisation, in a role, within a scope. */
export interface Identity {
  readonly role: Role;
  /** Issuer and subject: the same person for ever, and no one's name. */
  readonly sujet: string;
  readonly organisation: string;
  readonly regions: readonly string[];
  readonly caisses: readonly string[];
  /** The connector of a deposit platform, which brings what the platform has stamped (DEC-29). */
  readonly connecteur?: boolean;
  /** The delegation under which it acts for another. */
  readonly delegation?: string;
  /** The same person in the other roles that their claims give: `X-Role` takes one (role.ts). */
  readonly autres?: readonly Identity[];
}

export type Verify = (token: string) => Promise<Identity>;

/** The provider's keys cannot be had: nothing can be said of the token. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** `readAt`: when the provider was last asked for them; another instant, another set. */
interface Keys {
  readonly find: ReturnType<typeof createRemoteJWKSet>;
  readonly readAt: () => number | undefined;
}
const PATIENCE_MS = 5000;
const CLOCK_TOLERANCE_S = 10;

/** What was demanded of an issuer (TLS, elsewhere than here) is demanded of where its keys are. */
export const isAsSafe = (keys: URL, issuer: URL): boolean =>
  (keys.protocol === 'https:' || issuer.protocol === 'http:') &&
  (!isThisMachine(keys.hostname) || isThisMachine(issuer.hostname));

/** OpenID Connect Discovery 1.0, §4: where the keys of an issuer are. */
async function discover(issuer: string): Promise<Keys> {
  const document = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(document, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { issuer: named, jwks_uri: keys } = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (named !== issuer || typeof keys !== 'string') throw new Error('it describes another provider');
    const address = new URL(keys);
    if (!isAsSafe(address, new URL(issuer))) throw new Error(`its keys are at ${keys}, which is less safe than itself`);
    const cache: JWKSCacheInput = {};
    const find = createRemoteJWKSet(address, { timeoutDuration: PATIENCE_MS, [jwksCache]: cache });
    return { find, readAt: () => cache.uat };
  } catch (error) {
    throw new ProviderUnavailable(`${document}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Texts, numbers and booleans, alone or in a list; nothing of what is deeper. */
const valuesOf = (claim: unknown): readonly string[] =>
  [claim]
    .flat()
    .flatMap((value: unknown) => (/^(string|number|boolean)$/.test(typeof value) ? [`${value as string}`] : []));

const holds = (claims: JWTPayload, { si }: Attribution): boolean =>
  Object.entries(si).every(([claim, accepted]) => valuesOf(claims[claim]).some((value) => accepted.includes(value)));

/** The first attribution that holds makes the identity; of each other role, the first one is at hand. */
function identityOf(claims: JWTPayload, { emetteur, organisation, attributions }: Provider): Identity {
  const held = attributions.filter((candidate) => holds(claims, candidate));
  const byRole = held.filter(({ role }, index) => held.findIndex((other) => other.role === role) === index);
  if (byRole.length === 0) throw new RefusedToken('sans-role');
  const sujet = `${emetteur}|${requireText(claims.sub, 'sujet')}`;
  const [nommee] = valuesOf(claims[organisation]);
  const inRole = (attribution: Attribution): Identity => ({
    role: attribution.role,
    sujet,
    // Someone who belongs to no organisation is one of their own.
    organisation: nommee === undefined ? sujet : requireText(nommee, 'organisation'),
    regions: attribution.role === 'ars' ? attribution.regions : [],
    caisses: attribution.role === 'caisse' ? attribution.caisses : [],
    ...(attribution.role === 'porteur' && attribution.connecteur === true ? { connecteur: true } : {}),
  });
  const [first, ...autres] = byRole.map(inRole);
  return { ...(first as Identity), ...(autres.length === 0 ? {} : { autres }) };
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new RefusedToken('expire', { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    if (claim === 'aud') return new RefusedToken('audience', { cause: error });
    if (claim === 'nbf' && reason === 'check_failed') return new RefusedToken('pas-encore-valable', { cause: error });
    return new RefusedToken(reason === 'invalid' ? 'dates' : 'incomplet', { cause: error });
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return new RefusedToken('algorithme', { cause: error });
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return new RefusedToken('signature', { cause: error });
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return new RefusedToken('illisible', { cause: error });
  if (error instanceof RefusedToken) return error;
  return new ProviderUnavailable('the keys of the provider cannot be read', { cause: error });
}

/** Verifies issuer, audience, algorithm, signature, expiry, then gives the identity that the claims make. */
export function createVerifier({ fournisseurs }: IdentitySettings): Verify {
  const keys = new Map<string, Promise<Keys>>();
  const keysOf = (issuer: string): Promise<Keys> => {
    const known = keys.get(issuer);
    if (known !== undefined) return known;
    const asked = discover(issuer);
    keys.set(issuer, asked);
    // A provider that was away is asked again by the next request.
    asked.catch(() => keys.delete(issuer));
    return asked;
  };
  const verified = createVerifiedTokens<Identity>();
  return async (token) => {
    const identity = verified.of(token);
    if (identity !== undefined) return identity;
    let issuer: unknown;
    try {
      issuer = decodeJwt(token).iss;
    } catch (error) {
      throw new RefusedToken('illisible', { cause: error });
    }
    const provider = fournisseurs.find(({ emetteur }) => emetteur === issuer);
    if (provider === undefined) throw new RefusedToken('emetteur');
    const { find, readAt } = await keysOf(provider.emetteur);
    const { payload, protectedHeader } = await jwtVerify(token, find, {
      issuer: provider.emetteur,
      audience: provider.audience,
      algorithms: provider.algorithmes,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    requireAccessToken(protectedHeader, payload, provider);
    requireBoundedLife(payload, provider);
    const proved = identityOf(payload, provider);
    const asOf = readAt();
    // A key that the provider withdraws proves nothing once the keys are read again, as for a token never seen.
    const standing = () => find.fresh && readAt() === asOf;
    if (payload.exp !== undefined) verified.remember(token, { identity: proved, until: payload.exp, standing });
    return proved;
  };
}
