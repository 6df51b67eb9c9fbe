/** An installation that is attacked: its doors, tokens of its accounts, and tokens that its provider never gave. */
import { randomUUID } from 'node:crypto';
import { CompactSign, importJWK, type JWTHeaderParameters } from 'jose';
import type { Client } from '@temporalio/client';
import { COMMANDS } from '../../../api/commands/chapters/all.ts';
import { AUDIENCE, ACCOUNTS } from '../../../local/identity-provider/directory.ts';
import type { Secrets } from '../../../local/identity-provider/provider.ts';
import { isThisMachine } from '../../../runtime/this-machine.ts';

/** More than all the attacks make together, so that a fault of theirs ends by itself. */
const MOST_REQUESTS = 6000;

export interface Doors {
  /** Root of the API. */
  readonly api: string;
  readonly issuer: string;
  readonly secrets: Secrets;
  readonly token: (account: string) => Promise<string>;
  /** The engine's own door, where it is within reach. */
  readonly engine?: { readonly client: Client; readonly namespace: string };
  /** Page of the local mailbox, where there is one. */
  readonly mailPage?: string;
  /** The engine's Web UI, where it was started here. */
  readonly engineUi?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
  readonly ms: number;
}

export interface Ask {
  readonly method?: string;
  readonly as?: string;
  /** Instead of an account's. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  readonly ms?: number;
}

export type Target = Awaited<ReturnType<typeof openTarget>>;

/** Refuses whatever is not this machine: these are attacks. */
export function openTarget(doors: Doors) {
  for (const door of [doors.api, doors.issuer, doors.mailPage ?? doors.api, doors.engineUi ?? doors.api])
    if (!isThisMachine(new URL(door).hostname))
      throw new Error(`${door} is not this machine: nothing else is ever attacked.`);
  let asked = 0;

  async function ask(path: string, { method, as, token, headers, body, ms = 60_000 }: Ask = {}): Promise<Answer> {
    if ((asked += 1) > MOST_REQUESTS) throw new Error(`${MOST_REQUESTS} requests have been made: no more.`);
    const bearer = token ?? (as === undefined ? undefined : await doors.token(as));
    const json = typeof body === 'object' && body !== null && (Array.isArray(body) || body.constructor === Object);
    const started = performance.now();
    const answer = await fetch(new URL(path, doors.api), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as NonNullable<RequestInit['body']>) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(ms),
    });
    const text = await answer.text();
    const parsed = /json/.test(answer.headers.get('content-type') ?? '') ? (JSON.parse(text) as unknown) : undefined;
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: (parsed ?? {}) as Record<string, unknown>,
      ms: performance.now() - started,
    };
  }

  const act = (ess: string, command: string, as: string, data: object = {}, more: Partial<Ask> = {}) =>
    ask(`/api/v1/ess/${ess}/commandes/${command}`, { ...more, as, body: { le: today(), ...data } });

  return {
    ...doors,
    ask,
    act,
    requests: () => asked,
    /** A token of the provider's key with these claims, whatever they are. `payload` instead: bytes that no JSON would be. */
    forge: async (claims: object, header: Partial<JWTHeaderParameters> = {}, payload?: string): Promise<string> => {
      const at = Math.floor(Date.now() / 1000);
      const base = { iss: doors.issuer, aud: AUDIENCE, sub: 'attaque', iat: at, exp: at + 600, jti: randomUUID() };
      const { jwk } = doors.secrets;
      const protectedHeader = { alg: 'ES256', typ: 'at+jwt', kid: jwk.kid ?? '', ...header };
      return new CompactSign(new TextEncoder().encode(payload ?? JSON.stringify({ ...base, ...claims })))
        .setProtectedHeader(protectedHeader)
        .sign(await importJWK(jwk, 'ES256'));
    },
    /** A case of this porteur. Each has a specialty or a seat of its own where that matters: `changes`. */
    openCase: async (changes: object = {}, as = 'porteur-01'): Promise<string> => {
      const body = { ...COMMANDS['deposer-lettre-intention'].exemple, le: today(), ...changes };
      const { status, body: said, text } = await ask('/api/v1/ess', { as, body });
      if (status !== 201 && status !== 200) throw new Error(`no case could be opened: ${status} ${text.slice(0, 300)}`);
      return String(said['ess']);
    },
    /** Whether the case takes an act of its ARS within this time. */
    alive: (ess: string, ms = 20_000): Promise<boolean> =>
      act(ess, 'consigner-echange', 'ars-nouvelle-aquitaine', {}, { ms }).then(
        ({ status }) => status === 200,
        () => false,
      ),
  };
}

/** The day it is, where the ARS of these cases is. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());

export const siretOf = (account: string): string => ACCOUNTS.find(({ id }) => id === account)?.siret ?? '';
