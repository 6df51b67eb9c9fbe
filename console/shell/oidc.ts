/** Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce; tokens stay on this server. */
import {
  ClientSecretBasic,
  ClientSecretPost,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  type Configuration,
  type IDToken,
  type TokenEndpointResponse,
} from 'openid-client';
import type { ProviderSettings } from '../settings.ts';
import type { Tokens } from './sessions.ts';

/** A sign-in under way, sealed in a cookie of the browser that began it. */
export interface SignIn {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where to go afterwards: a path of ours. */
  readonly next: string;
}

export interface SignedIn {
  readonly subject: string;
  readonly name: string;
  readonly tokens: Tokens;
}

/** The provider is away, or answers what no provider would. */
export class ProviderAway extends Error {
  override readonly name = 'ProviderAway';
}

const PATIENCE_S = 10;
/** A token that says nothing of its end is renewed, or asked again, after so long. */
const UNSAID_LIFE_S = 300;

export interface SignInOptions {
  readonly callback: string;
  readonly next: string;
  /** Account that the person named (`login_hint`). */
  readonly hint?: string;
}

export interface Oidc {
  start(options: SignInOptions): Promise<{ readonly address: URL; readonly signIn: SignIn }>;
  /** `address`: the one that the browser came back to, its query included. */
  finish(address: URL, signIn: SignIn): Promise<SignedIn>;
  /** Fails when the provider no longer renews: the person signs in again. */
  renew(tokens: Tokens): Promise<Tokens>;
  /** Where the browser goes to sign out at the provider; undefined when it has no such page. */
  endSession(tokens: Tokens, back: string): Promise<URL | undefined>;
}

const tokensOf = (answer: TokenEndpointResponse, before?: Tokens): Tokens => {
  const refresh = answer.refresh_token ?? before?.refresh;
  return {
    access: answer.access_token,
    until: Date.now() + (answer.expires_in ?? UNSAID_LIFE_S) * 1000,
    id: answer.id_token ?? before?.id ?? '',
    ...(refresh === undefined ? {} : { refresh }),
  };
};

/** OpenID Connect Core, §5.1; `usual_name` is ProConnect's. */
function nameOf(claims: IDToken): string {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
  const full = `${text('given_name')} ${text('usual_name') || text('family_name')}`.trim();
  return text('name') || full || text('email') || claims.sub;
}

/** One provider. Its discovery document is asked at the first sign-in, and again after a failure. */
export function createOidc(settings: ProviderSettings): Oidc {
  const { emetteur, client, secret, authentification, portees, ressource } = settings;
  let known: Promise<Configuration> | undefined;
  const configuration = async (): Promise<Configuration> => {
    known ??= discovery(
      new URL(emetteur),
      client,
      { id_token_signed_response_alg: settings.algorithme },
      authentification === 'corps' ? ClientSecretPost(secret) : ClientSecretBasic(secret),
      // A provider of this machine, which production refuses (settings.ts).
      { timeout: PATIENCE_S, ...(emetteur.startsWith('http:') ? { execute: [allowInsecureRequests] } : {}) },
    );
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw new ProviderAway(emetteur, { cause: error });
    }
  };
  const resource: Record<string, string> = ressource === undefined ? {} : { resource: ressource };
  return {
    async start({ callback, next, hint }) {
      const config = await configuration();
      const [verifier, state, nonce] = [randomPKCECodeVerifier(), randomState(), randomNonce()];
      const address = buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: portees.join(' '),
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...resource,
        ...(hint === undefined ? {} : { login_hint: hint }),
      });
      return { address, signIn: { provider: settings.id, state, nonce, verifier, next } };
    },
    async finish(address, { state, nonce, verifier }) {
      const answer = await authorizationCodeGrant(
        await configuration(),
        address,
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        resource,
      );
      const claims = answer.claims();
      if (claims === undefined) throw new ProviderAway(`${emetteur} gives no identity token`);
      return { subject: `${emetteur}|${claims.sub}`, name: nameOf(claims), tokens: tokensOf(answer) };
    },
    async renew(tokens) {
      if (tokens.refresh === undefined) throw new ProviderAway(`${emetteur} renews no token`);
      return tokensOf(await refreshTokenGrant(await configuration(), tokens.refresh, resource), tokens);
    },
    async endSession(tokens, back) {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      return buildEndSessionUrl(config, { post_logout_redirect_uri: back, id_token_hint: tokens.id });
    },
  };
}
