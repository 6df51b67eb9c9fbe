/** In whose name the connector asks our API: accounts of an identity provider, each with a secret in a file. */
import { readFile } from 'node:fs/promises';
import * as oidc from 'openid-client';
import { z } from 'zod';
import { createEssClient, type ClientEss } from '../api/client/index.ts';
import { isThisMachine } from '../runtime/this-machine.ts';
import type { Access } from './inbound/context.ts';

const account = z.strictObject({ client: z.string().min(1), fichierDuSecret: z.string().min(1) });

const accounts = z.strictObject({
  emetteur: z.url(),
  /** What the token is for (RFC 8707), where the provider asks. */
  ressource: z.string().exactOptional(),
  /** The account that brings what the platform stamped (DEC-29). */
  connecteur: account,
  /** By region: the account that carries what its agents decided there. */
  ars: z.record(z.string(), account).default({}),
});

export type Accounts = z.output<typeof accounts>;

/** @throws Error that names the setting and what is wrong with its file */
export async function readAccounts(file: string): Promise<Accounts> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`ESS_DEMARCHES_COMPTES: the file ${file} cannot be read (${error.code ?? 'error'}).`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`ESS_DEMARCHES_COMPTES: the file ${file} is not JSON.`);
  }
  const read = accounts.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`ESS_DEMARCHES_COMPTES: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'unreadable'}`);
}

/** Asked again this long before its end. */
const MARGIN_MS = 60_000;
const PATIENCE_MS = 45_000;

/** A token of that account, kept while it is good; its secret is read at each new one (RFC 6749, §4.4). */
function tokensOf(
  { emetteur, ressource }: Accounts,
  { client, fichierDuSecret }: z.output<typeof account>,
): () => Promise<string> {
  let known: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (known !== undefined && known.until > Date.now()) return known.token;
    const secret = (await readFile(fichierDuSecret, 'utf8')).trim();
    const issuer = new URL(emetteur);
    const insecure = issuer.protocol === 'http:' && isThisMachine(issuer.hostname);
    const config = await oidc.discovery(issuer, client, undefined, oidc.ClientSecretBasic(secret), {
      ...(insecure ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
    const granted = await oidc.clientCredentialsGrant(config, ressource === undefined ? {} : { resource: ressource });
    known = { token: granted.access_token, until: Date.now() + (granted.expiresIn() ?? 0) * 1000 - MARGIN_MS };
    return granted.access_token;
  };
}

/** Clients of our API at `api`, one for each account. */
export function openAccess(api: string, given: Accounts): Access {
  const clientOf = (one: z.output<typeof account>): ClientEss =>
    createEssClient({
      baseUrl: api,
      jeton: tokensOf(given, one),
      fetch: (request) => fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) }),
    });
  const regions = new Map(Object.entries(given.ars).map(([region, one]) => [region, clientOf(one)]));
  return { porteur: clientOf(given.connecteur), ars: (region) => regions.get(region) };
}
