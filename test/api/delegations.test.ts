/** Acting for another, mandates, reasons and two parties: what an identity may do beyond its role. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { today } from '../../identity/delegation.ts';
import { createVerifier } from '../../identity/verifier.ts';
import { ajouterJours } from '../../domain/calendrier/calendrier.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';
import { api, BARE, dossierOf, errorsOf } from './support.ts';

const ESS = 'ess-33-deleg001';
let db: FreshDatabase;
let emetteur: string;
beforeAll(async () => {
  db = await freshDatabase();
  emetteur = (await fournisseur()).issuer;
  const { rang, etat, resume } = dossierOf(ESS, { rang: 5 });
  await saveDossier(db.pool, { ess: ESS, rang, etat, resume });
});
afterAll(() => db.drop());

/** Both agents of the same ARS, and a caisse that shares its organisation, as a provider could describe them. */
const verify = async (memeOrganisation: readonly string[] = ['ars-nouvelle-aquitaine', 'ars-bretagne']) => {
  const { settings } = await fournisseur();
  const real = createVerifier(settings);
  return async (token: string) => {
    const identity = await real(token);
    const [, account = ''] = identity.sujet.split('|');
    return memeOrganisation.includes(account) ? { ...identity, organisation: 'une-seule' } : identity;
  };
};
const service = async (memeOrganisation?: readonly string[]) =>
  api({ records: createRecords(db.pool), verify: await verify(memeOrganisation) });

const BRETAGNE = { comme: 'ars-bretagne' };
const sujet = (compte: string) => `${emetteur}|${compte}`;
const demande = (changes: object = {}) => ({
  delegataire: sujet('ars-bretagne'),
  du: today(),
  au: ajouterJours(today(), 7),
  motif: 'Congés.',
  ...changes,
});
const actes = async (ess = ESS) =>
  (
    await db.pool.query<{ commande: string; sujet: string; delegation: string | null; issue: string }>(
      'select commande, sujet, delegation, issue from actes where ess = $1 order by id',
      [ess],
    )
  ).rows;

describe('une délégation', () => {
  test('permet d’agir dans le périmètre d’un collègue, et l’acte dit qui et au nom de qui', async () => {
    const { post, get } = await service();
    const acte = (headers: Record<string, string>) =>
      post(`/ess/${ESS}/commandes/consigner-echange`, { le: '2026-02-01' }, { ...BRETAGNE, ...headers });
    expect((await acte({})).status).toBe(404);
    const { status, body } = await post('/delegations', demande(), { comme: 'ars' });
    expect(status).toBe(201);
    const id = String(body['id']);
    expect((await acte({ 'x-delegation': id })).status).toBe(200);
    expect((await actes()).at(-1)).toEqual({
      commande: 'consigner-echange',
      sujet: sujet('ars-nouvelle-aquitaine'),
      delegation: id,
      issue: 'accepte',
    });
    expect((await get('/delegations', 'ars-bretagne')).body['delegations']).toMatchObject([{ id }]);
  });

  test('retirée, passée, à venir, d’une autre organisation ou de quelqu’un d’autre : refusée', async () => {
    const { post, request } = await service();
    const essayer = async (changes: object, comme = 'ars-bretagne') => {
      const { body } = await post('/delegations', demande(changes), { comme: 'ars' });
      const moi = (headers: Record<string, string>) => request('/api/v1/moi', { headers: { comme, ...headers } });
      return { id: String(body['id']), moi: () => moi({ 'x-delegation': String(body['id']) }) };
    };
    const retiree = await essayer({});
    expect((await retiree.moi()).status).toBe(200);
    expect((await request(`/api/v1/delegations/${retiree.id}`, { method: 'DELETE', headers: BRETAGNE })).status).toBe(
      404,
    );
    expect(
      (await request(`/api/v1/delegations/${retiree.id}`, { method: 'DELETE', headers: { comme: 'ars' } })).status,
    ).toBe(204);
    const futur = { du: ajouterJours(today(), 1), au: ajouterJours(today(), 2) };
    const refusees = [
      retiree,
      await essayer(futur),
      await essayer({ delegataire: sujet('ars-corse') }, 'ars-corse'),
      await essayer({}, 'caisse'),
    ];
    for (const { moi } of refusees)
      expect(await moi()).toMatchObject({ status: 403, body: { type: '/problemes/delegation-refusee' } });
    const inconnue = await request('/api/v1/moi', { headers: { comme: 'ars', 'x-delegation': 'x' } });
    expect(inconnue.status).toBe(403);
  });

  test('ne se délègue pas à son tour, ne se donne pas à soi-même, et dure un an au plus', async () => {
    const { post } = await service();
    const { body } = await post('/delegations', demande(), { comme: 'ars' });
    const suite = demande({ delegataire: sujet('ars-corse') });
    expect((await post('/delegations', suite, { ...BRETAGNE, 'x-delegation': String(body['id']) })).status).toBe(403);
    const faux = async (changes: object) => errorsOf(await post('/delegations', demande(changes), { comme: 'ars' }));
    expect(await faux({ delegataire: sujet('ars-nouvelle-aquitaine') })).toHaveProperty('delegataire');
    expect(await faux({ au: ajouterJours(today(), 400) })).toHaveProperty('au');
    expect(await faux({ du: ajouterJours(today(), 3), au: today() })).toHaveProperty('au');
    expect(await faux({ motif: '' })).toHaveProperty('motif');
    expect((await post('/delegations', demande(), { comme: 'porteur' })).status).toBe(403);
  });
});

describe('un mandat', () => {
  test('le déposant a celui de son dossier ; l’ARS en donne d’autres ; le dernier ne se retire pas', async () => {
    const { post, get, request, world } = await service();
    const { body } = await post('/ess', BARE);
    const ess = String(body['ess']);
    expect(world.sent.at(-1)?.ess).toBe(ess);
    const { rang, etat, resume } = dossierOf(ess);
    await saveDossier(db.pool, { ess, rang, etat, resume });
    expect((await get(`/ess/${ess}`, 'porteur')).status).toBe(200);
    expect((await get(`/ess/${ess}`, 'porteur-02')).status).toBe(404);
    const donner = { titulaire: `sujet:${sujet('porteur-02')}` };
    expect((await post(`/ess/${ess}/mandats`, donner, { comme: 'ars' })).status).toBe(201);
    expect((await get(`/ess/${ess}`, 'porteur-02')).status).toBe(200);
    const mandats = (await get(`/ess/${ess}/mandats`, 'porteur-02')).body['mandats'] as { id: string }[];
    const retirer = (index: number) =>
      request(`/api/v1/ess/${ess}/mandats/${mandats[index]?.id}`, { method: 'DELETE', headers: { comme: 'ars' } });
    expect((await retirer(0)).status).toBe(204);
    expect((await get(`/ess/${ess}`, 'porteur')).status).toBe(404);
    expect((await retirer(1)).status).toBe(409);
    expect((await retirer(0)).status).toBe(404);
    expect(errorsOf(await post(`/ess/${ess}/mandats`, { titulaire: 'tous' }, { comme: 'ars' }))).toHaveProperty(
      'titulaire',
    );
  });
});

describe('un acte sensible', () => {
  test.each([
    ['proposer-resiliation', 'ars', {}],
    ['fixer-montant-dotation', 'caisse', { montantCentimes: 5_000_000 }],
    ['corriger', 'ars', { objet: 'depot-lettre-intention', valeur: '2026-01-10' }],
  ])('« %s » dit pourquoi, au journal ou hors du journal', async (commande, comme, champs) => {
    const { post, world } = await service();
    const envoyer = (ajouts: object) =>
      post(`/ess/${ESS}/commandes/${commande}`, { le: '2026-02-01', ...champs, ...ajouts }, { comme });
    expect(errorsOf(await envoyer({}))).toHaveProperty('motif');
    expect(world.sent).toEqual([]);
    expect((await envoyer({ motif: 'Erreur de saisie.' })).status).toBe(200);
    expect((await envoyer({ commentaire: 'Erreur de saisie.' })).status).toBe(200);
  });

  test('à deux parties demande deux organisations', async () => {
    const ESS = 'ess-33-deleg002';
    const { rang, etat, resume } = dossierOf(ESS, { rang: 5 });
    await saveDossier(db.pool, { ess: ESS, rang, etat, resume });
    const { post } = await service(['ars-nouvelle-aquitaine', 'caisse-gironde']);
    const acte = (commande: string, comme: string) =>
      post(`/ess/${ESS}/commandes/${commande}`, { le: '2026-02-01', motif: 'Manquements.' }, { comme });
    expect((await acte('proposer-resiliation', 'caisse')).status).toBe(200);
    expect(await acte('approuver-resiliation', 'ars')).toMatchObject({
      status: 403,
      body: { type: '/problemes/meme-organisation' },
    });
    const autres = await service([]);
    const seconde = await autres.post(
      `/ess/${ESS}/commandes/approuver-resiliation`,
      { le: '2026-02-01' },
      { comme: 'ars' },
    );
    expect(seconde.status).toBe(200);
    expect((await actes(ESS)).map(({ issue }) => issue)).toEqual(['accepte', 'accepte']);
  });
});

describe('l’état que l’on a lu', () => {
  test('l’ETag d’un dossier est celui que If-Match renvoie, et le dossier le vérifie', async () => {
    const { get, post, world } = await service();
    const etag = (await get(`/ess/${ESS}`, 'ars')).headers.get('etag') ?? '';
    expect(etag).toBe('"5"');
    const headers = { comme: 'ars', 'if-match': etag };
    expect((await post(`/ess/${ESS}/commandes/consigner-echange`, { le: '2026-02-01' }, headers)).status).toBe(200);
    expect(world.sent.at(-1)?.message.siRang).toBe(5);
    const faux = await post(
      `/ess/${ESS}/commandes/consigner-echange`,
      { le: '2026-02-01' },
      { comme: 'ars', 'if-match': 'W/"5"' },
    );
    expect(errorsOf(faux)).toHaveProperty('If-Match');
  });
});
