/** One's own space: what one keeps is one's own, bounded, and never undone by another tab. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { today } from '../../identity/delegation.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { MOST_DRAFTS } from '../../records/personal/drafts.ts';
import { MOST_SEEN } from '../../records/personal/seen.ts';
import { MOST_VIEWS } from '../../records/personal/views.ts';
import { createDelegation } from '../../records/registers/delegations.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';
import { api, dossierOf, errorsOf } from './support.ts';

const ESS = 'ess-33-espace01';
const AILLEURS = 'ess-35-espace01';
let db: FreshDatabase;
let emetteur: string;
beforeAll(async () => {
  db = await freshDatabase();
  emetteur = (await fournisseur()).issuer;
  for (const [ess, siege] of [
    [ESS, '33'],
    [AILLEURS, '35'],
  ] as const) {
    const { rang, etat, resume } = dossierOf(ess, { siege, departements: [siege], rang: 12 });
    await saveDossier(db.pool, { ess, rang, etat, resume });
  }
});
afterAll(() => db.drop());

const service = () => api({ records: createRecords(db.pool) });
const ARS = { comme: 'ars' };
const BRETAGNE = { comme: 'ars-bretagne' };
const vider = async (app: Awaited<ReturnType<typeof service>>, ...roles: readonly string[]) => {
  for (const role of roles) expect((await app.ask('DELETE', '/moi/donnees', role)).status).toBe(204);
};
const brouillon = (changes: object = {}) => ({
  formulaire: 'refuser-lettre-intention',
  ess: ESS,
  contenu: { motif: 'Le territoire n’est pas', critere: '' },
  ...changes,
});

describe('un brouillon', () => {
  test('se garde, se relit tel qu’il a été tapé, se remplace et se retire', async () => {
    const { get, put, ask } = await service();
    const adresse = `/moi/brouillons/${randomUUID()}`;
    const tape = { motif: 'a\u0000b\ud800 «\n\t»', liste: ['', null, { x: 1.5 }] };
    const cree = await put(adresse, brouillon({ contenu: tape, titre: 'Refus' }), ARS);
    expect([cree.status, cree.headers.get('etag'), cree.headers.get('location')]).toEqual([
      201,
      '"1"',
      `/api/v1${adresse}`,
    ]);
    const lu = await get(adresse, 'ars');
    expect(lu.body).toMatchObject({ ess: ESS, titre: 'Refus', version: 1, contenu: tape });
    const suite = await put(adresse, brouillon({ contenu: { motif: 'fini' } }), { ...ARS, 'if-match': '"1"' });
    expect([suite.status, suite.headers.get('etag'), suite.body['contenu']]).toEqual([200, '"2"', { motif: 'fini' }]);
    const liste = await get(`/moi/brouillons?ess=${ESS}&formulaire=refuser-lettre-intention`, 'ars');
    expect(liste.body['brouillons']).toMatchObject([{ version: 2, titre: null }]);
    expect(liste.text).not.toContain('fini');
    expect((await ask('DELETE', adresse, 'ars')).status).toBe(204);
    expect((await get(adresse, 'ars')).status).toBe(404);
    expect((await ask('DELETE', adresse, 'ars')).status).toBe(404);
  });

  test('de deux onglets : le second qui enregistre apprend que l’autre l’a fait, et rien n’est perdu', async () => {
    const { get, put } = await service();
    const adresse = `/moi/brouillons/${randomUUID()}`;
    await put(adresse, brouillon(), ARS);
    const avec = (version: string, motif: string) =>
      put(adresse, brouillon({ contenu: { motif } }), { ...ARS, 'if-match': version });
    expect((await avec('"1"', 'onglet un')).status).toBe(200);
    const deux = await avec('"1"', 'onglet deux');
    expect([deux.status, deux.body['type']]).toEqual([412, '/problemes/etat-modifie']);
    expect(deux.body['detail']).toMatch(/^Ce brouillon a été enregistré ailleurs le .+ à \d\d:\d\d \(heure de Paris\)/);
    expect((await get(adresse, 'ars')).body['contenu']).toEqual({ motif: 'onglet un' });
    expect((await avec('*', 'onglet deux')).body['version']).toBe(3);
    // Without saying what was read, nothing is written over.
    expect((await put(adresse, brouillon({ contenu: { motif: 'trois' } }), ARS)).status).toBe(412);
    expect((await avec('12', 'mal écrit')).body).toMatchObject({ erreurs: [{ champ: 'If-Match' }] });
  });

  test('renvoyé parce que la réponse s’est perdue, est le même, à la même version', async () => {
    const { put } = await service();
    const adresse = `/moi/brouillons/${randomUUID()}`;
    expect((await put(adresse, brouillon(), ARS)).status).toBe(201);
    const encore = await put(adresse, brouillon(), ARS);
    expect([encore.status, encore.body['version']]).toEqual([200, 1]);
    const suite = { ...ARS, 'if-match': '"1"' };
    const deux = brouillon({ contenu: { motif: 'deux' } });
    expect([
      (await put(adresse, deux, suite)).body['version'],
      (await put(adresse, deux, suite)).body['version'],
    ]).toEqual([2, 2]);
  });

  test('n’existe que pour qui l’a écrit, même sous le même numéro', async () => {
    const { get, put, ask } = await service();
    const adresse = `/moi/brouillons/${randomUUID()}`;
    await put(adresse, brouillon({ ess: null }), ARS);
    for (const role of ['ars-bretagne', 'caisse', 'national', 'exploitant', 'porteur']) {
      expect((await get(adresse, role)).status).toBe(404);
      expect((await ask('DELETE', adresse, role)).status).toBe(404);
      expect((await put(adresse, brouillon({ ess: null, contenu: { role } }), { comme: role })).status).toBe(201);
    }
    expect((await get(adresse, 'ars')).body['contenu']).toEqual(brouillon().contenu);
  });

  test('d’un dossier hors de son périmètre ne se garde pas', async () => {
    const { put } = await service();
    expect((await put(`/moi/brouillons/${randomUUID()}`, brouillon(), BRETAGNE)).status).toBe(404);
  });

  test('retiré dans un autre onglet, n’est pas recréé en silence', async () => {
    const { put } = await service();
    const adresse = `/moi/brouillons/${randomUUID()}`;
    expect((await put(adresse, brouillon(), { ...ARS, 'if-match': '"4"' })).status).toBe(404);
    expect((await put(adresse, brouillon(), ARS)).status).toBe(201);
  });

  test('a une taille et un nombre bornés, même quand tous arrivent à la fois', async () => {
    const app = await service();
    await vider(app, 'ars-corse');
    const comme = { comme: 'ars-corse' };
    const lourd = await app.put(
      `/moi/brouillons/${randomUUID()}`,
      { formulaire: 'x', contenu: { t: 'é'.repeat(33_000) } },
      comme,
    );
    expect(errorsOf(lourd)['contenu']?.message).toMatch(/64 Ko/);
    const envois = await Promise.all(
      Array.from({ length: MOST_DRAFTS + 5 }, () =>
        app.put(`/moi/brouillons/${randomUUID()}`, { formulaire: 'x', contenu: {} }, comme),
      ),
    );
    expect(envois.filter(({ status }) => status === 201)).toHaveLength(MOST_DRAFTS);
    expect(envois.filter(({ status }) => status === 409)).toHaveLength(5);
  }, 30_000);

  test.each([
    ['sans formulaire', { contenu: {} }, 'formulaire'],
    ['sans contenu', { formulaire: 'x' }, 'contenu'],
    ['d’un formulaire mal nommé', { formulaire: 'Refus !', contenu: {} }, 'formulaire'],
    ['avec un champ de trop', { formulaire: 'x', contenu: {}, plus: 1 }, 'plus'],
  ])('%s est refusé, champ nommé', async (_titre, corps, champ) => {
    const { put } = await service();
    expect(Object.keys(errorsOf(await put(`/moi/brouillons/${randomUUID()}`, corps, ARS)))).toEqual([champ]);
  });

  test('à une adresse sans numéro est refusé', async () => {
    const { put, get } = await service();
    expect(errorsOf(await put('/moi/brouillons/premier', brouillon(), ARS))['id']).toBeDefined();
    expect((await get('/moi/brouillons/premier', 'ars')).status).toBe(404);
  });
});

describe('une vue enregistrée', () => {
  const vue = (changes: object = {}) => ({
    page: 'dossiers',
    nom: 'En retard',
    requete: 'enRetard=oui&tri=-montant',
    ...changes,
  });
  test('se crée, se renomme, se trouve par page, se retire', async () => {
    const app = await service();
    await vider(app, 'ars');
    const adresse = `/moi/vues/${randomUUID()}`;
    expect((await app.put(adresse, vue(), ARS)).status).toBe(201);
    expect(await app.put(adresse, vue({ nom: 'Très en retard' }), ARS)).toMatchObject({
      status: 200,
      body: { nom: 'Très en retard' },
    });
    await app.put(`/moi/vues/${randomUUID()}`, vue({ page: 'paiements' }), ARS);
    const liste = await app.get('/moi/vues?page=dossiers', 'ars');
    expect(liste.body['vues']).toMatchObject([{ nom: 'Très en retard', requete: 'enRetard=oui&tri=-montant' }]);
    expect((await app.get('/moi/vues', 'ars-bretagne')).body['vues']).toEqual([]);
    expect((await app.ask('DELETE', adresse, 'ars-bretagne')).status).toBe(404);
    expect((await app.ask('DELETE', adresse, 'ars')).status).toBe(204);
  });

  test('n’a ni le nom d’une autre de la même page, ni une adresse entière', async () => {
    const app = await service();
    await vider(app, 'ars');
    await app.put(`/moi/vues/${randomUUID()}`, vue(), ARS);
    expect(errorsOf(await app.put(`/moi/vues/${randomUUID()}`, vue(), ARS))['nom']?.message).toMatch(/porte ce nom/);
    for (const requete of ['?a=1', 'a=1#x', 'a=é', 'a b', 'x'.repeat(2001)])
      expect(
        Object.keys(errorsOf(await app.put(`/moi/vues/${randomUUID()}`, vue({ nom: 'n', requete }), ARS))),
      ).toEqual(['requete']);
  });

  test(': cinquante au plus', async () => {
    const app = await service();
    await vider(app, 'ars-corse');
    const statuts: number[] = [];
    for (let n = 0; n <= MOST_VIEWS; n += 1)
      statuts.push(
        (await app.put(`/moi/vues/${randomUUID()}`, vue({ nom: `Vue ${n}` }), { comme: 'ars-corse' })).status,
      );
    expect(statuts).toEqual([...Array.from({ length: MOST_VIEWS }, () => 201), 409]);
  }, 30_000);
});

describe('ce qui est lu', () => {
  test('avance, ne recule pas, et s’oublie', async () => {
    const app = await service();
    await vider(app, 'ars');
    const lire = (rang: number) => app.put(`/moi/lus/${ESS}`, { rang }, ARS);
    expect((await lire(7)).body).toMatchObject({ ess: ESS, rang: 7 });
    expect((await lire(3)).body['rang']).toBe(7);
    expect((await lire(12)).body['rang']).toBe(12);
    expect((await app.get(`/moi/lus?ess=${ESS},${AILLEURS}`, 'ars')).body['lus']).toMatchObject([
      { ess: ESS, rang: 12 },
    ]);
    expect((await app.get('/moi/lus', 'caisse')).body['lus']).toEqual([]);
    expect((await app.ask('DELETE', `/moi/lus/${ESS}`, 'ars')).status).toBe(204);
    expect((await app.get('/moi/lus', 'ars')).body['lus']).toEqual([]);
    expect((await app.ask('DELETE', `/moi/lus/${ESS}`, 'ars')).status).toBe(404);
  });

  test('d’un dossier hors du périmètre ne se note pas', async () => {
    const { put } = await service();
    expect((await put(`/moi/lus/${AILLEURS}`, { rang: 1 }, ARS)).status).toBe(404);
    expect(Object.keys(errorsOf(await put(`/moi/lus/${ESS}`, { rang: -1 }, ARS)))).toEqual(['rang']);
  });

  test('le plus anciennement s’oublie de soi-même, au-delà de deux mille', async () => {
    const app = await service();
    await vider(app, 'ars');
    await app.put(`/moi/lus/${ESS}`, { rang: 1 }, ARS);
    await db.pool.query(
      `insert into lus (sujet, ess, rang, lu_le)
       select $1, 'ess-33-' || lpad(n::text, 8, '0'), 1, now() - n * interval '1 minute' from generate_series(1, $2) n`,
      [`${emetteur}|ars-nouvelle-aquitaine`, MOST_SEEN],
    );
    await app.put(`/moi/lus/${ESS}`, { rang: 2 }, ARS);
    const { rows } = await db.pool.query<{ nombre: number; plus_ancien: string }>(
      `select count(*)::int as nombre, max(ess) as plus_ancien from lus where sujet like '%|ars-nouvelle-aquitaine'`,
    );
    expect(rows).toEqual([{ nombre: MOST_SEEN, plus_ancien: ESS }]);
  });
});

describe('les préférences', () => {
  const choix = (changes: object = {}) => ({
    courriel: 'agent-01@exemple.invalid',
    recapitulatif: 'mardi',
    avecRien: false,
    raccourcis: true,
    ...changes,
  });
  const codesEnvoyes = async (role = 'ars-nouvelle-aquitaine') =>
    (
      await db.pool.query<{ corps: string; adresse: string }>(
        `select corps, adresse from courriels_personnels where sujet = $1 and nature = 'code' order by id`,
        [`${emetteur}|${role}`],
      )
    ).rows.map(({ corps, adresse }) => ({ code: corps.slice(0, 9), adresse }));

  test('sont vides avant d’être choisies, et ne s’écrasent pas d’un onglet à l’autre', async () => {
    const app = await service();
    await vider(app, 'ars');
    const avant = await app.get('/moi/preferences', 'ars');
    expect([avant.headers.get('etag'), avant.body]).toEqual([
      '"0"',
      { courriel: null, courrielConfirmeLe: null, recapitulatif: null, avecRien: false, raccourcis: false },
    ]);
    // Another part of the space that is written does not change them.
    await app.put(`/moi/lus/${ESS}`, { rang: 1 }, ARS);
    const choisies = await app.put('/moi/preferences', choix(), { ...ARS, 'if-match': '"0"' });
    expect([choisies.status, choisies.headers.get('etag')]).toEqual([200, '"1"']);
    expect(
      (await app.put('/moi/preferences', choix({ raccourcis: false }), { ...ARS, 'if-match': '"0"' })).status,
    ).toBe(412);
    expect((await app.get('/moi/preferences', 'ars')).body).toMatchObject(choix());
  });

  test('une adresse n’est confirmée que par le dernier code qu’elle a reçu', async () => {
    const app = await service();
    await vider(app, 'ars');
    await app.put('/moi/preferences', choix(), ARS);
    const rendre = (code: string) => app.post('/moi/preferences/confirmation', { code }, ARS);
    const [premier] = await codesEnvoyes();
    expect(premier).toEqual({ code: expect.stringMatching(/^\d{4} \d{4}$/) as string, adresse: choix().courriel });
    expect((await app.post('/moi/preferences/code', undefined, ARS)).status).toBe(202);
    const [, dernier] = await codesEnvoyes();
    if (premier?.code !== dernier?.code) expect(errorsOf(await rendre(premier?.code ?? ''))['code']).toBeDefined();
    expect((await app.get('/moi/preferences', 'ars')).body['courrielConfirmeLe']).toBeNull();
    const confirmee = await rendre(dernier?.code ?? '');
    expect([confirmee.status, typeof confirmee.body['courrielConfirmeLe']]).toEqual([200, 'string']);
    // A code serves once, and there is no other to ask for.
    expect((await rendre(dernier?.code ?? '')).status).toBe(409);
    expect((await app.post('/moi/preferences/code', undefined, ARS)).status).toBe(409);
    // The same address is kept confirmed; another one is not.
    expect(
      (await app.put('/moi/preferences', choix({ avecRien: true }), ARS)).body['courrielConfirmeLe'],
    ).not.toBeNull();
    const autre = await app.put('/moi/preferences', choix({ courriel: 'agent-02@exemple.invalid' }), ARS);
    expect(autre.body['courrielConfirmeLe']).toBeNull();
  });

  test('un code ne se devine pas : cinq essais, cinq codes par jour', async () => {
    const app = await service();
    await vider(app, 'ars');
    await app.put('/moi/preferences', choix(), ARS);
    const faux = (await codesEnvoyes())[0]?.code === '0000 0000' ? '00000001' : '00000000';
    const essais: number[] = [];
    for (let n = 0; n < 6; n += 1)
      essais.push((await app.post('/moi/preferences/confirmation', { code: faux }, ARS)).status);
    expect(essais).toEqual([400, 400, 400, 400, 400, 409]);
    const bon = (await codesEnvoyes())[0]?.code ?? '';
    expect((await app.post('/moi/preferences/confirmation', { code: bon }, ARS)).status).toBe(409);
    const codes: number[] = [];
    for (let n = 0; n < 5; n += 1) codes.push((await app.post('/moi/preferences/code', undefined, ARS)).status);
    expect(codes).toEqual([202, 202, 202, 202, 429]);
    const autre = await app.put('/moi/preferences', choix({ courriel: 'autre@exemple.invalid' }), ARS);
    expect([autre.status, autre.headers.get('retry-after')]).toEqual([429, '86400']);
    expect((await app.get('/moi/preferences', 'ars')).body['courriel']).toBe(choix().courriel);
  });

  test('un récapitulatif demande une adresse, et un rôle dont quelque chose est attendu', async () => {
    const app = await service();
    expect(Object.keys(errorsOf(await app.put('/moi/preferences', choix({ courriel: null }), ARS)))).toEqual([
      'courriel',
    ]);
    expect((await app.put('/moi/preferences', choix(), { comme: 'national' })).status).toBe(403);
    expect(
      (await app.put('/moi/preferences', choix({ recapitulatif: null, courriel: null }), { comme: 'national' })).status,
    ).toBe(200);
    expect(
      Object.keys(
        errorsOf(await app.put('/moi/preferences', choix({ recapitulatif: 'lundredi', courriel: 'x' }), ARS)),
      ),
    ).toEqual(['courriel', 'recapitulatif']);
  });

  test('le lien d’un récapitulatif y met fin par son bouton, pas en l’ouvrant, et rien d’autre', async () => {
    const app = await service();
    await vider(app, 'ars');
    await app.put('/moi/preferences', choix(), ARS);
    const { rows } = await db.pool.query<{ desinscription: string }>(
      `select desinscription from espaces where sujet = $1`,
      [`${emetteur}|ars-nouvelle-aquitaine`],
    );
    const lien = `/api/v1/recapitulatifs/${rows[0]?.desinscription}`;
    const sansJeton = (method: string) => app.request(lien, { method, headers: { comme: '' } });
    expect((await sansJeton('GET')).text).toContain('<form method="post">');
    expect((await app.get('/moi/preferences', 'ars')).body['recapitulatif']).toBe('mardi');
    expect((await sansJeton('POST')).status).toBe(200);
    expect((await sansJeton('POST')).status).toBe(200);
    expect((await app.get('/moi/preferences', 'ars')).body).toMatchObject(choix({ recapitulatif: null }));
    const inconnu = `/api/v1/recapitulatifs/${randomUUID()}`;
    expect((await app.request(inconnu, { method: 'POST', headers: { comme: '' } })).status).toBe(404);
  });
});

describe('son espace', () => {
  test('s’emporte en entier et s’efface en entier, sans toucher celui d’un autre', async () => {
    const app = await service();
    await vider(app, 'ars', 'ars-bretagne');
    for (const [comme, ess] of [
      ['ars', ESS],
      ['ars-bretagne', AILLEURS],
    ] as const) {
      await app.put(`/moi/brouillons/${randomUUID()}`, brouillon({ ess }), { comme });
      await app.put(`/moi/vues/${randomUUID()}`, { page: 'dossiers', nom: 'A', requete: '' }, { comme });
      await app.put(`/moi/lus/${ess}`, { rang: 1 }, { comme });
      await app.put(
        '/moi/preferences',
        { courriel: 'a@exemple.invalid', recapitulatif: 'lundi', avecRien: false, raccourcis: false },
        { comme },
      );
    }
    const tout = (await app.get('/moi/donnees', 'ars')).body;
    expect(tout).toMatchObject({
      preferences: { recapitulatif: 'lundi' },
      brouillons: [brouillon()],
      vues: [{ nom: 'A' }],
      lus: [{ ess: ESS }],
      courriels: [{ nature: 'code', adresse: 'a@exemple.invalid' }],
    });
    expect(JSON.stringify(tout)).not.toMatch(/\d{4} \d{4}/);
    await vider(app, 'ars');
    const vide = { brouillons: [], vues: [], lus: [], courriels: [] };
    expect((await app.get('/moi/donnees', 'ars')).body).toMatchObject(vide);
    for (const table of ['brouillons', 'vues', 'lus', 'courriels_personnels', 'codes_de_courriel', 'espaces'])
      expect(
        (await db.pool.query(`select 1 from ${table} where sujet like '%|ars-nouvelle-aquitaine'`)).rowCount,
        table,
      ).toBe(0);
    expect(((await app.get('/moi/donnees', 'ars-bretagne')).body['brouillons'] as unknown[]).length).toBe(1);
  });

  test('ne s’ouvre pas sous une délégation : c’est celui de la personne, pas de la fonction', async () => {
    const { settings, issuer } = await fournisseur();
    void settings;
    const jour = today();
    const delegation = await createDelegation(db.pool, {
      delegant: `${issuer}|ars-nouvelle-aquitaine`,
      delegataire: `${issuer}|ars-bretagne`,
      organisation: await organisationOf(),
      role: 'ars',
      regions: ['nouvelle-aquitaine'],
      caisses: [],
      du: jour,
      au: jour,
      motif: 'Congés.',
    });
    const { request } = await service();
    for (const page of ['brouillons', 'vues', 'lus', 'preferences', 'donnees']) {
      const headers = { comme: 'ars-bretagne', 'x-delegation': delegation.id };
      const { status, body } = await request(`/api/v1/moi/${page}`, { headers });
      expect([status, body['type']], page).toEqual([403, '/problemes/role-interdit']);
    }
  });
});

/** A delegation holds within one organisation. */
async function organisationOf(): Promise<string> {
  const { get } = await service();
  return String((await get('/moi', 'ars-bretagne')).body['organisation']);
}
