/** The matrix, exhaustively: every command and every right, by every role, within its scope and outside it. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PREFERENCES } from '../../api/contract/examples/moi.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { MATRIX } from '../../scripts/rights.ts';
import { OUTSIDE, RIGHTS, sendersOf, type Right } from '../../identity/rights.ts';
import { TABLE } from '../../domain/table.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { api, dossierOf, type Answer } from './support.ts';

/** Gironde, whose agents and porteur the tests play; Ille-et-Vilaine, where they have no business; and nowhere. */
const ICI = 'ess-33-gironde1';
const AILLEURS = 'ess-35-vilaine';
const INCONNUE = 'ess-33-0nulle0';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  for (const [ess, siege, region] of [
    [ICI, '33', 'nouvelle-aquitaine'],
    [AILLEURS, '35', 'bretagne'],
  ] as const) {
    const { rang, etat, resume } = dossierOf(ess, { siege, departements: [siege] });
    await saveDossier(db.pool, { ess, rang, etat, resume: { ...resume, siege, region, departements: [siege] } });
  }
  const { issuer } = await fournisseur();
  await giveMandate(db.pool, { ess: ICI, titulaire: `sujet:${issuer}|porteur-01`, donnePar: 'essai' });
  await giveMandate(db.pool, { ess: AILLEURS, titulaire: `sujet:${issuer}|porteur-02`, donnePar: 'essai' });
});
afterAll(() => db.drop());

const service = () => api({ records: createRecords(db.pool) });
type Service = Awaited<ReturnType<typeof service>>;
type Ask = (app: Service, role: string, place: { ess: string; caisse: string; region: string }) => Promise<Answer>;

const get =
  (path: (place: { ess: string; caisse: string; region: string }) => string): Ask =>
  (app, role, place) =>
    app.get(path(place), role);
const post =
  (
    path: (place: { ess: string; caisse: string }) => string,
    body: object | ((place: { ess: string }) => object),
  ): Ask =>
  (app, role, place) =>
    app.post(path(place), typeof body === 'function' ? body(place) : body, { comme: role });

/** One request for each right. */
const DEMANDES: Readonly<Record<Right, Ask>> = {
  'lister-ess': get(() => '/ess'),
  'lire-a-faire': get(() => '/a-faire'),
  'lire-actes': get(({ ess }) => `/ess/${ess}/actes`),
  'lire-instruction': get(({ ess }) => `/ess/${ess}/instruction`),
  'lire-etapes': get(({ ess }) => `/ess/${ess}/etapes`),
  'suivre-dossier': get(({ ess }) => `/ess/${ess}/suivi-par`),
  'exporter-ess': get(() => '/exports/ess.json'),
  'lire-dossier': get(({ ess }) => `/ess/${ess}`),
  'lire-echeancier': get(({ ess }) => `/ess/${ess}/echeancier`),
  'lire-journal': get(({ ess }) => `/ess/${ess}/journal`),
  'lire-paiements': get(({ ess }) => `/ess/${ess}/paiements`),
  'lire-comptes': get(({ ess }) => `/ess/${ess}/comptes`),
  'lister-courriers': get(({ ess }) => `/ess/${ess}/courriers`),
  'lire-courrier': get(({ ess }) => `/ess/${ess}/courriers/1.pdf`),
  'preparer-courrier': post(({ ess }) => `/ess/${ess}/courriers/projet`, {
    commande: 'signer-contrat-amorcage',
    acte: { le: '2026-01-10' },
  }),
  'lire-contrat': get(({ ess }) => `/ess/${ess}/contrats/amorcage.pdf`),
  'lire-fichiers': get(({ ess }) => `/ess/${ess}/fichiers`),
  'deposer-fichier': post(({ ess }) => `/ess/${ess}/fichiers`, {}),
  'lire-fiches': get(({ ess }) => `/ess/${ess}/fiches`),
  'lire-adhesions': get(({ ess }) => `/ess/${ess}/adhesions`),
  'ecrire-adhesions': post(({ ess }) => `/ess/${ess}/adhesions`, {
    adhesions: [
      { rpps: '10000000001', nom: 'A', prenom: 'B', specialite: 'dermatologie', liberal: true, signeeLe: '2026-01-10' },
    ],
  }),
  'lire-doublons': get(() => '/adhesions/doublons'),
  'lire-incidents': get(() => '/incidents'),
  'lire-demarches': get(() => '/demarches'),
  'tenir-demarches': post(() => '/demarches/DN/dossiers/1/essais', {}),
  'reprendre-ecriture': post(() => '/demarches/DN/1/reprise-ecriture', { motif: 'Désactivé.' }),
  'lire-calendrier': get(({ ess }) => `/calendrier.ics?ess=${ess}`),
  'lire-previsions': get(() => '/previsions'),
  simuler: post(
    () => '/simulations',
    ({ ess }) => ({ ess }),
  ),
  'lire-etat-des-lieux': get(() => '/etat-des-lieux?annee=2026'),
  'lire-argent-national': get(() => '/etat-des-lieux/mois'),
  'lire-paiements-caisse': get(({ caisse }) => `/caisses/${caisse}/paiements`),
  'tenir-compte-caisse': get(({ caisse }) => `/caisses/${caisse}/compte`),
  'tenir-lots': post(({ caisse }) => `/caisses/${caisse}/lots`, { le: '2026-06-15' }),
  'lire-lots': get(({ caisse }) => `/caisses/${caisse}/lots`),
  'lire-rapprochement': get(({ caisse }) => `/caisses/${caisse}/rapprochement?mois=2026-05`),
  'lire-livre-dossier': get(({ ess }) => `/ess/${ess}/grand-livre`),
  'lire-mandats': get(({ ess }) => `/ess/${ess}/mandats`),
  'donner-mandat': post(({ ess }) => `/ess/${ess}/mandats`, { titulaire: 'organisation:00000000000001' }),
  'accepter-mandat': get(() => `/invitations/${'a'.repeat(43)}`),
  deleguer: get(() => '/delegations'),
  'reprendre-dossiers': (app, role) => app.post('/reprises?essai=1', { dossiers: [] }, { comme: role }),
  'accorder-reprise': post(() => `/reprises/${randomUUID()}/accord`, { sens: 'accepte' }),
  'lire-reprises': get(() => '/reprises'),
  'tenir-espace': get(() => '/moi/preferences'),
  'recevoir-recapitulatif': (app, role) => app.put('/moi/preferences', PREFERENCES.valeur, { comme: role }),
  'tenir-abonnements': get(() => '/abonnements'),
};

const DEDANS = { ess: ICI, caisse: 'gironde', region: 'nouvelle-aquitaine' };
const DEHORS = { ess: AILLEURS, caisse: 'ille-et-vilaine', region: 'bretagne' };
const NULLE_PART = { ess: INCONNUE, caisse: 'gironde', region: 'bretagne' };

/** What the answer says, its own address apart. */
const said = ({ status, body }: Answer) => ({ status, type: body['type'], detail: body['detail'] });
/** These see every case. */
const SEES_ALL: readonly string[] = ['national', 'exploitant'];

describe.each(Object.keys(RIGHTS) as Right[])('droit « %s »', (right) => {
  const { roles, regle, sur } = RIGHTS[right];
  test.each(OUTSIDE.filter((role) => (roles as readonly string[]).includes(role)))(
    'accordé à %s dans son périmètre, et rien en dehors',
    async (role) => {
      const app = await service();
      const inside = await DEMANDES[right](app, role, DEDANS);
      expect([401, 403, 500, 503]).not.toContain(inside.status);
      if (sur === 'dossier') {
        const unknown = said(await DEMANDES[right](app, role, NULLE_PART));
        const outside = said(await DEMANDES[right](app, role, DEHORS));
        expect(unknown).toMatchObject({ status: 404, type: '/problemes/introuvable' });
        expect(said(inside)).not.toEqual(unknown);
        if (SEES_ALL.includes(role)) expect(outside).toEqual(said(inside));
        else expect(outside).toEqual(unknown);
      }
      if (sur === 'caisse' && !SEES_ALL.includes(role))
        expect((await DEMANDES[right](app, role, DEHORS)).body['detail']).toMatch(/ne vous est accessible/);
    },
  );
  test.each(OUTSIDE.filter((role) => !(roles as readonly string[]).includes(role)))('refusé à %s', async (role) => {
    const app = await service();
    expect(await DEMANDES[right](app, role, DEDANS)).toMatchObject({
      status: 403,
      body: { type: '/problemes/role-interdit', regle },
    });
  });
});

const COMMANDES = Object.keys(TABLE) as NomCommande[];
const ENTREES: readonly string[] = ['deposer-lettre-intention', 'declarer-ess-existante'];

describe.each(COMMANDES)('commande « %s »', (commande) => {
  test.each([...OUTSIDE])('par %s', async (role) => {
    const app = await service();
    const envoyer = (ess: string) =>
      app.post(`/ess/${ess}/commandes/${commande}`, { le: '2026-02-01' }, { comme: role });
    const unknown = said(await envoyer(INCONNUE));
    expect(unknown).toMatchObject({ status: 404 });
    const outside = said(await envoyer(AILLEURS));
    if (!SEES_ALL.includes(role)) expect(outside).toEqual(unknown);
    const inside = await envoyer(ICI);
    if (sendersOf(commande).includes(role)) expect([200, 400]).toContain(inside.status);
    else expect(inside).toMatchObject({ status: 403, body: { regle: 'ACTEUR' } });
    expect(app.world.sent.every(({ ess }) => ess === ICI)).toBe(true);
  });

  if (ENTREES.includes(commande))
    test.each(OUTSIDE.filter((role) => !sendersOf(commande).includes(role)))('n’ouvre rien pour %s', async (role) => {
      const { post: send, world } = await service();
      expect((await send('/ess', { commande, le: '2026-02-01' }, { comme: role })).status).toBe(403);
      expect(world.sent).toEqual([]);
    });
});

describe('ce qui est listé', () => {
  const listed = async (role: string) => {
    const { body } = await (await service()).get('/ess', role);
    return (body['ess'] as { ess: string }[]).map(({ ess }) => ess);
  };
  test.each([
    ['ars', [ICI]],
    ['ars-bretagne', [AILLEURS]],
    ['ars-corse', []],
    ['caisse', [ICI]],
    ['caisse-ille-et-vilaine', [AILLEURS]],
    ['porteur', [ICI]],
    ['porteur-03', []],
    ['national', [ICI, AILLEURS]],
    ['exploitant', [ICI, AILLEURS]],
  ])('à %s', async (role, ess) => expect(await listed(role)).toEqual(ess));
});

test('une ARS ne déclare pas une équipe d’une autre région', async () => {
  const { post: send, world } = await service();
  const existante = {
    commande: 'declarer-ess-existante',
    le: '2026-01-15',
    regime: 'en-fonctionnement-conforme',
    specialites: ['cardiologie'],
    departements: ['35'],
    siege: '35',
  };
  expect(await send('/ess', existante, { comme: 'ars' })).toMatchObject({ status: 403, body: { regle: 'DEC-49' } });
  expect(world.sent).toEqual([]);
});

test('chaque rôle sait ce qu’il peut faire : /moi', async () => {
  const { get: read } = await service();
  for (const role of OUTSIDE) {
    const { body } = await read('/moi', role);
    expect(body['commandes']).toEqual(COMMANDES.filter((commande) => sendersOf(commande).includes(role)));
  }
});

test('un jeton est demandé partout, sauf pour ce qui est public', async () => {
  const { request } = await service();
  const statuts = async (paths: readonly string[]) => {
    const answers = await Promise.all(paths.map((path) => request(path, { headers: { comme: '' } })));
    return answers.map(({ status }) => status);
  };
  expect(await statuts(['/sante', '/problemes', '/api/v1/regles'])).toEqual([200, 200, 200]);
  expect(await statuts(['/api/v1/ess', '/api/v1/incidents', '/api/v1/moi', '/api/v1/n-importe-quoi'])).toEqual([
    401, 401, 401, 401,
  ]);
  expect((await comme('ars')).authorization).toMatch(/^Bearer /);
});

test('la documentation montre cette matrice, et pas une autre', () => {
  expect(readFileSync(new URL('../../docs/identites.md', import.meta.url), 'utf8')).toContain(MATRIX);
});
