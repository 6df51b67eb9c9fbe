/**
 * An OpenID Connect provider on loopback, for development, demonstrations and tests: real tokens, accounts of nobody.
 * Refuses to run in production.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import type { IdentitySettings } from '../../identity/settings.ts';
import { ACCOUNTS, AUDIENCE, settingsFor, type Account } from './directory.ts';
import { isProduction } from '../../runtime/environment.ts';
import { callsThisMachine } from '../../runtime/this-machine.ts';
import { inMemory } from './memory.ts';
import { signIn, signInCode, signInSettings } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { requestToken } from './token.ts';

const HOST = '127.0.0.1';
const TOKEN_SECONDS = 3600;
/** A working day. */
const SESSION_SECONDS = 12 * 3600;

/** The client of the console. */
export const CONSOLE = 'console';

/** What a provider keeps between two starts: its key, and the secret that its clients share. */
export interface Secrets {
  readonly jwk: JWK;
  readonly secret: string;
}

export interface LocalProvider {
  readonly issuer: string;
  readonly settings: IdentitySettings;
  /** What its sign-in page asks, whatever the account: had from its secret alone. */
  readonly code: string;
  /** Of the clients that have one: the console's. */
  readonly clientSecret: string;
  /** A token of this account (client credentials); the same one until it is about to expire. */
  token(account: string): Promise<string>;
  close(): Promise<void>;
}

export async function newSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    jwk: { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomBytes(6).toString('hex') },
    secret: randomBytes(24).toString('base64url'),
  };
}

const configuration = ({ jwk, secret }: Secrets, byId: ReadonlyMap<string, Account>): Configuration => ({
  adapter: inMemory(),
  ...signInSettings,
  clients: [
    ...[...byId.keys()].map((id) => ({
      client_id: id,
      client_secret: secret,
      grant_types: ['client_credentials' as const],
      response_types: [],
      redirect_uris: [],
    })),
    // Programs with a browser: authorization code and PKCE, back to any port of this machine.
    {
      client_id: 'navigateur',
      application_type: 'native' as const,
      token_endpoint_auth_method: 'none' as const,
      grant_types: ['authorization_code' as const],
      response_types: ['code' as const],
      redirect_uris: [`http://${HOST}/retour`],
    },
    // The Temporal Web UI, whose server keeps the secret.
    {
      client_id: 'temporal-ui',
      client_secret: secret,
      application_type: 'native' as const,
      grant_types: ['authorization_code' as const],
      response_types: ['code' as const],
      redirect_uris: [`http://${HOST}/auth/sso/callback`],
    },
    // The console: its server keeps the secret and the tokens, renews them, and signs out here too.
    {
      client_id: CONSOLE,
      client_secret: secret,
      application_type: 'native' as const,
      grant_types: ['authorization_code' as const, 'refresh_token' as const],
      response_types: ['code' as const],
      redirect_uris: [`http://${HOST}/connexion/retour`],
      post_logout_redirect_uris: [`http://${HOST}/`],
    },
  ],
  // Without a page of consent: whoever may renew a token is given what renews it.
  issueRefreshToken: (_context, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
  jwks: { keys: [jwk] },
  cookies: { keys: [randomBytes(24).toString('base64url')] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  features: {
    // Its pages of trial accept any name: ours are in sign-in.ts.
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true, ...signOut },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid',
        audience: AUDIENCE,
        accessTokenTTL: TOKEN_SECONDS,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  findAccount: (_context, id) =>
    byId.has(id) ? { accountId: id, claims: () => ({ sub: id, siret: byId.get(id)?.siret }) } : undefined,
  extraTokenClaims: (_context, token) => {
    const id = 'accountId' in token ? token.accountId : token.clientId;
    const account = id === undefined ? undefined : byId.get(id);
    return account === undefined ? {} : { siret: account.siret };
  },
  ttl: {
    ClientCredentials: TOKEN_SECONDS,
    AccessToken: TOKEN_SECONDS,
    RefreshToken: SESSION_SECONDS,
    IdToken: TOKEN_SECONDS,
    Grant: SESSION_SECONDS,
    Session: SESSION_SECONDS,
    Interaction: 600,
    AuthorizationCode: 60,
  },
});

const hostOf = ({ headers }: IncomingMessage): string | undefined => headers.host?.replace(/:\d+$/, '');

const RENEW_MS = (TOKEN_SECONDS - 60) * 1000;

/** Certificate and key, in PEM, of a provider behind TLS; on loopback, and called by this name. */
export interface Tls {
  readonly name: string;
  readonly cert: string;
  readonly key: string;
}

/** `port`: 0 for a free one. `others`: accounts beside those of the directory, of the same organisations. */
export async function startLocalProvider({
  port = 0,
  secrets,
  tls,
  others = [],
}: {
  readonly port?: number;
  readonly secrets?: Secrets;
  readonly tls?: Tls;
  readonly others?: readonly Account[];
} = {}): Promise<LocalProvider> {
  if (isProduction(process.env))
    throw new Error('The local identity provider is for development and tests: refused when NODE_ENV=production.');
  const kept = secrets ?? (await newSecrets());
  const server = tls === undefined ? createServer() : createTlsServer({ cert: tls.cert, key: tls.key });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOST, resolve));
  const at = (server.address() as AddressInfo).port;
  const issuer = tls === undefined ? `http://${HOST}:${at}` : `https://${tls.name}:${at}`;
  const accounts = new Map([...ACCOUNTS, ...others].map((account) => [account.id, account]));
  const provider = new Provider(issuer, configuration(kept, accounts));
  const answer = provider.callback();
  const code = signInCode(kept.secret);
  server.on('request', (request, response) => {
    if (!callsThisMachine(request.headers.host) && tls?.name !== hostOf(request)) response.writeHead(421).end();
    else if (!signIn({ provider, code }, request, response)) void answer(request, response);
  });
  const tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  return {
    issuer,
    settings: settingsFor(issuer),
    code,
    clientSecret: kept.secret,
    token(account) {
      const known = tokens.get(account);
      if (known !== undefined && known.until > Date.now()) return known.token;
      const token = requestToken(issuer, account, kept.secret);
      tokens.set(account, { token, until: Date.now() + RENEW_MS });
      token.catch(() => tokens.delete(account));
      return token;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
