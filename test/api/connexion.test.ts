/** A person signs in at the local provider, as a program with a browser would have them do: authorization code, PKCE. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { AUDIENCE } from '../../local/identity-provider/directory.ts';
import { fournisseur } from '../setup/identites.ts';
import { api } from './support.ts';

const RETOUR = 'http://127.0.0.1:4567/retour';

/** Follows redirections as a browser does, with its cookies, until one leaves the provider; answers forms on the way. */
async function seConnecter(depart: string, compte: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let request: { url: string; body?: URLSearchParams } = { url: depart };
  for (let step = 0; step < 12; step += 1) {
    const answer = await fetch(request.url, {
      redirect: 'manual',
      method: request.body === undefined ? 'GET' : 'POST',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location !== null) {
      const next = new URL(location, request.url);
      if (next.href.startsWith(RETOUR)) return next;
      request = { url: next.href };
      continue;
    }
    const page = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (prompt === undefined || action === undefined) throw new Error(`unexpected page (${answer.status}): ${page}`);
    request = {
      url: new URL(action, request.url).href,
      body: new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: compte, password: 'x' } : {}) }),
    };
  }
  throw new Error('the provider never sent the browser back');
}

test('un agent se connecte par son navigateur, et l’API le reconnaît', async () => {
  const { issuer } = await fournisseur();
  const verifier = randomBytes(32).toString('base64url');
  const params = new URLSearchParams({
    client_id: 'navigateur',
    response_type: 'code',
    redirect_uri: RETOUR,
    scope: 'openid',
    resource: AUDIENCE,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const retour = await seConnecter(`${issuer}/auth?${params.toString()}`, 'ars-bretagne');
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'navigateur',
      code: retour.searchParams.get('code') ?? '',
      redirect_uri: RETOUR,
      code_verifier: verifier,
      resource: AUDIENCE,
    }),
  });
  const { access_token: token = '' } = (await answer.json()) as { access_token?: string };
  const { request } = await api();
  const moi = await request('/api/v1/moi', { headers: { comme: '', authorization: `Bearer ${token}` } });
  expect(moi.body).toMatchObject({ role: 'ars', sujet: `${issuer}|ars-bretagne`, regions: ['bretagne'] });
});
