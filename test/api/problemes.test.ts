import { expect, test } from 'vitest';
import { CaseRefusal, EngineUnavailable, FinishedCase, RecordsUnavailable, UnknownCase } from '../../api/ports.ts';
import { PROBLEMS } from '../../runtime/http/problems.ts';
import { Refus, type NatureRefus } from '../../domain/refus.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { api, BARE, dossierOf } from './support.ts';

const CASE = '/ess/ess-33-00000000';
const renounce = { le: '2026-02-01' };

test.each<[NatureRefus, number, string]>([
  ['donnees', 422, 'donnees-refusees'],
  ['regle', 422, 'regle-non-respectee'],
  ['etat', 409, 'etat-incompatible'],
  ['role', 403, 'role-interdit'],
])('un refus de nature « %s » répond %i, avec sa règle et sa phrase', async (nature, status, slug) => {
  const refusal = new CaseRefusal({ nature, regle: 'LI-08', phrase: 'Le refus doit être motivé.' });
  const { post } = await api({ cases: { send: () => Promise.reject(refusal) } });
  const answer = await post(`${CASE}/commandes/renoncer`, renounce);
  expect(answer.type).toMatch(/^application\/problem\+json/);
  expect(answer.body).toEqual({
    requete: answer.headers.get('x-request-id'),
    type: `/problemes/${slug}`,
    title: PROBLEMS[slug as keyof typeof PROBLEMS].title,
    status,
    detail: 'Le refus doit être motivé.',
    instance: `/api/v1${CASE}/commandes/renoncer`,
    regle: 'LI-08',
  });
  expect(answer.status).toBe(status);
});

test('un dépôt que la loi refuse n’ouvre aucun dossier et ne laisse aucune fiche', async () => {
  const law = { decider: () => new Refus('GEN-02', 'La médecine générale est exclue.') };
  const { post, world } = await api({ law });
  const answer = await post('/ess', { ...BARE, intitule: 'x' });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ regle: 'GEN-02', detail: 'La médecine générale est exclue.' });
  expect(world.sent).toEqual([]);
  expect(world.fiches.size).toBe(0);
});

test.each([
  ['le moteur', { cases: { send: () => Promise.reject(new EngineUnavailable('x')) } }],
  ['la base', { records: { recordAct: () => Promise.reject(new RecordsUnavailable('x')) } }],
])('%s absent : 503, Retry-After, et la clé pour renvoyer la demande', async (_what, overrides) => {
  const { post } = await api(overrides);
  const answer = await post(`${CASE}/commandes/renoncer`, { ...renounce, commentaire: 'x' });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('10');
  expect(answer.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.body).toMatchObject({ type: '/problemes/service-indisponible' });
});

test('une erreur imprévue ne dit rien de l’intérieur', async () => {
  const { post } = await api({ cases: { send: () => Promise.reject(new Error('secret at line 3')) } });
  const answer = await post(`${CASE}/commandes/renoncer`, renounce);
  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/secret|at |\.ts/);
});

test.each([
  ['que le moteur a oubliée', new UnknownCase('x')],
  ['que le moteur dit finie', new FinishedCase('x')],
])('une ESS %s : 409 si elle est archivée (DEC-35) ; sinon 503, et l’exploitant est nommé', async (_what, error) => {
  const { post, world } = await api({ cases: { send: () => Promise.reject(error) } });
  const open = await post(`${CASE}/commandes/renoncer`, renounce);
  expect(open.status).toBe(503);
  expect(open.body['detail']).toMatch(/ne suit plus ce dossier.*exploitant/);
  world.dossiers.push(dossierOf('ess-33-00000000', { phase: 'close', motifCloture: 'renonciation' }));
  expect((await post(`${CASE}/commandes/renoncer`, renounce)).status).toBe(503);
  world.dossiers.splice(0);
  const archiveLe = '2028-02-03' as DateCivile;
  world.dossiers.push(dossierOf('ess-33-00000000', { phase: 'close', motifCloture: 'renonciation', archiveLe }));
  const answer = await post(`${CASE}/commandes/renoncer`, renounce);
  expect(answer.status).toBe(409);
  expect(answer.body['detail']).toMatch(/dossier est archivé/);
  expect(answer.body['regle']).toBe('DEC-35');
});

test.each([
  ['/api/v1/ess/inconnue', 404],
  ['/api/v1/ess/%00', 404],
  ['/api/v1/ess/..%2f', 404],
  ['/api/v1/ess/%E0%A4%A', 404],
  ['/api/v1/ess/inconnue/journal', 404],
  ['/api/v1/ess/inconnue/echeancier', 404],
  ['/api/v1/rien', 404],
  ['/problemes/rien', 404],
  ['/problemes/toString', 404],
])('GET %s : %i', async (path, status) => {
  const { request } = await api();
  const answer = await request(path);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ type: '/problemes/introuvable', status });
});

test.each(['devenir-riche', 'toString', '__proto__'])('la commande « %s » n’existe pas : 404', async (commande) => {
  const { post } = await api();
  expect((await post(`${CASE}/commandes/${commande}`, renounce)).status).toBe(404);
});

test.each([
  ['DELETE', '/api/v1/ess', 'GET, HEAD, POST, OPTIONS'],
  ['PUT', `/api/v1${CASE}`, 'GET, HEAD, OPTIONS'],
  ['GET', `/api/v1${CASE}/commandes/renoncer`, 'POST, OPTIONS'],
  ['DELETE', `/api/v1${CASE}/journal`, 'GET, HEAD, OPTIONS'],
  ['PATCH', '/sante', 'GET, HEAD, OPTIONS'],
  ['POST', '/api/v1/moi', 'GET, HEAD, OPTIONS'],
  ['POST', '/api/v1/calendriers/0000000000.ics', 'GET, HEAD, OPTIONS'],
  ['DELETE', `/api/v1${CASE}/adhesions`, 'GET, HEAD, POST, OPTIONS'],
  ['DELETE', `/api/v1${CASE}/fichiers`, 'GET, HEAD, POST, OPTIONS'],
  ['DELETE', '/api/v1/caisses/gironde/retours', 'GET, HEAD, POST, OPTIONS'],
])('%s %s : 405 et les méthodes admises', async (method, path, allow) => {
  const { request } = await api();
  const answer = await request(path, { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe(allow);
  expect((await request(path, { method: 'OPTIONS' })).status).toBe(204);
});

test('un corps de plus de 1 Mo : 413', async () => {
  const { post, world } = await api();
  const answer = await post('/ess', { ...BARE, raisons: 'x'.repeat(1_100_000) });
  expect(answer.status).toBe(413);
  expect(world.sent).toEqual([]);
});

test.each([
  ['text/plain', '{}', 415],
  ['application/x-www-form-urlencoded', 'le=2026-01-15', 415],
  ['application/json; charset=latin1', '{}', 415],
  ['application/json', '{"le": ', 400],
])('un corps %s « %s » : %i', async (type, body, status) => {
  const { request } = await api();
  const headers = { 'content-type': type, comme: 'porteur' };
  const answer = await request('/api/v1/ess', { method: 'POST', headers, body });
  expect(answer.status).toBe(status);
  expect(answer.type).toMatch(/problem\+json/);
});

test('un POST sans corps : 400', async () => {
  const { request } = await api();
  const headers = { comme: 'porteur', 'content-type': 'application/json' };
  expect((await request('/api/v1/ess', { method: 'POST', headers })).status).toBe(400);
});

test.each(Object.keys(PROBLEMS))('le type /problemes/%s mène à une page en français', async (slug) => {
  const { request } = await api();
  const answer = await request(`/problemes/${slug}`);
  expect(answer.status).toBe(200);
  expect(answer.type).toMatch(/^text\/html/);
  expect(answer.text).toContain(PROBLEMS[slug as keyof typeof PROBLEMS].title);
  expect((await request('/problemes')).text).toContain(`/problemes/${slug}`);
});

test('les en-têtes ne disent pas avec quoi le service est fait, et rien n’est gardé en cache', async () => {
  const { get } = await api();
  const { headers } = await get('/regles');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
