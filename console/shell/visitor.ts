/** Who makes a request: from the cookie to somebody the API knows, their tokens renewed when they are about to end. */
import type { Request } from 'express';
import { ResponseBodyError } from 'openid-client';
import { requestIdIn } from '../../runtime/http/request-id.ts';
import { ApiProblem, answerOf, clientFor, type ClientEss } from './api.ts';
import type { Me } from './page.ts';
import { ProviderAway } from './oidc.ts';
import type { Session } from './sessions.ts';
import type { Shell } from './shell.ts';

export type Visitor =
  | {
      readonly state: 'in';
      readonly cookie: string;
      readonly session: Session;
      readonly me: Me;
      readonly api: ClientEss;
    }
  /** The session is over; whose it was is known. */
  | { readonly state: 'over'; readonly session: Session }
  | { readonly state: 'out' }
  /** Signed in at the provider, and without a role here. */
  | { readonly state: 'refused'; readonly session: Session; readonly sentence: string };

/** A token is renewed this long before its end: the request that it goes with takes its time. */
const MARGIN_MS = 30_000;
const isFresh = ({ tokens }: Session): boolean => tokens.until - Date.now() > MARGIN_MS;

/** The session with tokens that stand; nothing when the provider no longer gives any. */
async function withFreshTokens(shell: Shell, cookie: string, session: Session): Promise<Session | undefined> {
  if (isFresh(session)) return session;
  const { oidc } = shell.providers.get(session.provider) ?? {};
  try {
    // Under the lock of the row: two pages at once must not use the same refresh token.
    return await shell.sessions.change(cookie, async (now) =>
      isFresh(now) || oidc === undefined ? now : { ...now, tokens: await oidc.renew(now.tokens) },
    );
  } catch (error) {
    const standing = session.tokens.until > Date.now();
    // The provider said no, or gives no refresh token: the person signs in again when this one ends.
    if (error instanceof ResponseBodyError || (error instanceof ProviderAway && session.tokens.refresh === undefined))
      return standing ? session : undefined;
    if (standing) return session;
    throw new ProviderAway('the provider does not renew the token', { cause: error });
  }
}

export async function visitorOf(shell: Shell, request: Request): Promise<Visitor> {
  const cookie = shell.cookies.read(request, 'session');
  if (cookie === undefined) return { state: 'out' };
  const found = await shell.sessions.find(cookie);
  if (found.state === 'none') return { state: 'out' };
  if (found.state === 'over') return found;
  const session = await withFreshTokens(shell, cookie, found.session);
  if (session === undefined) {
    await shell.sessions.expire(cookie);
    return { state: 'over', session: found.session };
  }
  return known(shell, request, cookie, session);
}

async function known(shell: Shell, request: Request, cookie: string, session: Session): Promise<Visitor> {
  const { delegation, role } = session;
  const api = clientFor({
    api: shell.settings.api,
    token: session.tokens.access,
    requestId: request.res === undefined ? '' : requestIdIn(request.res),
    ...(delegation === undefined ? {} : { delegation }),
    ...(role === undefined ? {} : { role }),
  });
  try {
    const me = await answerOf(api.GET('/api/v1/moi'));
    return { state: 'in', cookie, session, me, api };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 401) {
      await shell.sessions.expire(cookie);
      return { state: 'over', session };
    }
    // A delegation that has ended, a role that was taken away: one acts again in one's own name.
    if (error.type === 'delegation-refusee' || (error.type === 'sans-role' && role !== undefined)) {
      const { delegation: _delegation, role: _role, ...own } = session;
      await shell.sessions.change(cookie, () => Promise.resolve(own));
      return known(shell, request, cookie, own);
    }
    if (error.type === 'sans-role') return { state: 'refused', session, sentence: error.message };
    throw error;
  }
}
