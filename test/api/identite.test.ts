import { expect, test } from 'vitest';
import { api, BARE, dossierOf, errorsOf } from './support.ts';

const CASE = '/ess/ess-33-00000000';

test('sans jeton : 401, avec la phrase qui dit quoi faire', async () => {
  const { post, world } = await api();
  for (const path of ['/ess', `${CASE}/commandes/renoncer`, `${CASE}/adhesions`]) {
    const answer = await post(path, BARE, {});
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="ess"');
    expect(answer.body['detail']).toMatch(/Authorization: Bearer/);
  }
  expect(world.sent).toEqual([]);
});

test('l’acteur du corps, s’il est donné, est celui de l’en-tête', async () => {
  const { post, world } = await api();
  expect((await post('/ess', { ...BARE, acteur: 'porteur' })).status).toBe(201);
  expect(world.sent[0]?.message).toMatchObject({ acteur: 'porteur', donnees: BARE });
  expect(errorsOf(await post('/ess', { ...BARE, acteur: 'systeme' }))).toHaveProperty('acteur');
});

test('la même clé Idempotency-Key retrouve la même ESS et le même message', async () => {
  const { post, world } = await api();
  const headers = { comme: 'porteur', 'idempotency-key': 'depot-001' };
  const first = await post('/ess', { ...BARE, intitule: 'x' }, headers);
  const again = await post('/ess', { ...BARE, intitule: 'x' }, headers);
  expect(first.body['ess']).toMatch(/^ess-33-[0-9a-hjkmnp-tv-z]{8}$/);
  expect(first.headers.get('location')).toBe(`/api/v1/ess/${String(first.body['ess'])}`);
  expect(again.body).toEqual(first.body);
  expect(world.sent[1]).toEqual(world.sent[0]);
  expect(world.fiches.size).toBe(1);
});

test('sans clé, deux dépôts sont deux ESS, et la clé tirée au sort est rendue', async () => {
  const { post, world } = await api();
  const first = await post('/ess', BARE);
  const key = first.headers.get('idempotency-key') ?? '';
  await post('/ess', BARE);
  expect(world.sent[1]?.ess).not.toBe(world.sent[0]?.ess);
  await post('/ess', BARE, { comme: 'porteur', 'idempotency-key': key });
  expect(world.sent[2]?.ess).toBe(world.sent[0]?.ess);
});

test('une clé est liée à sa commande, et ne paraît pas dans l’identifiant du message', async () => {
  const { post, world } = await api();
  const headers = { comme: 'caisse', 'idempotency-key': 'nom@exemple.fr' };
  await post(`${CASE}/commandes/consigner-rencontre`, { le: '2026-02-01' }, headers);
  await post(`${CASE}/commandes/demander-documents`, { le: '2026-02-01' }, headers);
  expect(world.sent[0]?.message.id).not.toBe(world.sent[1]?.message.id);
  expect(JSON.stringify(world.sent)).not.toContain('exemple');
});

test('une clé mal formée est refusée', async () => {
  const { post } = await api();
  const answer = await post('/ess', BARE, { comme: 'porteur', 'idempotency-key': 'a b' });
  expect(errorsOf(answer)['Idempotency-Key']?.regle).toBe('API-03');
});

test('l’horloge d’origine est refusée, sauf là où elle est admise', async () => {
  const headers = { comme: 'porteur', 'x-horloge-origine': '2026-01-15T11:00:00Z' };
  const real = await api();
  const refused = await real.post('/ess', BARE, headers);
  expect(refused.status).toBe(403);
  expect(refused.body['type']).toBe('/problemes/horloge-interdite');
  expect(real.world.sent).toEqual([]);
  const trial = await api({ allowClockOrigin: true });
  expect((await trial.post('/ess', BARE, headers)).status).toBe(201);
  expect(trial.world.sent[0]?.origine).toBe(Date.parse('2026-01-15T11:00:00Z'));
  const bad = await trial.post('/ess', BARE, { ...headers, 'x-horloge-origine': '2026-02-30T00:00:00Z' });
  expect(errorsOf(bad)).toHaveProperty('X-Horloge-Origine');
});

test('les adhésions, nominatives, ne se lisent pas sans rôle ni par un rôle national', async () => {
  const { get, world } = await api();
  world.dossiers.push(dossierOf('ess-33-00000000'));
  expect((await get(`${CASE}/adhesions`, '')).status).toBe(401);
  expect((await get(`${CASE}/adhesions`, 'national')).status).toBe(403);
  expect((await get(`${CASE}/adhesions`, 'caisse')).status).toBe(200);
});
