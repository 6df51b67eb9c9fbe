import { describe, expect, test } from 'vitest';
import { EngineUnavailable, RecordsUnavailable } from '../../api/ports.ts';
import { depuis } from '../../domain/calculs/date.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { api, BARE, dossierOf, errorsOf } from './support.ts';

const ID = 'ess-33-00000000';

describe('GET /ess/{id}', () => {
  test('l’état enregistré, sans les rouages', async () => {
    const { get, world } = await api();
    world.dossiers.push(dossierOf(ID));
    const { body } = await get(`/ess/${ID}`);
    expect(body).toMatchObject({
      ess: ID,
      rang: 1,
      phase: 'lettre-intention',
      region: 'nouvelle-aquitaine',
      frais: false,
    });
    for (const hidden of ['version', 'grace', 'depassees', 'conflitsVerifies']) expect(body).not.toHaveProperty(hidden);
  });

  test('?frais=1 interroge le moteur, et se rabat sur l’état enregistré s’il est absent', async () => {
    const fresh = await api();
    fresh.world.dossiers.push(dossierOf(ID));
    expect((await fresh.get(`/ess/${ID}?frais=1`)).body).toMatchObject({ rang: 2, frais: true, enCours: ['x'] });
    const away = await api({ cases: { view: () => Promise.reject(new EngineUnavailable('x')) } });
    away.world.dossiers.push(dossierOf(ID));
    expect((await away.get(`/ess/${ID}?frais=1`)).body).toMatchObject({ rang: 1, frais: false });
  });
});

test('l’échéancier dit chaque date avec la phrase de sa règle', async () => {
  const line = (cle: string, expire: string, regle: string) => ({
    cle,
    expire: expire as DateCivile,
    declenche: expire as DateCivile,
    effetLe: expire as DateCivile,
    reveil: instant(0),
    regle,
    effet: 'alerte' as const,
    attendu: [],
    calcul: depuis('LettreIntentionDeposee', expire as DateCivile),
  });
  const echeances = () => [
    line('depot-projet-sante', '2026-07-15', 'PS-02'),
    line('decision-lettre-intention', '2026-03-15', 'LI-09'),
  ];
  const { get, world } = await api({ law: { echeances } });
  world.dossiers.push(dossierOf(ID));
  const { body } = await get(`/ess/${ID}/echeancier`);
  expect(body['echeances']).toMatchObject([
    { cle: 'decision-lettre-intention', expire: '2026-03-15', regle: 'LI-09', nature: 'texte' },
    { cle: 'depot-projet-sante', regle: 'PS-02' },
  ]);
  for (const { phrase } of body['echeances'] as { phrase: string }[]) expect(phrase.length).toBeGreaterThan(20);
});

test('le journal se lit par pages de rangs', async () => {
  const asked: unknown[] = [];
  const evenement = { evenement: 'Renonciation', le: '2026-02-01', acteur: 'porteur', regle: 'DEC-23' } as const;
  const { get, world } = await api({
    records: {
      readJournal: (_ess, page) => {
        asked.push(page);
        const rangs = [3, 4, 5].slice(0, page.limite);
        return Promise.resolve(
          rangs.map((rang) => ({ rang, enregistreLe: instant(0), evenement: evenement as never })),
        );
      },
    },
  });
  world.dossiers.push(dossierOf(ID));
  const { body } = await get(`/ess/${ID}/journal?apres=2&limite=2`);
  expect(asked).toEqual([{ apresRang: 2, limite: 3 }]);
  expect(body).toMatchObject({
    ess: ID,
    suivant: 4,
    lignes: [{ rang: 3, enregistreLe: '1970-01-01T00:00:00.000Z', ...evenement }, { rang: 4 }],
  });
  expect((await get(`/ess/${ID}/journal?limite=3`)).body['suivant']).toBeNull();
  expect((await get(`/ess/${ID}/journal?apres=-1`)).status).toBe(400);
});

test('GET /regles?le= donne les chiffres du jour demandé, leurs sources ; un autre paramètre est refusé (DEC-65)', async () => {
  const { get } = await api();
  const { body } = await get('/regles?le=2026-03-01');
  expect(body['le']).toBe('2026-03-01');
  expect((body['chiffres'] as { nom: string }[]).find(({ nom }) => nom === 'dotationPlancher')).toMatchObject({
    regle: 'DOT-05',
    valeur: 5_000_000,
    unite: 'centimes',
    selon: 'signature',
    depuis: '2025-01-01',
  });
  expect((await get('/regles?le=demain')).status).toBe(400);
  expect((await get('/regles?jour=2026-03-01')).status).toBe(400);
});

test('GET /regles donne le catalogue : source, nature et phrase de chaque règle', async () => {
  const { get } = await api();
  const regles = (await get('/regles')).body['regles'] as Record<string, string>[];
  expect(regles.find(({ id }) => id === 'LI-09')).toMatchObject({
    nature: 'texte',
    source: expect.any(String) as string,
  });
  expect(regles.every(({ phrase }) => phrase)).toBe(true);
});

describe('GET /sante', () => {
  test('tout répond', async () => {
    const { request } = await api();
    const answer = await request('/sante');
    expect([answer.status, answer.body]).toEqual([200, { etat: 'ok', moteur: 'ok', donnees: 'ok' }]);
  });
  test.each([
    ['moteur', { cases: { ping: () => Promise.reject(new EngineUnavailable('x')) } }],
    ['donnees', { records: { ping: () => Promise.reject(new RecordsUnavailable('x')) } }],
  ])('%s absent : 503, et lequel', async (which, overrides) => {
    const { request } = await api(overrides);
    const answer = await request('/sante');
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ etat: 'indisponible', [which]: 'indisponible' });
  });
});

describe('adhésions', () => {
  const doctor = {
    rpps: '10000000009',
    nom: 'Médecin 01',
    prenom: 'Prénom 01',
    specialite: 'dermatologie',
    liberal: true,
    signeeLe: '2026-01-10',
  };
  const post = async (adhesions: unknown) => {
    const server = await api();
    server.world.dossiers.push(dossierOf(ID));
    return { world: server.world, answer: await server.post(`/ess/${ID}/adhesions`, { adhesions }) };
  };

  test('elles vont aux fichiers, jamais au moteur', async () => {
    const { answer, world } = await post([doctor]);
    expect(answer.body).toEqual({ ess: ID, enregistrees: 1 });
    expect(world.adhesions).toEqual([{ ...doctor, sortieLe: null }]);
    expect(world.sent).toEqual([]);
  });

  test('une clé de RPPS inexacte et un adhérent d’une autre équipe se signalent sans rien empêcher (ADH-01, DEC-11)', async () => {
    const server = await api({
      records: {
        duplicateAdherents: () =>
          Promise.resolve([{ rpps: '10000000001', specialite: 'dermatologie', ess: ID, autre: 'ess-33-11111111' }]),
      },
    });
    server.world.dossiers.push(dossierOf(ID));
    const { status, body } = await server.post(`/ess/${ID}/adhesions`, {
      adhesions: [{ ...doctor, rpps: '10000000001' }],
    });
    expect([status, body['enregistrees']]).toEqual([200, 1]);
    expect(body['avertissements']).toEqual([
      { regle: 'ADH-01', phrase: expect.stringContaining('10000000001') as string },
      { regle: 'DEC-11', phrase: expect.stringContaining('ess-33-11111111') as string },
    ]);
  });

  test.each([
    ['rpps', [{ ...doctor, rpps: '123' }], 'adhesions[0].rpps'],
    ['sortie avant la signature', [{ ...doctor, sortieLe: '2026-01-09' }], 'adhesions[0].sortieLe'],
    ['doublon', [doctor, doctor], 'adhesions[1].rpps'],
    ['liste vide', [], 'adhesions'],
  ])('%s : refusé et nommé', async (_what, adhesions, champ) => {
    const { answer, world } = await post(adhesions);
    expect(errorsOf(answer)).toHaveProperty([champ]);
    expect(world.adhesions).toEqual([]);
  });

  test('une ESS inconnue : 404', async () => {
    const { post: send } = await api();
    expect((await send(`/ess/ess-33-inconnue/adhesions`, { adhesions: [doctor] })).status).toBe(404);
  });
});

describe('rubriques absentes (LI-03)', () => {
  test('un dépôt nu passe tel quel, avec des avertissements dans la réponse', async () => {
    const { post, world } = await api();
    const answer = await post('/ess', BARE);
    expect(answer.status).toBe(201);
    expect(world.sent[0]?.message.donnees).toEqual(BARE);
    const warnings = answer.body['avertissements'] as { champ: string }[];
    expect(warnings.map(({ champ }) => champ)).toEqual([
      'promoteurs',
      'partenariats',
      'gouvernance',
      'axes',
      'engagementMissions',
      'medecinsEngages',
    ]);
  });

  test('un formulaire incomplet est signalé à l’instruction', async () => {
    const { post, world } = await api();
    await post('/ess', { ...BARE, gouvernance: 'Un bureau', axes: ['Un axe'], engagementMissions: true });
    expect(world.sent[0]?.message.donnees).toMatchObject({
      rubriquesAbsentes: ['identité des promoteurs', 'coopérations envisagées ou en place'],
    });
  });

  test('un projet de santé aussi (PS-03)', async () => {
    const { post, world } = await api();
    await post(`/ess/${ID}/commandes/deposer-projet-sante`, {
      le: '2026-06-01',
      projetSante: { gouvernance: 'CA', indicateursQualitatifs: ['Satisfaction'] },
    });
    expect(world.sent[0]?.message.donnees).toMatchObject({
      indicateursQualitatifs: 1,
      rubriquesAbsentes: expect.arrayContaining(['plan de déploiement']) as string[],
    });
  });
});
