/** Tokens forged, altered, meant for something else, or carried otherwise. */
import { SignJWT, calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK } from 'jose';
import { AUDIENCE } from '../../../local/identity-provider/directory.ts';
import { allAnswer, type AttackClass } from './attack.ts';
import { siretOf, type Target } from './target.ts';

const base64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const claimsOf = ({ issuer }: Target) => {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, aud: AUDIENCE, sub: 'national', siret: siretOf('national'), iat: now, exp: now + 600 };
};

async function forged(target: Target): Promise<[string, string][]> {
  const claims = claimsOf(target);
  const good = await target.token('national');
  const [head = '', body = '', signature = ''] = good.split('.');
  const publicJwk: JWK = { ...target.secrets.jwk };
  delete publicJwk.d;
  const publicKey = await importJWK({ ...publicJwk, ext: true }, 'ES256', { extractable: true });
  const own = await generateKeyPair('ES256', { extractable: true });
  const ownJwk = await exportJWK(own.publicKey);
  const kid = publicJwk.kid ?? '';
  const hmac = (secret: string | Uint8Array, alg: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .sign(typeof secret === 'string' ? new TextEncoder().encode(secret) : secret);
  const bySelf = (header: object) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header }).sign(own.privateKey);
  const spki = await exportSPKI(publicKey as Parameters<typeof exportSPKI>[0]);
  const evil = 'http://127.0.0.1:9/cles';
  return [
    ...['none', 'None', 'NONE', 'nOnE'].map((alg): [string, string] => [
      alg,
      `${base64({ alg, typ: 'at+jwt' })}.${base64(claims)}.`,
    ]),
    ['HS256, clé publique PEM', await hmac(spki, 'HS256')],
    ['HS512, clé publique JWK', await hmac(JSON.stringify(publicJwk), 'HS512')],
    ['HS256, secret du client', await hmac(target.secrets.secret, 'HS256')],
    ['sa propre clé, ce kid', await bySelf({ kid })],
    ['sa propre clé, jwk', await bySelf({ jwk: ownJwk })],
    ['sa propre clé, jku', await bySelf({ jku: evil, kid: await calculateJwkThumbprint(ownJwk) })],
    ['sa propre clé, x5u', await bySelf({ x5u: evil })],
    ['crit', `${base64({ alg: 'ES256', kid, crit: ['b64'], b64: false })}.${body}.${signature}`],
    ['signature nulle', `${head}.${body}.${base64('\0'.repeat(64))}`],
    ['sans signature', `${head}.${body}.`],
    ['contenu changé', `${head}.${base64({ ...claims, siret: siretOf('exploitant') })}.${signature}`],
    ['autre audience', await target.forge({ ...claims, aud: 'urn:autre' })],
    ['autre émetteur', await target.forge({ ...claims, iss: 'https://autre.exemple.invalid' })],
    ['expiré', await target.forge({ ...claims, exp: claims.iat - 60 })],
    ['pas encore', await target.forge({ ...claims, nbf: claims.iat + 3600 })],
    ['sans échéance', await target.forge({ ...claims, exp: undefined })],
  ];
}

const asked = async (target: Target, tokens: readonly (readonly [string, string])[]) =>
  allAnswer(
    await Promise.all(tokens.map(async ([what, token]) => [what, await target.ask('/api/v1/ess', { token })] as const)),
    [401],
  );

export const TOKENS: AttackClass = {
  name: 'jetons',
  attacks: [
    { title: 'forgés, altérés, d’ailleurs, d’hier', run: async (target) => asked(target, await forged(target)) },
    {
      title: 'un vrai jeton ailleurs que dans son en-tête, ou deux fois',
      async run(target) {
        const token = await target.token('national');
        const forms: [string, string, Record<string, string>][] = [
          ['adresse', `/api/v1/ess?access_token=${token}`, {}],
          ['témoin', '/api/v1/ess', { cookie: `access_token=${token}` }],
          ['Basic', '/api/v1/ess', { authorization: `Basic ${token}` }],
          ['sans mot', '/api/v1/ess', { authorization: token }],
          ['deux', '/api/v1/ess', { authorization: `Bearer ${token}, Bearer ${token}` }],
          ['guillemets', '/api/v1/ess', { authorization: `Bearer "${token}"` }],
          ['autre en-tête', '/api/v1/ess', { 'x-authorization': `Bearer ${token}`, 'x-forwarded-access-token': token }],
        ];
        return allAnswer(
          await Promise.all(
            forms.map(async ([what, path, headers]) => [what, await target.ask(path, { headers })] as const),
          ),
          [400, 401],
        );
      },
    },
    {
      title: 'F16 · un jeton qui n’est pas d’accès, un sujet qui n’est personne, une échéance sans fin',
      async run(target) {
        const claims = claimsOf(target);
        const raw = JSON.stringify(claims);
        return asked(target, [
          ['typ dpop+jwt', await target.forge(claims, { typ: 'dpop+jwt' })],
          ['jeton d’identité', await target.forge({ ...claims, nonce: 'n', at_hash: 'h' }, { typ: 'JWT' })],
          ['sub vide', await target.forge({ ...claims, sub: '' })],
          ['sub nombre', await target.forge({ ...claims, sub: 12 })],
          ['sub objet', await target.forge({ ...claims, sub: { a: 1 } })],
          ['sub avec NUL', await target.forge({ ...claims, sub: 'a\0b' })],
          ['exp 1e999', await target.forge({}, {}, raw.replace(/"exp":\d+/, '"exp":1e999'))],
          ['exp dans cent ans', await target.forge({ ...claims, exp: claims.iat + 3_155_760_000 })],
        ]);
      },
    },
  ],
};
