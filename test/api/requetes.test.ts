/** The number of a request, what is logged of it, and what browsers are told. */
import { describe, expect, test } from 'vitest';
import { readOrigins } from '../../runtime/http/headers.ts';
import { api, CASE } from './support.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('le numéro d’une requête', () => {
  test.each([
    ['donné par X-Request-Id', { 'x-request-id': 'demande-0001' }, 'demande-0001'],
    ['celui de la trace', { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }, TRACE],
  ])('%s : dans la réponse, dans le problème et au journal', async (_quoi, headers: Record<string, string>, numero) => {
    const { request, world } = await api();
    const answer = await request('/api/v1/rien', { headers });
    expect(answer.headers.get('x-request-id')).toBe(numero);
    expect(answer.body['requete']).toBe(numero);
    expect(world.logged.at(-1)).toMatchObject({ requete: numero, statut: 404, probleme: 'introuvable' });
  });

  test.each([
    [{ 'x-request-id': 'court' }],
    [{ 'x-request-id': 'a'.repeat(65) }],
    [{ 'x-request-id': 'nom@exemple.invalid' }],
    [{ traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    [{ traceparent: 'n’importe quoi'.normalize('NFD').replace(/[^a-z ]/g, '') }],
    [{}],
  ])('mal formé, il est remplacé : %j', async (headers: Record<string, string>) => {
    const { request } = await api();
    const numero = (await request('/sante/vie', { headers })).headers.get('x-request-id');
    expect(numero).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('le journal d’accès ne retient ni paramètre, ni jeton, ni secret d’adresse', async () => {
  const { request, world } = await api();
  await request(`/api/v1/ess/${CASE}?nom=Medecin01`);
  await request('/api/v1/calendriers/un-secret-dans-une-adresse.ics');
  await request('/Medecin01/Prenom01');
  const text = JSON.stringify(world.logged);
  expect(text).not.toMatch(/Medecin|Prenom|secret|Bearer|eyJ/);
  expect(world.logged.map(({ chemin }) => chemin)).toEqual([`/api/v1/ess/${CASE}`, '/api/v1/calendriers/*', '/*/*']);
});

describe('un navigateur', () => {
  test('apprend que rien ne se garde, ne s’enchâsse ni ne se devine', async () => {
    const { request } = await api();
    for (const path of ['/problemes', '/api/v1/ess', '/rien']) {
      const { headers } = await request(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';style-src 'unsafe-inline';frame-ancestors 'none'",
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: { comme: '', origin, 'access-control-request-method': 'POST' },
  });

  test('n’appelle d’un autre site que si un réglage nomme ce site', async () => {
    const sans = await api();
    const refus = await sans.request('/api/v1/ess', preflight('https://console.exemple.fr'));
    expect([refus.status, refus.headers.get('access-control-allow-origin')]).toEqual([401, null]);
    const { request } = await api({ origins: ['https://console.exemple.fr'] });
    const admis = await request('/api/v1/ess', preflight('https://console.exemple.fr'));
    expect(admis.status).toBe(204);
    expect(admis.headers.get('access-control-allow-origin')).toBe('https://console.exemple.fr');
    expect(admis.headers.get('access-control-allow-credentials')).toBeNull();
    const autre = await request('/api/v1/ess', preflight('https://autre.exemple.fr'));
    expect(autre.headers.get('access-control-allow-origin')).toBeNull();
    const lecture = await request('/api/v1/regles', { headers: { origin: 'https://autre.exemple.fr' } });
    expect(lecture.headers.get('access-control-allow-origin')).toBeNull();
    expect(lecture.headers.get('vary')).toMatch(/Origin/i);
  });

  test('« * », « null » et un chemin ne sont pas des origines ; en production, il faut TLS', () => {
    expect(readOrigins({ ESS_ORIGINES: 'https://a.exemple.fr, https://b.exemple.fr' })).toHaveLength(2);
    for (const ESS_ORIGINES of ['*', 'null', 'https://a.exemple.fr/'])
      expect(() => readOrigins({ ESS_ORIGINES })).toThrow(/is not an origin/);
    expect(() => readOrigins({ ESS_ORIGINES: 'http://a.exemple.fr', NODE_ENV: 'production' })).toThrow(/https/);
  });
});
