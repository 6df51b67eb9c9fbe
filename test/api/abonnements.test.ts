/** `/abonnements`: who may have what sent where, and sees what was. On a real database; who receives is tested in `test/webhooks`. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../identity/verifier.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { readReach } from '../../runtime/public-address.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { BRETAGNE, monde } from '../webhooks/monde.ts';
import { estSignePar, idsDe, recepteur } from '../webhooks/recepteur.ts';
import { api, errorsOf } from './support.ts';

let db: FreshDatabase;
let m: ReturnType<typeof monde>;
beforeAll(async () => {
  db = await freshDatabase();
  m = monde(db.pool);
});
afterEach(() => db.pool.query('delete from abonnements'));
afterAll(() => db.drop());

const ADRESSE = 'https://partenaire.exemple.invalid/ess';
const ICI = { loopback: true };
const service = (overrides: Parameters<typeof api>[0] = {}) =>
  api({ records: createRecords(db.pool), partenaires: ICI, ...overrides });
type Service = Awaited<ReturnType<typeof service>>;

const abonner = async (app: Service, role: string, corps: object = { adresse: ADRESSE }) => {
  const { status, body } = await app.post('/abonnements', corps, { comme: role });
  expect({ status, body }).toMatchObject({ status: 201 });
  return { id: String(body['id']), secret: String(body['secret']), body };
};
const liste = async (app: Service, role: string) =>
  ((await app.get('/abonnements', role)).body['abonnements'] as { id: string }[]).map(({ id }) => id);

describe('s’abonner', () => {
  test('donne un secret, montré cette seule fois, et le périmètre retenu', async () => {
    const app = await service();
    const evenements = ['LettreIntentionValidee'];
    const { id, secret, body } = await abonner(app, 'ars', { adresse: ADRESSE, evenements });
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(body).toMatchObject({ adresse: ADRESSE, evenements, regions: ['nouvelle-aquitaine'], caisses: null });
    const lu = await app.get(`/abonnements/${id}`, 'ars');
    expect(lu.body).toMatchObject({ id, adresse: ADRESSE, suspenduLe: null, suspension: null });
    expect(lu.text + (await app.get('/abonnements', 'ars')).text).not.toContain(secret);
  });

  test.each([
    ['http://partenaire.exemple.invalid/', /https/],
    ['https://10.0.0.1/', /publique/],
    ['https://169.254.169.254/latest/meta-data', /publique/],
    ['https://moi:mot@partenaire.exemple.invalid/', /mot de passe/],
    ['pas une adresse', /illisible/],
  ])('à une adresse comme %s est refusé, avec une phrase', async (adresse, phrase) => {
    const app = await service();
    const reponse = await app.post('/abonnements', { adresse }, { comme: 'ars' });
    expect(reponse.status).toBe(400);
    expect(errorsOf(reponse)['adresse']?.message).toMatch(phrase);
    expect(await liste(app, 'ars')).toEqual([]);
  });

  test('à cette machine : permis en développement, refusé en production', async () => {
    const corps = { adresse: 'http://127.0.0.1:9/' };
    await abonner(await service(), 'ars', corps);
    const production = await service({ partenaires: readReach({ NODE_ENV: 'production' }) });
    expect((await production.post('/abonnements', corps, { comme: 'ars' })).status).toBe(400);
    const https = { adresse: 'https://127.0.0.1:9/' };
    expect((await production.post('/abonnements', https, { comme: 'ars' })).status).toBe(400);
  });

  test('à un événement qui n’existe pas, ou à aucun, est refusé', async () => {
    const app = await service();
    for (const evenements of [['LettrePerdue'], []]) {
      const reponse = await app.post('/abonnements', { adresse: ADRESSE, evenements }, { comme: 'ars' });
      expect(Object.keys(errorsOf(reponse))[0]).toMatch(/^evenements/);
    }
  });

  test('plus de vingt fois est refusé', async () => {
    const app = await service();
    for (let fois = 0; fois < 20; fois += 1) await abonner(app, 'ars');
    expect(await app.post('/abonnements', { adresse: ADRESSE }, { comme: 'ars' })).toMatchObject({ status: 409 });
    await abonner(app, 'ars-bretagne');
  });
});

describe('un abonnement', () => {
  test('n’est vu que de son organisation : pour les autres il n’existe pas', async () => {
    const app = await service();
    const { id } = await abonner(app, 'ars');
    for (const role of ['ars-bretagne', 'caisse', 'porteur', 'national']) {
      expect(await liste(app, role)).toEqual([]);
      const refus = [
        await app.get(`/abonnements/${id}`, role),
        await app.ask('DELETE', `/abonnements/${id}`, role),
        await app.ask('PUT', `/abonnements/${id}/suspension`, role),
        await app.ask('DELETE', `/abonnements/${id}/suspension`, role),
        await app.post(`/abonnements/${id}/secrets`, {}, { comme: role }),
        await app.post(`/abonnements/${id}/essais`, {}, { comme: role }),
        await app.get(`/abonnements/${id}/livraisons`, role),
        await app.post(`/abonnements/${id}/rejeux`, { depuis: '2026-01-01T00:00:00Z' }, { comme: role }),
      ];
      expect(refus.map(({ status }) => status)).toEqual(refus.map(() => 404));
    }
    expect(await liste(app, 'ars')).toEqual([id]);
    expect((await app.get('/abonnements/n-importe-quoi', 'ars')).status).toBe(404);
  });

  test('d’un périmètre plus large que le sien n’est pas vu d’un collègue', async () => {
    const agents: Readonly<Record<string, readonly string[]>> = {
      large: ['bretagne', 'corse'],
      etroit: ['corse'],
    };
    const verify = (token: string): Promise<Identity> => {
      const regions = agents[token] ?? [];
      return Promise.resolve({ role: 'ars', sujet: `x|${token}`, organisation: '1', regions, caisses: [] });
    };
    const app = await service({ verify });
    const demander = (agent: string, chemin: string, init: RequestInit = {}) =>
      app.request(`/api/v1${chemin}`, {
        ...init,
        headers: { comme: '', authorization: `Bearer ${agent}`, 'content-type': 'application/json' },
      });
    const prendre = async (agent: string) =>
      (await demander(agent, '/abonnements', { method: 'POST', body: JSON.stringify({ adresse: ADRESSE }) })).body[
        'id'
      ];
    const [large, etroit] = [await prendre('large'), await prendre('etroit')];
    const vus = async (agent: string) =>
      ((await demander(agent, '/abonnements')).body['abonnements'] as { id: string }[]).map(({ id }) => id);
    expect(await vus('large')).toEqual([large, etroit]);
    expect(await vus('etroit')).toEqual([etroit]);
  });

  test('ne se prend pas sous délégation : il lui survivrait', async () => {
    const delegation = '00000000-0000-4000-8000-000000000000';
    const verify = (): Promise<Identity> =>
      Promise.resolve({ role: 'ars', sujet: 'x|1', organisation: '1', regions: ['corse'], caisses: [], delegation });
    const app = await service({ verify });
    const reponse = await app.request('/api/v1/abonnements', {
      method: 'POST',
      headers: { comme: '', authorization: 'Bearer x', 'content-type': 'application/json' },
      body: JSON.stringify({ adresse: ADRESSE }),
    });
    expect(reponse).toMatchObject({ status: 403, body: { detail: expect.stringContaining('délégation') as string } });
  });

  test('suspendu, garde ce qui arrive ; repris, l’envoie ; retiré, n’existe plus', async () => {
    const app = await service();
    const lui = await recepteur();
    const { id } = await abonner(app, 'ars', { adresse: lui.adresse });
    expect((await app.ask('PUT', `/abonnements/${id}/suspension`, 'ars')).body).toMatchObject({
      suspension: 'demande',
    });
    await m.ecrire('ess-33-suspendu', [1]);
    await m.livrer();
    expect(lui.recus).toEqual([]);
    const repris = await app.ask('DELETE', `/abonnements/${id}/suspension`, 'ars');
    expect(repris.body).toMatchObject({ suspension: null, suspenduLe: null });
    await m.livrer();
    expect(idsDe(lui)).toEqual(['evt_ess-33-suspendu_1']);
    expect((await app.ask('DELETE', `/abonnements/${id}`, 'ars')).status).toBe(204);
    expect((await app.get(`/abonnements/${id}`, 'ars')).status).toBe(404);
  });

  test('change de secret, trois à la fois au plus', async () => {
    const app = await service();
    const lui = await recepteur();
    const { id, secret } = await abonner(app, 'ars', { adresse: lui.adresse });
    const changer = (corps: object) => app.post(`/abonnements/${id}/secrets`, corps, { comme: 'ars' });
    const [deuxieme, troisieme] = [await changer({}), await changer({ chevauchementHeures: 168 })];
    expect([deuxieme.status, troisieme.status, (await changer({})).status]).toEqual([201, 201, 409]);
    expect(errorsOf(await changer({ chevauchementHeures: 169 }))['chevauchementHeures']?.message).toMatch(/168/);
    const essai = await app.post(`/abonnements/${id}/essais`, {}, { comme: 'ars' });
    expect(essai.status).toBe(202);
    await m.livrer();
    const [recu] = lui.recus;
    if (recu === undefined) throw new Error('nothing arrived');
    expect(JSON.parse(recu.corps)).toMatchObject({ type: 'essai', data: { livraison: essai.body['livraison'] } });
    for (const cle of [secret, String(deuxieme.body['secret']), String(troisieme.body['secret'])])
      expect(estSignePar(cle, recu)).toBe(true);
    const seul = String((await changer({ chevauchementHeures: 0 })).body['secret']);
    await app.post(`/abonnements/${id}/essais`, {}, { comme: 'ars' });
    await m.livrer();
    expect([seul, secret].map((cle) => estSignePar(cle, lui.recus[1] ?? recu))).toEqual([true, false]);
  });
});

describe('le registre et les rejeux', () => {
  const ESS = 'ess-33-registre';
  async function livres(app: Service) {
    const lui = await recepteur();
    const { id } = await abonner(app, 'ars', { adresse: lui.adresse });
    const lignes = async (suite = '') =>
      (await app.get(`/abonnements/${id}/livraisons${suite}`, 'ars')).body as {
        livraisons: { id: number; rang: number }[];
        suivant: number | null;
      };
    const rejouer = (corps: object) => app.post(`/abonnements/${id}/rejeux`, corps, { comme: 'ars' });
    return { lui, id, lignes, rejouer };
  }

  test('disent ce qui est parti, page par page', async () => {
    const app = await service();
    const { lignes } = await livres(app);
    await m.ecrire(ESS, [1, 2, 3]);
    await m.livrer();
    const premiere = await lignes('?limite=2');
    expect(premiere.livraisons).toMatchObject([
      { ess: ESS, rang: 3, evenement: 'EchangeConsigne', etat: 'livree', statut: 204, erreur: null },
      { rang: 2 },
    ]);
    const seconde = await lignes(`?limite=2&apres=${String(premiere.suivant)}`);
    expect(seconde).toMatchObject({ livraisons: [{ rang: 1 }], suivant: null });
    expect((await lignes('?etat=attente')).livraisons).toEqual([]);
  });

  test('une livraison, ou un dossier depuis un rang : sous les mêmes identifiants', async () => {
    const app = await service();
    const { lui, lignes, rejouer } = await livres(app);
    const ess = 'ess-33-rejeu';
    await m.ecrire(ess, [1, 2, 3]);
    await m.livrer();
    const [derniere] = (await lignes()).livraisons;
    expect(await rejouer({ livraison: derniere?.id })).toMatchObject({ status: 202, body: { livraisons: 1 } });
    await m.livrer();
    expect(idsDe(lui).slice(3)).toEqual([`evt_${ess}_3`]);
    expect(await rejouer({ ess, apresRang: 1 })).toMatchObject({ body: { livraisons: 2 } });
    await m.livrer();
    expect(idsDe(lui).slice(4)).toEqual([`evt_${ess}_2`, `evt_${ess}_3`]);
    expect((await rejouer({ livraison: 999_999 })).status).toBe(404);
  });

  test('depuis un instant : aussi ce qui précède l’abonnement, et rien d’une autre région', async () => {
    const app = await service();
    await m.ecrire('ess-33-avant', [1, 2]);
    await m.ecrire('ess-35-avant', [1], BRETAGNE);
    const { lui, rejouer } = await livres(app);
    // Ordinal n is recorded n seconds after eleven.
    const reponse = await rejouer({ depuis: '2026-03-16T11:00:02Z' });
    await m.livrer();
    expect(idsDe(lui)).toHaveLength(Number(reponse.body['livraisons']));
    expect(idsDe(lui)).toContain('evt_ess-33-avant_2');
    expect(idsDe(lui).filter((recu) => recu.endsWith('_1') || recu.includes('ess-35'))).toEqual([]);
    expect(await rejouer({ ess: 'ess-35-avant' })).toMatchObject({ status: 202, body: { livraisons: 0 } });
    expect((await rejouer({ depuis: 'hier' })).status).toBe(400);
  });

  test('de plus de dix mille événements est refusé', async () => {
    const app = await service();
    const { rejouer, lignes } = await livres(app);
    await m.ecrire('ess-33-longue', [1]);
    await db.pool.query(
      `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu)
       select ess, n, le, enregistre_le + n * interval '1 hour', evenement, acteur, regle, contenu
       from journal, generate_series(2, 10001) n where ess = 'ess-33-longue' and rang = 1`,
    );
    const reponse = await rejouer({ ess: 'ess-33-longue' });
    expect(reponse).toMatchObject({ status: 422, body: { detail: expect.stringContaining('10000') as string } });
    expect((await lignes()).livraisons).toHaveLength(1);
    expect(await rejouer({ ess: 'ess-33-longue', apresRang: 1 })).toMatchObject({ body: { livraisons: 10_000 } });
  });
});
