/** Who did it: subject, organisation and delegation on every write and every reading; nothing lasting under a delegation. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { ajouterJours } from '../../domain/calendrier/calendrier.ts';
import { centimes } from '../../domain/valeurs.ts';
import { today } from '../../identity/delegation.ts';
import { createVerifier } from '../../identity/verifier.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { orderPayment } from '../../records/money/paiements.ts';
import { writeAvis } from '../../records/outbox/avis.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { declarerCompte } from '../records/comptes-essai.ts';
import { COMPTES_ESSAI, date } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';
import { api, dossierOf, errorsOf } from './support.ts';

const ESS = 'ess-33-qui00001';
const FICHE = '00000000-0000-4000-8000-000000000001';
let db: FreshDatabase;
let emetteur: string;
beforeAll(async () => {
  db = await freshDatabase();
  emetteur = (await fournisseur()).issuer;
  const { rang, etat, resume } = dossierOf(ESS, { rang: 5 });
  const projetSante = { ...etat.projetSante, decision: { sens: 'valide', le: date('2026-05-01') } };
  await saveDossier(db.pool, { ess: ESS, rang, etat: { ...etat, projetSante }, resume });
  await saveFiche(db.pool, { id: FICHE, ess: ESS, nature: 'consigner-rencontre', contenu: { compteRendu: 'x' } });
  await writeAvis(db.pool, [
    {
      cle: 'a',
      destinataire: 'ars',
      ess: ESS,
      rang: 1,
      evenement: 'LettreIntentionDeposee',
      objet: 'o',
      corps: 'c',
      courrier: { objet: 'o', destinataire: 'ars', paragraphes: [] },
      messageId: '<a@ess.invalid>',
    },
  ]);
  const sha256 = 'b'.repeat(64);
  await db.pool.query('insert into avis_pdf (sha256, contenu) values ($1, $2)', [sha256, Buffer.from('%PDF-1.4 x')]);
  await db.pool.query('update avis set pdf_sha256 = $1', [sha256]);
});
afterAll(() => db.drop());
beforeEach(() => db.pool.query('truncate ecritures, acces'));

/** The agents of two ARS and two caisses are of one organisation each, so that they can delegate. */
async function service() {
  const verifier = createVerifier((await fournisseur()).settings);
  const contenu = Buffer.from('%PDF-1.4 x');
  return api({
    records: createRecords(db.pool),
    allowClockOrigin: true,
    partenaires: { loopback: true },
    receivedFiles: {
      receive: () =>
        Promise.resolve({ sha256: 'a'.repeat(64), taille: contenu.length, type: 'application/pdf', examen: 'sain' }),
      read: () =>
        Promise.resolve(
          (async function* () {
            yield await Promise.resolve(contenu);
          })() as never,
        ),
      keep: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    verify: async (token) => {
      const identity = await verifier(token);
      return identity.role === 'ars' || identity.role === 'caisse'
        ? { ...identity, organisation: `une-${identity.role}` }
        : identity;
    },
  });
}
type Service = Awaited<ReturnType<typeof service>>;
const sujet = (compte: string) => `${emetteur}|${compte}`;

async function deleguer({ post }: Service, de: 'ars' | 'caisse', a: string): Promise<string> {
  const donnee = { delegataire: sujet(a), du: today(), au: ajouterJours(today(), 7), motif: 'Congés.' };
  const { status, body } = await post('/delegations', donnee, { comme: de });
  expect(status).toBe(201);
  return String(body['id']);
}

interface Ligne {
  readonly objet: string;
  readonly acte: string;
  readonly sujet: string;
  readonly organisation: string;
  readonly delegation: string | null;
}
const lignes = async (table: 'ecritures' | 'acces') =>
  (await db.pool.query<Ligne>(`select objet, acte, sujet, organisation, delegation from ${table} order by id`)).rows;
const de = (role: 'ars' | 'caisse', compte: string, delegation: string | null = null) => ({
  sujet: sujet(compte),
  organisation: `une-${role}`,
  delegation,
});
const COMPTE = COMPTES_ESSAI.caisse;
const ADHESION = {
  rpps: '10000000001',
  nom: 'Médecin 01',
  prenom: 'A.',
  specialite: 'dermatologie',
  liberal: true,
  signeeLe: '2026-01-10',
};
const json = (methode: string, comme: string, corps?: object, entetes: object = {}) => ({
  method: methode,
  headers: { comme, 'content-type': 'application/json', ...entetes },
  ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
});

describe('chaque écriture dit le sujet, l’organisation et la délégation', () => {
  test('le compte d’une caisse, ses lots, ses adhésions : aussi au nom d’un autre', async () => {
    const app = await service();
    const delegation = await deleguer(app, 'caisse', 'caisse-landes');
    await db.pool.query('truncate ecritures');
    const entetes = { 'x-delegation': delegation };
    const compte = (comme: string, ajouts: object = {}) =>
      app.request('/api/v1/caisses/gironde/compte', json('PUT', comme, COMPTE, ajouts));
    expect((await compte('caisse')).status).toBe(200);
    expect((await compte('caisse-landes', entetes)).status).toBe(200);
    const adhesions = json('POST', 'caisse-landes', { adhesions: [ADHESION] }, entetes);
    expect((await app.request(`/api/v1/ess/${ESS}/adhesions`, adhesions)).status).toBe(200);
    expect(await lignes('ecritures')).toEqual([
      { objet: 'compte-caisse', acte: 'donne', ...de('caisse', 'caisse-gironde') },
      { objet: 'compte-caisse', acte: 'donne', ...de('caisse', 'caisse-gironde', delegation) },
      { objet: 'adhesions', acte: 'enregistrees', ...de('caisse', 'caisse-gironde', delegation) },
    ]);
  });

  test('un lot composé, puis lu', async () => {
    const app = await service();
    await app.request('/api/v1/caisses/gironde/compte', json('PUT', 'caisse', COMPTE));
    await payable();
    await db.pool.query('truncate ecritures');
    const lot = await app.post(
      '/caisses/gironde/lots',
      { le: '2026-06-15' },
      { comme: 'caisse', 'x-horloge-origine': '2026-06-12T09:00:00Z' },
    );
    expect(lot.status).toBe(201);
    const fichier = { headers: { comme: 'caisse', 'x-horloge-origine': '2026-06-12T09:00:00Z' } };
    expect((await app.request('/api/v1/caisses/gironde/lots/1.xml', fichier)).status).toBe(200);
    expect(await lignes('ecritures')).toEqual([{ objet: 'lot', acte: 'compose', ...de('caisse', 'caisse-gironde') }]);
    expect(await lignes('acces')).toEqual([{ objet: 'lot', acte: 'lecture', ...de('caisse', 'caisse-gironde') }]);
  });

  test('un mandat donné, redonné, puis retiré', async () => {
    const { post, ask, get } = await service();
    for (const titulaire of ['sujet:un|porteur', 'sujet:un|autre', 'sujet:un|autre'])
      expect((await post(`/ess/${ESS}/mandats`, { titulaire }, { comme: 'ars' })).status).toBe(201);
    const [mandat] = (await get(`/ess/${ESS}/mandats`, 'ars')).body['mandats'] as { id: string }[];
    expect((await ask('DELETE', `/ess/${ESS}/mandats/${mandat?.id}`, 'ars')).status).toBe(204);
    const auteur = de('ars', 'ars-nouvelle-aquitaine');
    // Given again while it ran, it was not written twice.
    expect(await lignes('ecritures')).toEqual(
      ['donne', 'donne', 'retire'].map((acte) => ({ objet: 'mandat', acte, ...auteur })),
    );
  });

  test('un abonnement, tout ce qui lui arrive, un calendrier, une délégation', async () => {
    const app = await service();
    const { post, ask } = app;
    const abonnement = await post('/abonnements', { adresse: 'https://partenaire.example/ess' }, { comme: 'ars' });
    const un = `/abonnements/${String(abonnement.body['id'])}`;
    expect((await post(`${un}/secrets`, {}, { comme: 'ars' })).status).toBe(201);
    expect((await post(`${un}/essais`, {}, { comme: 'ars' })).status).toBe(202);
    expect((await post(`${un}/rejeux`, { ess: ESS, apresRang: 0 }, { comme: 'ars' })).status).toBe(202);
    expect((await ask('PUT', `${un}/suspension`, 'ars')).status).toBe(200);
    expect((await ask('DELETE', `${un}/suspension`, 'ars')).status).toBe(200);
    expect((await ask('DELETE', un, 'ars')).status).toBe(204);
    const { body } = await post('/calendriers', { region: 'nouvelle-aquitaine' }, { comme: 'ars' });
    expect((await ask('DELETE', `/calendriers/${String(body['id'])}`, 'ars')).status).toBe(204);
    const delegation = await deleguer(app, 'ars', 'ars-bretagne');
    expect((await ask('DELETE', `/delegations/${delegation}`, 'ars')).status).toBe(204);
    const ecrites = await lignes('ecritures');
    const auteur = de('ars', 'ars-nouvelle-aquitaine');
    expect(ecrites.every((ligne) => ligne.sujet === auteur.sujet && ligne.organisation === auteur.organisation)).toBe(
      true,
    );
    expect(ecrites.map(({ objet, acte }) => `${objet} ${acte}`)).toEqual([
      'abonnement pris',
      'abonnement secret-change',
      'abonnement essaye',
      'abonnement rejoue',
      'abonnement suspendu',
      'abonnement repris',
      'abonnement supprime',
      'calendrier donne',
      'calendrier retire',
      'delegation donnee',
      'delegation retiree',
    ]);
  });

  test('ce qui n’est pas écrit ne nomme personne : l’écriture et son auteur vont ensemble', async () => {
    const records = createRecords(db.pool);
    const auteur = { role: 'ars' as const, sujet: 's', organisation: 'o', delegation: FICHE };
    await expect(records.giveMandate({ ess: ESS, titulaire: 'sujet:x|y' }, auteur)).rejects.toThrow(/delegation/);
    expect(await lignes('ecritures')).toEqual([]);
    expect((await db.pool.query("select 1 from mandats where titulaire = 'sujet:x|y'")).rowCount).toBe(0);
  });
});

/** A payment that the caisse of Gironde has to make, to an account that is known. */
async function payable(): Promise<void> {
  await declarerCompte(db.pool, ESS);
  await orderPayment(db.pool, {
    cle: `${ESS}:1`,
    ess: ESS,
    paiement: 'amorcage-1',
    caisse: 'gironde',
    montantCentimes: centimes(10_000),
    le: date('2026-06-01'),
    dateLimite: date('2026-06-30'),
  });
}

test('chaque lecture de ce qui nomme des personnes dit qui a lu, et sous quelle délégation', async () => {
  const app = await service();
  const delegation = await deleguer(app, 'ars', 'ars-bretagne');
  const form = new FormData();
  form.set('code', 'statuts');
  form.set('fichier', new Blob(['%PDF-1.4 x']), 'statuts.pdf');
  const headers = { comme: 'ars-bretagne', 'x-delegation': delegation };
  const depot = await app.request(`/api/v1/ess/${ESS}/fichiers`, { method: 'POST', headers, body: form });
  expect(depot.status).toBe(201);
  const chemins = [
    `fichiers/${String(depot.body['id'])}`,
    `fiches/${FICHE}`,
    'adhesions',
    'courriers/1.pdf',
    'contrats/dotation.pdf',
  ];
  const statuts: number[] = [];
  for (const chemin of chemins) statuts.push((await app.request(`/api/v1/ess/${ESS}/${chemin}`, { headers })).status);
  expect(statuts).toEqual([200, 200, 200, 200, 200]);
  const auteur = de('ars', 'ars-nouvelle-aquitaine', delegation);
  expect(await lignes('acces')).toEqual([
    { objet: 'fichier', acte: 'depot', ...auteur },
    { objet: 'fichier', acte: 'lecture', ...auteur },
    { objet: 'fiche', acte: 'lecture', ...auteur },
    { objet: 'adhesions', acte: 'lecture', ...auteur },
    { objet: 'courrier', acte: 'lecture', ...auteur },
    { objet: 'contrat', acte: 'lecture', ...auteur },
  ]);
});

describe('sous une délégation', () => {
  test('rien ne se donne qui lui survivrait : abonnements, liens, mandats, délégations', async () => {
    const app = await service();
    const { post, request, get } = app;
    const abonnement = await post('/abonnements', { adresse: 'https://partenaire.example/ess' }, { comme: 'ars' });
    const un = `/abonnements/${String(abonnement.body['id'])}`;
    const lien = await post('/calendriers', { region: 'nouvelle-aquitaine' }, { comme: 'ars' });
    const delegation = await deleguer(app, 'ars', 'ars-bretagne');
    await db.pool.query('truncate ecritures');
    const entetes = { 'x-delegation': delegation };
    const essais: readonly (readonly [string, string, object?])[] = [
      ['POST', '/abonnements', { adresse: 'https://partenaire.example/autre' }],
      ['DELETE', un],
      ['PUT', `${un}/suspension`],
      ['DELETE', `${un}/suspension`],
      ['POST', `${un}/secrets`, {}],
      ['POST', `${un}/essais`, {}],
      ['POST', `${un}/rejeux`, { ess: ESS, apresRang: 0 }],
      ['POST', '/calendriers', { region: 'nouvelle-aquitaine' }],
      ['DELETE', `/calendriers/${String(lien.body['id'])}`],
      ['POST', `/ess/${ESS}/mandats`, { titulaire: `sujet:${sujet('ars-bretagne')}` }],
      ['POST', `/ess/${ESS}/mandats`, { titulaire: 'organisation:une-ars' }],
      ['POST', '/delegations', { delegataire: sujet('ars-corse'), du: today(), au: today(), motif: 'x' }],
    ];
    for (const [methode, chemin, corps] of essais) {
      const { status, body } = await request(`/api/v1${chemin}`, json(methode, 'ars-bretagne', corps, entetes));
      expect([methode, chemin, status, body['type']]).toEqual([methode, chemin, 403, '/problemes/role-interdit']);
    }
    expect(await lignes('ecritures')).toEqual([]);
    expect((await get(un, 'ars')).status).toBe(200);
  });

  test('ce qui est à lire se lit, et ce que l’on retire se retire : un droit prend fin', async () => {
    const app = await service();
    const { post, request } = app;
    const { body } = await post(`/ess/${ESS}/mandats`, { titulaire: 'sujet:un|dernier' }, { comme: 'ars' });
    const mandats = body['mandats'] as { id: string; titulaire: string }[];
    const { id } = mandats.find(({ titulaire }) => titulaire === 'sujet:un|dernier') ?? {};
    const delegation = await deleguer(app, 'ars', 'ars-bretagne');
    const entetes = { 'x-delegation': delegation };
    expect((await request('/api/v1/abonnements', json('GET', 'ars-bretagne', undefined, entetes))).status).toBe(200);
    const retrait = json('DELETE', 'ars-bretagne', undefined, entetes);
    expect((await request(`/api/v1/ess/${ESS}/mandats/${id}`, retrait)).status).toBe(204);
    expect((await lignes('ecritures')).at(-1)).toEqual({
      objet: 'mandat',
      acte: 'retire',
      ...de('ars', 'ars-nouvelle-aquitaine', delegation),
    });
  });

  test('commence dans un an au plus, dans l’API comme dans la base', async () => {
    const { post } = await service();
    const donner = (jours: number) => {
      const du = ajouterJours(today(), jours);
      return post(
        '/delegations',
        { delegataire: sujet('ars-corse'), du, au: ajouterJours(du, 5), motif: 'Congés.' },
        { comme: 'ars' },
      );
    };
    expect((await donner(366)).status).toBe(201);
    expect(errorsOf(await donner(367))).toHaveProperty('du');
    await expect(
      db.pool.query(
        `insert into delegations (delegant, delegataire, organisation, role, regions, caisses, du, au, motif)
         values ('a', 'b', 'o', 'ars', '{}', '{}', '2098-01-01', '2098-02-01', 'x')`,
      ),
    ).rejects.toMatchObject({ constraint: 'delegations_prochaines' });
  });
});
