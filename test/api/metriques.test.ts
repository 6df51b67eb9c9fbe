/** What a supervisor reads: real counts, labels of closed lists, and no one's name. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMetrics } from '../../api/http/metrics.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { etatInitial } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { RecordsUnavailable } from '../../api/ports.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { openIncident } from '../../records/outbox/incidents.ts';
import { setNoticeAside } from '../../records/outbox/dispatch.ts';
import { startSupervision, readAddress } from '../../runtime/supervision.ts';
import { recordAct } from '../../records/demarches/acts.ts';
import { awaitSomeone, recordFailure, recordSeen } from '../../records/demarches/dossiers.ts';
import { openDemarche } from '../../records/demarches/readings.ts';
import { suspendSubscription } from '../../records/registers/abonnements.ts';
import { monde } from '../webhooks/monde.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { api, BARE, CASE, dossierOf } from './support.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** The value of a sample, or undefined when there is none. */
const valeur = (texte: string, serie: string): number | undefined => {
  const ligne = texte.split('\n').find((candidate) => candidate.startsWith(`${serie} `));
  return ligne === undefined ? undefined : Number(ligne.split(' ').at(-1));
};
const engine = { ping: () => Promise.resolve() } as Parameters<typeof createMetrics>[0]['cases'];

test('ce qui attend : avis, incidents, paiements, échéances légales sans effet', async () => {
  const lire = createMetrics({ cases: engine, records: createRecords(db.pool) });
  expect(valeur(await lire(), 'ess_avis_en_attente')).toBe(0);
  const recue = (le: string) =>
    evoluer(etatInitial('ess-33-retard01'), {
      evenement: 'LettreIntentionDeposee',
      acteur: 'porteur',
      regle: 'LI-01',
      ...BARE,
      le,
    } as never);
  const { resume } = dossierOf('x');
  for (const [ess, le, expire] of [
    ['ess-33-retard01', '2025-01-10', '2025-03-10'],
    ['ess-33-alheure1', '2098-01-10', '2098-03-10'],
  ] as const)
    await saveDossier(db.pool, {
      ess,
      rang: 1,
      etat: recue(le),
      resume: { ...resume, prochaineEcheance: { cle: 'decision-lettre-intention', expire: expire as never } },
    });
  await openIncident(db.pool, { ess: 'ess-33-retard01', cle: 'k', nature: 'envoi-impossible', message: 'm' });
  await db.pool.query(
    `insert into avis (cle, destinataire, ess, rang, evenement, objet, corps, message_id, cree_le)
     values ('k', 'ars', 'ess-33-retard01', 1, 'LettreIntentionDeposee', 'o', 'c', 'm', now() - interval '2 hours'),
       ('l', 'ars', 'ess-33-retard01', 2, 'AvisCaisseRendu', 'o', 'c', 'n', now() - interval '9 hours')`,
  );
  await setNoticeAside(db.pool, 'l');
  const texte = await lire();
  expect(valeur(texte, 'ess_echeances_sans_effet')).toBe(1);
  expect(valeur(texte, 'ess_avis_en_attente')).toBe(1);
  // The other one was set aside: nobody waits for it any more.
  expect(valeur(texte, 'ess_avis_plus_ancien_secondes')).toBeGreaterThanOrEqual(7200);
  expect(valeur(texte, 'ess_avis_plus_ancien_secondes')).toBeLessThan(7300);
  expect(valeur(texte, 'ess_incidents_ouverts{nature="envoi-impossible"}')).toBe(1);
  expect(valeur(texte, 'ess_dossiers{phase="lettre-intention"}')).toBe(2);
  expect([valeur(texte, 'ess_moteur_disponible'), valeur(texte, 'ess_base_disponible')]).toEqual([1, 1]);
  expect(valeur(texte, 'nodejs_eventloop_lag_p99_seconds')).toBeDefined();
});

test('les messages aux partenaires : ce qui attend, depuis quand, et les abonnements qui s’arrêtent', async () => {
  const m = monde(db.pool);
  const { id } = await m.abonner('https://partenaire.exemple.invalid/');
  const { id: parti } = await m.abonner('https://partenaire.exemple.invalid/');
  await m.ecrire('ess-33-mesure01', [1]);
  await suspendSubscription(db.pool, parti, 'parti');
  await db.pool.query(`update livraisons set cree_le = now() - interval '2 hours' where abonnement = $1`, [id]);
  await db.pool.query(`update livraisons set cree_le = now() - interval '9 hours' where abonnement = $1`, [parti]);
  const texte = await createMetrics({ cases: engine, records: createRecords(db.pool) })();
  expect(valeur(texte, 'ess_livraisons{etat="attente"}')).toBe(2);
  const age = valeur(texte, 'ess_livraison_plus_ancienne_secondes') ?? 0;
  expect(Math.floor(age / 3600)).toBe(2);
  expect(valeur(texte, 'ess_abonnements{etat="en-cours"}')).toBe(1);
  expect(valeur(texte, 'ess_abonnements{etat="parti"}')).toBe(1);
});

test('le lien avec Démarche Numérique : son retard, son jeton, ce qui attend quelqu’un', async () => {
  const demarche = { instance: 'DN', numero: 101 };
  const lire = createMetrics({ cases: engine, records: createRecords(db.pool) });
  await openDemarche(db.pool, demarche);
  expect(valeur(await lire(), 'ess_demarche_retard_secondes{demarche="DN 101"}')).toBeLessThan(3600);
  expect(valeur(await lire(), 'ess_demarche_jeton_jours{demarche="DN 101"}')).toBeUndefined();
  await db.pool.query(
    `update demarches set releve_le = now() - interval '25 hours', ecriture_suspendue = 'decision-automatique',
       jeton_expire_le = (now() at time zone 'Europe/Paris')::date + 7, empechements = '["un", "deux"]'`,
  );
  const vu = { groupe: 'G', etat: 'en_construction', modifieLe: '2026-01-05T10:00:00Z', empreinte: '' } as const;
  await recordSeen(db.pool, demarche, [
    { ...vu, numero: 1, deposeLe: '2026-01-05T10:00:00Z' },
    { ...vu, numero: 2, deposeLe: '2026-01-06T10:00:00Z' },
  ]);
  await awaitSomeone(db.pool, 'DN', 1, { nature: null, motif: 'nature-inconnue' });
  await recordFailure(db.pool, 'DN', 2, { cause: 'dn:panne', le: new Date() });
  const acte = { instance: 'DN', numero: 2, genre: 'sans-suite' } as const;
  await recordAct(db.pool, { ...acte, cle: 'a', statut: 'incident' });
  await recordAct(db.pool, { ...acte, cle: 'b', statut: 'alerte' });
  const texte = await lire();
  const de = (nom: string) => valeur(texte, `ess_demarche_${nom}{demarche="DN 101"}`);
  expect(Math.floor((de('retard_secondes') ?? 0) / 3600)).toBe(25);
  expect(['echecs', 'a_rattacher', 'incidents', 'ecarts', 'suspendue', 'empechements', 'jeton_jours'].map(de)).toEqual([
    1, 1, 1, 0, 1, 2, 7,
  ]);
  const { rows } = await db.pool.query<{ age: number }>(
    `select extract(epoch from now() - timestamptz '2026-01-05T10:00:00Z')::float8 as age`,
  );
  expect(Math.abs((de('attente_secondes') ?? 0) - (rows[0]?.age ?? 0))).toBeLessThan(3600);
});

test('la base absente : sa jauge le dit, et ce qu’elle seule sait n’est pas inventé', async () => {
  const away = () => Promise.reject(new RecordsUnavailable('PostgreSQL'));
  const records = { ...createRecords(db.pool), ping: away };
  const moteurAbsent = { ping: () => Promise.reject(new Error('away')) } as typeof engine;
  const texte = await createMetrics({ cases: moteurAbsent, records })();
  expect([valeur(texte, 'ess_moteur_disponible'), valeur(texte, 'ess_base_disponible')]).toEqual([0, 0]);
  expect(texte).not.toMatch(/^ess_(avis|demarche|incidents|paiements|dossiers|echeances|livraison|abonnements)[^#]*$/m);
});

test('les requêtes se comptent par route déclarée, les refus par règle, jamais par adresse ni par valeur', async () => {
  const lire = createMetrics({ cases: engine, records: createRecords(db.pool) });
  const avant = await lire();
  const { get, post, request } = await api();
  await get(`/ess/${CASE}`, 'ars');
  await post(`/ess/${CASE}/commandes/consigner-echange`, { le: '2026-02-01' }, { comme: 'ars' });
  await post(`/ess/${CASE}/commandes/valider-lettre-intention`, { le: '2026-02-01' }, { comme: 'porteur' });
  for (let i = 0; i < 20; i += 1) await request(`/adresse-${i}/Medecin01`, { method: i % 2 === 0 ? 'PATCH' : 'GET' });
  const texte = await lire();
  const plus = (serie: string) => (valeur(texte, serie) ?? 0) - (valeur(avant, serie) ?? 0);
  expect(plus('ess_http_duree_secondes_count{methode="GET",route="/ess/:ess",statut="200"}')).toBe(1);
  expect(plus('ess_commandes_acceptees_total{commande="consigner-echange"}')).toBe(1);
  expect(plus('ess_refus_total{nature="role",regle="ACTEUR"}')).toBe(1);
  expect(plus('ess_problemes_total{type="introuvable"}')).toBe(20);
  expect(plus('ess_http_duree_secondes_count{methode="autre",route="aucune",statut="404"}')).toBe(10);
  expect(texte).not.toMatch(/Medecin01|adresse-\d|ess-33-/);
});

test('la page du superviseur est sur un port à elle, et l’API ne la montre pas', async () => {
  const page = await startSupervision(
    { host: '127.0.0.1', port: 0 },
    { metrics: () => Promise.resolve('x 1\n'), ready: () => Promise.reject(new Error('away')) },
  );
  const lire = async (chemin: string) => (await fetch(`${page.url}${chemin}`)).status;
  expect([await lire('/vie'), await lire('/pret'), await lire('/metrics'), await lire('/__proto__')]).toEqual([
    200, 503, 200, 404,
  ]);
  await page.close();
  const { request } = await api();
  expect((await request('/metrics')).status).toBe(404);
  expect(readAddress({ S: '9464' }, 'S')).toEqual({ host: '127.0.0.1', port: 9464 });
  expect(() => readAddress({ S: 'partout' }, 'S')).toThrow(/^S must be/);
});
