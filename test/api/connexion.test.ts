/** A person signs in at the local provider, as a program with a browser would have them do: authorization code, PKCE. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { AUDIENCE } from '../../local/identity-provider/directory.ts';
import { newSecrets, startLocalProvider } from '../../local/identity-provider/provider.ts';
import { signInCode } from '../../local/identity-provider/sign-in.ts';
import { fournisseur } from '../setup/identites.ts';
import { ouvrirPrise } from '../setup/prise.ts';
import { api } from './support.ts';

const RETOUR = 'http://127.0.0.1:4567/retour';

/** What came back to the program, and the pages that the provider showed on the way. */
interface Connexion {
  readonly retour: URL;
  readonly pages: readonly string[];
}

/** Follows redirections as a browser does, with its cookies, until one leaves the provider; answers each form with these fields. */
async function seConnecter(depart: string, champs: Readonly<Record<string, string>>): Promise<Connexion> {
  const cookies = new Map<string, string>();
  const pages: string[] = [];
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
      if (next.href.startsWith(RETOUR)) return { retour: next, pages };
      request = { url: next.href };
      continue;
    }
    const page = await answer.text();
    pages.push(page);
    if (answer.status !== 200 || !page.includes('<form method="post">'))
      throw new Error(`unexpected page (${answer.status}): ${page}`);
    request = { url: request.url, body: new URLSearchParams(champs) };
  }
  throw new Error('the provider never sent the browser back');
}

/** The address that a program opens in the browser, and what it keeps to itself meanwhile. */
async function demander(): Promise<{ issuer: string; code: string; depart: string; verifier: string }> {
  const { issuer, code } = await fournisseur();
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
  return { issuer, code, depart: `${issuer}/auth?${params.toString()}`, verifier };
}

test('un agent se connecte par son navigateur, et l’API le reconnaît', async () => {
  const { issuer, code: secret, depart, verifier } = await demander();
  const { retour, pages } = await seConnecter(depart, { compte: 'ars-bretagne', code: secret });
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain('<option>ars-bretagne</option>');
  const code = {
    grant_type: 'authorization_code',
    client_id: 'navigateur',
    code: retour.searchParams.get('code') ?? '',
    redirect_uri: RETOUR,
    code_verifier: verifier,
    resource: AUDIENCE,
  };
  const echanger = () => fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(code) });
  const { access_token: token = '' } = (await (await echanger()).json()) as { access_token?: string };
  const { request } = await api();
  const moi = await request('/api/v1/moi', { headers: { comme: '', authorization: `Bearer ${token}` } });
  expect(moi.body).toMatchObject({ role: 'ars', sujet: `${issuer}|ars-bretagne`, regions: ['bretagne'] });
  expect((await echanger()).status).toBe(400); // a code serves once
});

test('qui renonce est renvoyé au programme, sans code', async () => {
  const { depart } = await demander();
  const { retour } = await seConnecter(depart, { compte: 'ars-bretagne', annuler: 'oui' });
  expect(retour.searchParams.get('error')).toBe('access_denied');
  expect(retour.searchParams.get('code')).toBeNull();
});

test.each([
  ['un compte inconnu', 'ars-gaule', (code: string) => ({ code })],
  ['sans code', 'ars-bretagne', () => ({})],
  ['le code d’ailleurs', 'ars-bretagne', () => ({ code: signInCode('un autre secret') })],
  ['le code entouré', 'ars-bretagne', (code: string) => ({ code: `${code}x` })],
])('%s n’ouvre rien : la page est montrée de nouveau', async (_quoi, compte, avec) => {
  const { depart, code } = await demander();
  await expect(seConnecter(depart, { compte, ...avec(code) })).rejects.toThrow('unexpected page (403)');
});

test('le code est celui du secret, que lit son seul propriétaire : le même d’un démarrage à l’autre', async () => {
  const secrets = await newSecrets();
  const codes = await Promise.all(
    [secrets, secrets, await newSecrets()].map(async (un) => {
      const lance = await startLocalProvider({ secrets: un });
      await lance.close();
      return lance.code;
    }),
  );
  expect(codes[0]).toMatch(/^[a-z1-9]{8}$/);
  expect(codes[0]).toBe(codes[1]);
  expect(codes[0]).not.toBe(codes[2]);
});

test('le fournisseur ne répond qu’aux noms de cette machine', async () => {
  const { port } = new URL((await fournisseur()).issuer);
  const demande = async (host: string) => {
    const prise = await ouvrirPrise(Number(port));
    prise.write(`GET /.well-known/openid-configuration HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    return Number(/^HTTP\/1\.1 (\d+)/.exec(await prise.ended)?.[1]);
  };
  expect(await demande(`127.0.0.1:${port}`)).toBe(200);
  expect(await demande(`localhost:${port}`)).toBe(200);
  for (const host of [
    `mechant.exemple:${port}`,
    'mechant.exemple',
    `127.0.0.1.mechant.exemple:${port}`,
    'a b',
    '@',
    '',
  ])
    expect([400, 421], host).toContain(await demande(host));
});

test('la page d’un autre navigateur, ou expirée, le dit', async () => {
  const { issuer } = await fournisseur();
  const answer = await fetch(`${issuer}/connexion/inconnue`);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('a expiré');
});

test('le fournisseur démarre sans un avertissement de sa bibliothèque', async () => {
  const dit: unknown[] = [];
  const avant = [console.warn, console.info];
  console.warn = console.info = (...mots: unknown[]) => void dit.push(mots);
  try {
    await (await startLocalProvider()).close();
  } finally {
    [console.warn, console.info] = avant as [typeof console.warn, typeof console.info];
  }
  expect(dit).toEqual([]);
});
