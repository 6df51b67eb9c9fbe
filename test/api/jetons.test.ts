/** Tokens against a provider of our own, whose keys we hold: what is forged, late or meant for others proves nothing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, SignJWT, exportJWK, exportSPKI, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseIdentitySettings, requireSafe } from '../../identity/settings.ts';
import { createVerifier } from '../../identity/verifier.ts';
import { AUDIENCE } from '../../local/identity-provider/directory.ts';
import { startLocalProvider } from '../../local/identity-provider/provider.ts';
import { api, dossierOf } from './support.ts';

const AILLEURS = 'ess-35-bretagne';
const SIRET_ARS = '00000000000101';
let server: Server;
let issuer: string;
let key: CryptoKey;
let publicKey: CryptoKey;
let otherKey: CryptoKey;
let jwk: JWK;

beforeAll(async () => {
  ({ privateKey: key, publicKey } = await generateKeyPair('RS256', { extractable: true }));
  ({ privateKey: otherKey } = await generateKeyPair('RS256'));
  jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/cles') response.end(JSON.stringify({ keys: [jwk] }));
    else response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/cles` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const settings = () =>
  parseIdentitySettings({
    fournisseurs: [
      {
        emetteur: issuer,
        audience: AUDIENCE,
        attributions: [
          {
            si: { siret: [SIRET_ARS], organizational_unit: ['DOS'] },
            role: 'ars',
            regions: ['nouvelle-aquitaine'],
          },
          { si: { SubjectRole: ['10^SM54'] }, role: 'porteur' },
        ],
      },
    ],
  });

const AGENT = { sub: 'agent', siret: SIRET_ARS, organizational_unit: 'DOS' };

const jeton = (
  claims: Record<string, unknown> = AGENT,
  {
    exp = '5m',
    aud = AUDIENCE,
    iss = issuer,
    signe = key,
  }: { exp?: string; aud?: string; iss?: string; signe?: CryptoKey } = {},
) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt' })
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(signe);

/** Claims as they are written, whatever they are: `1e999` is a number that no serializer writes. */
const brut = (claims: string, header: Record<string, unknown> = {}) =>
  new CompactSign(new TextEncoder().encode(claims))
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt', ...header })
    .sign(key);

const service = async (reglages = settings()) => {
  const app = await api({ verify: createVerifier(reglages) });
  app.world.dossiers.push(dossierOf('ess-33-00000000'), {
    ...dossierOf(AILLEURS),
    resume: { ...dossierOf(AILLEURS).resume, region: 'bretagne', siege: '35' },
  });
  const lire = async (token: string, path = '/ess/ess-33-00000000') =>
    app.request(`/api/v1${path}`, { headers: { comme: '', authorization: `Bearer ${token}` } });
  return { ...app, lire };
};

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('un jeton', () => {
  test('bon : l’agent est reconnu par le SIRET et l’unité que ProConnect transmet, dans sa région', async () => {
    const { lire } = await service();
    const { body, status } = await lire(await jeton(), '/moi');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      role: 'ars',
      sujet: `${issuer}|agent`,
      organisation: SIRET_ARS,
      regions: ['nouvelle-aquitaine'],
    });
    expect((await lire(await jeton())).status).toBe(200);
  });

  test('bon : un médecin est reconnu par le rôle que Pro Santé Connect transmet', async () => {
    const { lire } = await service();
    const { body } = await lire(await jeton({ sub: 'medecin', SubjectRole: ['10^SM54'] }), '/moi');
    expect(body).toMatchObject({ role: 'porteur', organisation: `${issuer}|medecin`, regions: [], caisses: [] });
  });

  test('bon, puis présenté encore : sa signature n’est pas revue, et son échéance l’est', async () => {
    const verify = createVerifier(settings());
    const token = await jeton(AGENT, { exp: '2s' });
    const revue = vi.spyOn(globalThis.crypto.subtle, 'verify');
    try {
      const premiere = await verify(token);
      expect(revue).toHaveBeenCalledTimes(1);
      expect(await verify(token)).toEqual(premiere);
      expect(revue).toHaveBeenCalledTimes(1);
      vi.setSystemTime(Date.now() + 60_000);
      await expect(verify(token)).rejects.toMatchObject({ refusal: 'expire' });
    } finally {
      vi.useRealTimers();
      revue.mockRestore();
    }
  });

  test('dont la clé est retirée : refusé dès que les clés sont relues, déjà présenté ou non', async () => {
    const verify = createVerifier(settings());
    const une = { exp: '30m' };
    const [presente, autre] = [await jeton(AGENT, une), await jeton({ ...AGENT, sub: 'autre-agent' }, une)];
    await verify(presente);
    const ancienne = jwk;
    try {
      jwk = {
        ...(await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey)),
        kid: 'k2',
        alg: 'RS256',
      };
      // Until they are read again, the key is the one that is known.
      await verify(presente);
      await verify(autre);
      // The library reads them again after ten minutes.
      vi.setSystemTime(Date.now() + 11 * 60_000);
      for (const token of [presente, autre])
        await expect(verify(token)).rejects.toMatchObject({ refusal: 'signature' });
    } finally {
      jwk = ancienne;
      vi.useRealTimers();
    }
  });

  const maintenant = () => Math.floor(Date.now() / 1000);
  test.each<[string, number, string, () => Promise<string>]>([
    ['illisible', 401, 'illisible', () => Promise.resolve('pas.un.jeton')],
    ['expiré', 401, 'expire', () => jeton(AGENT, { exp: '-1m' })],
    ['pour un autre service', 401, 'audience', () => jeton(AGENT, { aud: 'urn:autre' })],
    ['d’un autre fournisseur', 401, 'emetteur', () => jeton(AGENT, { iss: 'https://autre.example' })],
    ['signé par une autre clé', 401, 'signature', () => jeton(AGENT, { signe: otherKey })],
    [
      'modifié après sa signature',
      401,
      'signature',
      async () => {
        const [head, , signature] = (await jeton()).split('.');
        const claims = { ...AGENT, sub: 'autre', iss: issuer, aud: AUDIENCE, exp: maintenant() + 300 };
        return `${head}.${encode(claims)}.${signature}`;
      },
    ],
    [
      'sans signature (« alg: none »)',
      401,
      'algorithme',
      () =>
        Promise.resolve(
          `${encode({ alg: 'none' })}.${encode({ ...AGENT, iss: issuer, aud: AUDIENCE, exp: maintenant() + 300 })}.`,
        ),
    ],
    [
      'signé de la clé publique prise pour un secret (HS256)',
      401,
      'algorithme',
      async () =>
        new SignJWT(AGENT)
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer(issuer)
          .setAudience(AUDIENCE)
          .setExpirationTime('5m')
          .sign(new TextEncoder().encode(await exportSPKI(publicKey))),
    ],
    [
      'sans échéance',
      401,
      'incomplet',
      () =>
        new SignJWT(AGENT)
          .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
          .setIssuer(issuer)
          .setAudience(AUDIENCE)
          .sign(key),
    ],
    ['d’une organisation sans rôle', 403, 'sans-role', () => jeton({ ...AGENT, siret: '00000000000999' })],
    [
      'd’une autre unité de la même organisation',
      403,
      'sans-role',
      () => jeton({ ...AGENT, organizational_unit: 'RH' }),
    ],
  ])('%s : refusé par %i, et le motif « %s » est au journal d’accès', async (_quoi, statut, motif, fabriquer) => {
    const { lire, world } = await service();
    const answer = await lire(await fabriquer());
    expect(answer.status).toBe(statut);
    expect(answer.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="ess", error="(invalid_token|insufficient_scope)"$/,
    );
    expect(world.logged.at(-1)).toMatchObject({ jeton: motif, statut });
  });

  const valable = (ajouts: Record<string, unknown> = {}) => ({
    ...AGENT,
    iss: issuer,
    aud: AUDIENCE,
    iat: maintenant(),
    exp: maintenant() + 300,
    ...ajouts,
  });
  const signe = (ajouts: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    brut(JSON.stringify(valable(ajouts)), header);
  const avecDate = (claim: string, texte: string) =>
    brut(JSON.stringify(valable({ [claim]: 'ICI' })).replace('"ICI"', texte));
  const JWT = { typ: 'JWT' };

  test.each<[string, string, RegExp, () => Promise<string>]>([
    ['lié à une clé (« dpop+jwt »)', 'type', /jeton d’accès/, () => signe({}, { typ: 'dpop+jwt' })],
    ['de déconnexion', 'type', /jeton d’accès/, () => signe({}, { typ: 'logout+jwt' })],
    ['d’un type qui n’est pas un texte', 'type', /jeton d’accès/, () => signe({}, { typ: 12 })],
    ['d’identité, sans rien d’un accès', 'type', /jeton d’accès/, () => signe({ azp: 'un-client' }, JWT)],
    ['d’identité, avec « nonce »', 'type', /jeton d’accès/, () => signe({ scope: 'openid', nonce: 'n' }, JWT)],
    ['d’identité, avec « at_hash »', 'type', /jeton d’accès/, () => signe({ scope: 'openid', at_hash: 'h' }, JWT)],
    ['d’identité, dit tel par Keycloak', 'type', /jeton d’accès/, () => signe({ scope: 'openid', typ: 'ID' }, JWT)],
    ['de renouvellement', 'type', /jeton d’accès/, () => signe({ scope: 'openid', typ: 'Refresh' }, JWT)],
    ['d’identité, dit tel par « token_use »', 'type', /jeton d’accès/, () => signe({ token_use: 'id' }, JWT)],
    ['d’identité, sous le type d’un accès', 'type', /jeton d’accès/, () => signe({ at_hash: 'h' })],
    ['de sujet vide', 'sujet', /« sub »/, () => signe({ sub: '' })],
    ['de sujet numérique', 'sujet', /« sub »/, () => signe({ sub: 12 })],
    ['de sujet composé', 'sujet', /« sub »/, () => signe({ sub: { a: 1 } })],
    ['dont le sujet tient un retour à la ligne', 'sujet', /« sub »/, () => signe({ sub: 'a\nb' })],
    ['dont le sujet tient un caractère nul', 'sujet', /« sub »/, () => signe({ sub: 'a\u0000b' })],
    ['dont le sujet tient un demi-caractère', 'sujet', /« sub »/, () => signe({ sub: 'a\ud800' })],
    ['dont le sujet se lit à l’envers', 'sujet', /« sub »/, () => signe({ sub: 'a\u202eb' })],
    ['de sujet trop long', 'sujet', /« sub »/, () => signe({ sub: 'a'.repeat(256) })],
    [
      'd’organisation vide',
      'organisation',
      /organisation/,
      () => signe({ sub: 'm', siret: '', SubjectRole: ['10^SM54'] }),
    ],
    [
      'dont l’organisation tient un caractère nul',
      'organisation',
      /organisation/,
      () => signe({ sub: 'm', siret: 'a\u0000', SubjectRole: ['10^SM54'] }),
    ],
    ['d’échéance sans fin', 'dates', /« exp »/, () => avecDate('exp', '1e999')],
    ['d’échéance écrite', 'dates', /« exp »/, () => avecDate('exp', '"demain"')],
    ['dont le début est une liste', 'dates', /« exp »/, () => avecDate('nbf', '[1]')],
    ['dont le début est sans fin', 'dates', /« exp »/, () => avecDate('nbf', '-1e999')],
    ['dont l’émission est sans fin', 'dates', /« exp »/, () => avecDate('iat', '1e999')],
    ['qui vaut un an', 'trop-long', /trop longtemps/, () => signe({ exp: maintenant() + 365 * 86_400 })],
    ['qui vaut un an, sans dire depuis quand', 'trop-long', /longtemps/, () => signe({ iat: undefined, exp: 9e9 })],
    ['dit émis plus tard pour durer plus', 'trop-long', /longtemps/, () => signe({ iat: 9e9, exp: 9e9 + 300 })],
  ])('%s : refusé, motif « %s »', async (_quoi, motif, phrase, fabriquer) => {
    const { lire, world } = await service();
    const answer = await lire(await fabriquer());
    expect([answer.status, answer.body['type']]).toEqual([401, '/problemes/jeton-refuse']);
    expect(answer.body['detail']).toMatch(phrase);
    expect(world.logged.at(-1)).toMatchObject({ jeton: motif });
  });

  test.each<[string, () => Promise<string>]>([
    ['RFC 9068, en toutes lettres', () => signe({}, { typ: 'application/at+jwt' })],
    ['RFC 9068, en capitales', () => signe({}, { typ: 'AT+JWT' })],
    ['Keycloak d’avant 25 : « JWT », avec « nonce »', () => signe({ typ: 'Bearer', scope: '', nonce: 'n' }, JWT)],
    ['Keycloak d’après 25', () => signe({ typ: 'Bearer', azp: 'un-client' }, JWT)],
    ['d’un client à secret', () => signe({ client_id: 'collecte' }, JWT)],
    ['sans type, avec « scp »', () => signe({ scp: 'ess' }, { typ: undefined })],
    ['dont le sujet a 255 caractères', () => signe({ sub: 'é'.repeat(255) })],
    ['de vingt-quatre heures', () => signe({ exp: maintenant() + 86_400 })],
  ])('d’accès, tel que les fournisseurs l’écrivent, est admis : %s', async (_quoi, fabriquer) => {
    const { lire } = await service();
    expect((await lire(await fabriquer())).status).toBe(200);
  });

  test('un fournisseur peut n’admettre que « at+jwt », et une durée plus courte', async () => {
    const [connu] = settings().fournisseurs;
    if (connu === undefined) throw new Error('no provider');
    const strict = await service({ fournisseurs: [{ ...connu, types: ['at+jwt'], dureeMaximaleHeures: 1 }] });
    expect((await strict.lire(await signe())).status).toBe(200);
    expect((await strict.lire(await signe({ scope: 'openid' }, JWT))).status).toBe(401);
    expect((await strict.lire(await signe({ exp: maintenant() + 7200 }))).status).toBe(401);
  });

  test('d’une autre région : le dossier n’existe pas', async () => {
    const { lire } = await service();
    const ailleurs = await lire(await jeton(), `/ess/${AILLEURS}`);
    const inconnu = await lire(await jeton(), '/ess/ess-35-00000009');
    expect(ailleurs.status).toBe(404);
    const own = { instance: '', requete: '' };
    expect({ ...ailleurs.body, ...own }).toEqual({ ...inconnu.body, ...own });
  });

  test('quand les clés du fournisseur ne peuvent pas être lues : 503, à renvoyer', async () => {
    const { fournisseurs } = settings();
    const [connu] = fournisseurs;
    if (connu === undefined) throw new Error('no provider');
    const absent = { fournisseurs: [{ ...connu, emetteur: 'http://127.0.0.1:9' }] };
    const { request } = await api({ verify: createVerifier(absent) });
    const token = await jeton(AGENT, { iss: 'http://127.0.0.1:9' });
    const answer = await request('/api/v1/moi', { headers: { comme: '', authorization: `Bearer ${token}` } });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
  });
});

describe('en production', () => {
  test('un fournisseur sans TLS, ou de cette machine, est refusé au démarrage', () => {
    expect(() => requireSafe(settings())).toThrow(/refused when NODE_ENV=production/);
  });

  test('le fournisseur local refuse de démarrer', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(startLocalProvider()).rejects.toThrow(/refused when NODE_ENV=production/);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  test.each([
    [{ fournisseurs: [] }, 'fournisseurs'],
    [{ fournisseurs: [{ emetteur: 'x', audience: 'a', attributions: [] }] }, 'fournisseurs.0.emetteur'],
    [
      {
        fournisseurs: [
          {
            emetteur: 'https://a.example',
            audience: 'a',
            algorithmes: ['HS256'],
            attributions: [{ si: { a: ['b'] }, role: 'porteur' }],
          },
        ],
      },
      'fournisseurs.0.algorithmes.0',
    ],
    [
      {
        fournisseurs: [
          {
            emetteur: 'https://a.example',
            audience: 'a',
            attributions: [{ si: { a: ['b'] }, role: 'ars', regions: ['gaule'] }],
          },
        ],
      },
      'fournisseurs.0.attributions.0.regions.0',
    ],
    [
      { fournisseurs: [{ emetteur: 'https://a.example', audience: 'a', attributions: [{ si: {}, role: 'porteur' }] }] },
      'fournisseurs.0.attributions.0.si',
    ],
    [
      {
        fournisseurs: [
          {
            emetteur: 'https://a.example',
            audience: 'a',
            attributions: [{ si: { a: ['b'] }, role: 'national', connecteur: true }],
          },
        ],
      },
      'fournisseurs.0.attributions.0',
    ],
  ])('un réglage faux nomme sa place : %#', (contenu, place) => {
    expect(() => parseIdentitySettings(contenu)).toThrow(`ESS_IDENTITES: ${place}:`);
  });
});
