/** A hostile client with a good token: others' records, keys, delegations, mandates and links. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { createVerifier } from '../../identity/verifier.ts';
import { today } from '../../identity/delegation.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';
import { api, BARE, dossierOf, errorsOf } from '../api/support.ts';

const ICI = 'ess-33-perim001';
const AILLEURS = 'ess-35-perim001';
let db: FreshDatabase;
let emetteur: string;
beforeAll(async () => {
  db = await freshDatabase();
  emetteur = (await fournisseur()).issuer;
  for (const [ess, siege, region, porteur] of [
    [ICI, '33', 'nouvelle-aquitaine', 'porteur-01'],
    [AILLEURS, '35', 'bretagne', 'porteur-02'],
  ] as const) {
    const { rang, etat, resume } = dossierOf(ess, { siege, departements: [siege] });
    await saveDossier(db.pool, { ess, rang, etat, resume: { ...resume, siege, region, departements: [siege] } });
    await giveMandate(db.pool, { ess, titulaire: `sujet:${emetteur}|${porteur}`, donnePar: 'essai' });
  }
});
afterAll(() => db.drop());
const service = () => api({ records: createRecords(db.pool) });
const ECHANGE = `/ess/${ICI}/commandes/consigner-echange`;

test('une fiche d’un autre dossier ne se lit pas par le sien', async () => {
  const { get } = await service();
  const id = randomUUID();
  await saveFiche(db.pool, { id, ess: AILLEURS, nature: 'consigner-echange', contenu: { compteRendu: 'à eux' } });
  expect((await get(`/ess/${AILLEURS}/fiches/${id}`, 'ars-bretagne')).status).toBe(200);
  const chezMoi = await get(`/ess/${ICI}/fiches/${id}`, 'ars');
  const nulle = await get(`/ess/${ICI}/fiches/${randomUUID()}`, 'ars');
  expect([chezMoi.status, chezMoi.body['detail']]).toEqual([404, nulle.body['detail']]);
});

describe('une clé Idempotency-Key', () => {
  const cle = { 'idempotency-key': 'une-cle-partagee' };

  test('n’est pas celle d’un autre : le même dépôt de deux porteurs ouvre deux dossiers', async () => {
    const { post, world } = await service();
    const un = await post('/ess', BARE, { comme: 'porteur', ...cle });
    const deux = await post('/ess', BARE, { comme: 'porteur-02', ...cle });
    expect(un.body['ess']).not.toBe(deux.body['ess']);
    expect(new Set(world.sent.map(({ message }) => message.id)).size).toBe(2);
  });

  test('d’un même acte de deux agents est deux messages', async () => {
    const { post, world } = await service();
    await post(ECHANGE, { le: '2026-02-01' }, { comme: 'ars', ...cle });
    await post(ECHANGE, { le: '2026-02-01' }, { comme: 'caisse', ...cle });
    expect(new Set(world.sent.map(({ message }) => message.id)).size).toBe(2);
  });

  test('employée pour un autre texte libre est refusée, et le premier texte reste', async () => {
    const { post, world } = await service();
    const envoyer = (compteRendu: string) =>
      post(ECHANGE, { le: '2026-02-02', compteRendu }, { comme: 'ars', 'idempotency-key': 'un-texte' });
    expect((await envoyer('Le premier.')).status).toBe(200);
    expect((await envoyer('Le premier.')).status).toBe(200);
    expect(await envoyer('Un autre.')).toMatchObject({ status: 409, body: { regle: 'SAISIE' } });
    expect(world.sent).toHaveLength(2);
    const { rows } = await db.pool.query<{ contenu: { compteRendu?: string } }>(
      "select contenu from fiches where ess = $1 and nature = 'consigner-echange'",
      [ICI],
    );
    expect(rows.map(({ contenu }) => contenu.compteRendu)).toEqual(['Le premier.']);
  });
});

test.each(['"1", "2"', 'W/"1"', '1', '""', '"-1"', '"99999999999"', '"1" OR true'])(
  'If-Match « %s » est refusé, jamais ignoré',
  async (etag) => {
    const { post, world } = await service();
    const answer = await post(ECHANGE, { le: '2026-02-01' }, { comme: 'ars', 'if-match': etag });
    expect(errorsOf(answer)).toHaveProperty('If-Match');
    expect(world.sent).toEqual([]);
  },
);

describe('une délégation', () => {
  const deleguee = async (du: string, au: string) => {
    const { rows } = await db.pool.query<{ id: string }>(
      `insert into delegations (delegant, delegataire, organisation, role, regions, caisses, du, au, motif)
       values ($1, $2, 'une-seule', 'ars', '{nouvelle-aquitaine}', '{}', $3, $4, 'Congés.') returning id`,
      [`${emetteur}|ars-nouvelle-aquitaine`, `${emetteur}|ars-bretagne`, du, au],
    );
    return String(rows[0]?.id);
  };
  const duMemeService = async () => {
    const real = createVerifier((await fournisseur()).settings);
    const verify = async (token: string) => ({ ...(await real(token)), organisation: 'une-seule' });
    return api({ records: createRecords(db.pool), verify });
  };

  test('finie hier n’ouvre plus rien', async () => {
    const { request } = await duMemeService();
    const finie = await deleguee('2020-01-01', '2020-02-01');
    const answer = await request(`/api/v1/ess/${ICI}`, { headers: { comme: 'ars-bretagne', 'x-delegation': finie } });
    expect(answer).toMatchObject({ status: 403, body: { type: '/problemes/delegation-refusee' } });
  });

  test('ne donne pas de lien de calendrier, qui lui survivrait', async () => {
    const { post, get } = await duMemeService();
    const headers = { comme: 'ars-bretagne', 'x-delegation': await deleguee(today(), today()) };
    expect((await post('/calendriers', { region: 'nouvelle-aquitaine' }, headers)).status).toBe(403);
    expect((await get('/calendriers', 'ars')).body['calendriers']).toEqual([]);
  });
});

describe('un mandat', () => {
  test('ne se prend pas : ni par un autre porteur, ni par une caisse, ni dans une autre région', async () => {
    const { post } = await service();
    const a = (role: string, ess: string) =>
      post(`/ess/${ess}/mandats`, { titulaire: `sujet:${emetteur}|porteur-03` }, { comme: role });
    expect([
      (await a('porteur-03', ICI)).status,
      (await a('caisse', ICI)).status,
      (await a('ars', AILLEURS)).status,
    ]).toEqual([404, 403, 404]);
  });

  test('retiré, n’ouvre plus le dossier', async () => {
    const { post, get, request } = await service();
    const titulaire = `sujet:${emetteur}|porteur-03`;
    const { body } = await post(`/ess/${ICI}/mandats`, { titulaire }, { comme: 'ars' });
    expect((await get(`/ess/${ICI}`, 'porteur-03')).status).toBe(200);
    const id = (body['mandats'] as { id: string; titulaire: string }[]).find(
      (mandat) => mandat.titulaire === titulaire,
    )?.id;
    const ailleurs = await request(`/api/v1/ess/${AILLEURS}/mandats/${id}`, {
      method: 'DELETE',
      headers: { comme: 'ars-bretagne' },
    });
    expect(ailleurs.status).toBe(404);
    await request(`/api/v1/ess/${ICI}/mandats/${id}`, { method: 'DELETE', headers: { comme: 'porteur' } });
    expect((await get(`/ess/${ICI}`, 'porteur-03')).status).toBe(404);
    expect((await get('/ess', 'porteur-03')).body['ess']).toEqual([]);
  });
});

test('un lien de calendrier ne se devine, ne se retire par un autre, ni ne survit à son retrait', async () => {
  const { post, get, request } = await service();
  const { body } = await post('/calendriers', { ess: ICI }, { comme: 'ars' });
  const lire = async (adresse: string) => (await request(adresse, { headers: { comme: '' } })).status;
  const adresse = String(body['adresse']);
  expect(await lire(adresse)).toBe(200);
  expect(await lire(adresse.replace(/.\.ics$/, '.ics'))).toBe(404);
  expect(await lire(adresse.toLowerCase())).toBe(404);
  const retirer = (comme: string) =>
    request(`/api/v1/calendriers/${String(body['id'])}`, { method: 'DELETE', headers: { comme } });
  expect((await retirer('caisse')).status).toBe(404);
  expect((await post('/calendriers', { ess: AILLEURS }, { comme: 'ars' })).status).toBe(404);
  expect((await retirer('ars')).status).toBe(204);
  expect(await lire(adresse)).toBe(404);
  expect((await get('/calendriers', 'ars')).body['calendriers']).toEqual([]);
});
