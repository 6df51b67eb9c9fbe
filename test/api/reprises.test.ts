/** Taking up the cases of a region (DEC-67): played first, proposed, agreed, opened; interrupted, begun again, nothing twice. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { EngineUnavailable, type Cases } from '../../api/ports.ts';
import type { FaitRepris } from '../../domain/rectification/vocabulaire.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { api, dossierOf, type Answer } from './support.ts';
import { tableau } from './tableau-de-reprise.ts';

const V38 = (
  JSON.parse(
    readFileSync(new URL('../regles/scenarios/V38-dossier-en-cours-repris.json', import.meta.url), 'utf8'),
  ) as { etapes: [{ donnees: { faits: FaitRepris[] } }] }
).etapes[0].donnees.faits;
const ARS = 'ars';
const bordeaux = (n: number) => `DERM-33-${n}`;
const trois = () => tableau(Object.fromEntries([1, 2, 3].map((n) => [bordeaux(n), V38])));

let db: FreshDatabase;
const anciennes: FreshDatabase[] = [];
beforeEach(async () => {
  db = await freshDatabase();
  anciennes.push(db);
});
afterAll(() => Promise.all(anciennes.map((une) => une.drop())));

type Service = Awaited<ReturnType<typeof service>>;
const service = (cases: Partial<Cases> = {}) => api({ records: createRecords(db.pool), cases });
const envoyer = (
  app: Service,
  contenu: string,
  { essai = false, comme = ARS, type = 'text/csv' } = {},
): Promise<Answer> =>
  app.request(`/api/v1/reprises${essai ? '?essai=1' : ''}`, {
    method: 'POST',
    headers: { comme, 'content-type': type },
    body: contenu,
  });
const proposee = async (app: Service, contenu = trois()) => String((await envoyer(app, contenu)).body['id']);
const accorder = (app: Service, id: string, corps: object = { sens: 'accepte' }, comme = 'caisse') =>
  app.post(`/reprises/${id}/accord`, corps, { comme });
const ouvrir = (app: Service, id: string) => app.post(`/reprises/${id}/ouverture`, undefined, { comme: ARS });
const etats = ({ body }: Answer) => (body['dossiers'] as { etat: string }[]).map(({ etat }) => etat);
interface Rejoue {
  readonly reference: string;
  readonly erreurs: readonly { ligne: number | null; colonne: string | null; regle: string; message: string }[];
  readonly situation: Record<string, unknown> | null;
}
const rejoues = ({ body }: Answer) => body['dossiers'] as readonly Rejoue[];

/** The engine opens; the records then know the case, as its journal would have told them. */
const moteur = (panne: (rang: number) => boolean) => {
  const ouverts: string[] = [];
  const confirmes: string[] = [];
  let appels = 0;
  const cases: Partial<Cases> = {
    open: async (ess, _commande, { id }) => {
      appels += 1;
      if (panne(appels)) throw new EngineUnavailable('essai');
      if (!ouverts.includes(`${ess} ${id}`)) ouverts.push(`${ess} ${id}`);
      const { rang, etat, resume } = dossierOf(ess, { siege: '33', departements: ['33'] });
      await saveDossier(db.pool, { ess, rang, etat, resume });
      return { rang: 1, nombre: 0 };
    },
    send: (ess, commande, { id, acteur }) => {
      appels += 1;
      if (panne(appels)) return Promise.reject(new EngineUnavailable('essai'));
      if (!confirmes.includes(`${ess} ${id}`)) confirmes.push(`${ess} ${id}`);
      expect([commande, acteur]).toEqual(['confirmer-constat', 'caisse']);
      return Promise.resolve({ rang: 2, nombre: 0 });
    },
  };
  return { cases, ouverts, confirmes };
};

describe('l’essai d’un tableau', () => {
  test('dit de chaque dossier où il en est, ce qui a été versé et ce qui vient, sans rien écrire', async () => {
    const app = await service();
    const essai = await envoyer(app, trois(), { essai: true });
    expect([essai.status, essai.body['pretes'], essai.body['verseCentimes'], essai.body['id']]).toEqual([
      200,
      3,
      3 * 14_500_000,
      null,
    ]);
    const [premier] = rejoues(essai);
    expect(premier).toMatchObject({
      reference: bordeaux(1),
      erreurs: [],
      situation: { phase: 'dotation', region: 'nouvelle-aquitaine', caisse: 'gironde', verseCentimes: 14_500_000 },
    });
    expect((premier?.situation?.['echeances'] as { cle: string; expire: string }[]).length).toBeGreaterThan(0);
    expect((await app.get('/reprises', ARS)).body['reprises']).toEqual([]);
    expect(app.world.sent).toEqual([]);
  });

  test('en JSON dit la même chose', async () => {
    const app = await service();
    const json = JSON.stringify({ dossiers: [1, 2, 3].map((n) => ({ reference: bordeaux(n), faits: V38 })) });
    const [csv, autre] = [
      await envoyer(app, trois(), { essai: true }),
      await envoyer(app, json, { essai: true, type: 'application/json' }),
    ];
    expect(rejoues(autre).map(({ situation }) => situation)).toEqual(rejoues(csv).map(({ situation }) => situation));
  });

  test('montre chaque erreur à sa ligne et à sa colonne, avec sa règle, en français', async () => {
    const app = await service();
    const contenu = [
      'Dossier;Fait;Date;Preuve;Siège;Départements;Spécialités;Médecins présents;Libéraux;Engagés;Montant;Sens;Étoile',
      'A;deposer-lettre-intention;31/02/2025;autre;33;33;dermatologie;140;120;37;;;',
      'A;danser;10/02/2025;autre;;;;;;;;;',
      ';valider-lettre-intention;10/02/2025;autre;;;;;;;;;',
      'B;deposer-lettre-intention;10/01/2025;;33;33;dermatologie;beaucoup;120;37;;;',
      'B;rendre-avis;05/02/2025;autre;;;;;;;quarante;;oui',
    ].join('\n');
    const essai = await envoyer(app, contenu, { essai: true });
    expect(essai.body['pretes']).toBe(0);
    const ou = rejoues(essai).flatMap(({ reference, erreurs }) =>
      erreurs.map(({ ligne, colonne, regle }) => [reference, ligne, colonne, regle]),
    );
    expect(ou).toEqual([
      ['A', 2, 'Date', 'DEC-18'],
      ['A', 3, 'Fait', 'DEC-67'],
      ['', 4, 'Dossier', 'DEC-67'],
      ['B', 5, 'Médecins présents', 'API-02'],
      ['B', 6, 'Montant', 'API-02'],
      ['B', 6, 'etoile', 'API-01'],
    ]);
    for (const { erreurs } of rejoues(essai))
      for (const { message } of erreurs) expect(message).toMatch(/^[A-ZÉÀ«].* .*[.)]$/u);
  });

  test('montre tout ce que la règle refuse d’un dossier, pas le premier fait seulement', async () => {
    const app = await service();
    const faux = V38.map((un) =>
      ['valider-projet-sante', 'executer-paiement'].includes(un.commande)
        ? { ...un, donnees: { ...un.donnees, le: '2025-01-20' as never } }
        : un,
    );
    const [dossier] = rejoues(await envoyer(app, tableau({ A: faux }), { essai: true }));
    expect(dossier?.situation).toBeNull();
    const fautifs = dossier?.erreurs.map(({ ligne }) => faux[(ligne ?? 0) - 2]?.commande) ?? [];
    // Both, and what can no longer follow from them.
    expect(fautifs).toEqual(expect.arrayContaining(['valider-projet-sante', 'executer-paiement']));
  });

  test.each([
    ['un classeur', 'PK\u0003\u0004xl/workbook.xml', /CSV UTF-8/],
    ['une archive', 'PK\u0003\u0004', /archive \(zip\)/],
    ['du JSON abîmé', '{"dossiers": [', /JSON/],
    ['un tableau sans ligne', 'Dossier;Fait\n', /aucune ligne/],
  ])('%s est refusé en disant quoi faire', async (_titre, contenu, phrase) => {
    const app = await service();
    const { status, body } = await envoyer(app, contenu, { essai: true });
    expect([status, body['detail']]).toEqual([400, expect.stringMatching(phrase)]);
  });
});

describe('la reprise proposée', () => {
  test('n’est proposée que toute juste, dans sa région, et une seule fois', async () => {
    const app = await service();
    const faux = await envoyer(app, tableau({ A: V38, B: V38.slice(1) }));
    expect([faux.status, faux.body['type'], faux.body['regle']]).toEqual([
      422,
      '/problemes/donnees-refusees',
      'DEC-67',
    ]);
    expect((await envoyer(app, trois(), { comme: 'ars-bretagne' })).body).toMatchObject({ regle: 'DEC-49' });
    expect((await envoyer(app, trois())).status).toBe(201);
    const encore = await envoyer(app, tableau({ [bordeaux(2)]: V38, neuf: V38 }));
    expect([encore.status, encore.body['detail']]).toEqual([409, expect.stringContaining(bordeaux(2))]);
  });

  test('se lit par l’ARS de la région et par la caisse des dossiers, et par personne d’autre', async () => {
    const app = await service();
    const id = await proposee(app);
    for (const role of [ARS, 'caisse']) expect((await app.get(`/reprises/${id}`, role)).status).toBe(200);
    for (const role of ['ars-bretagne', 'caisse-ille-et-vilaine']) {
      expect((await app.get(`/reprises/${id}`, role)).status).toBe(404);
      expect((await app.get('/reprises', role)).body['reprises']).toEqual([]);
    }
  });

  test('n’ouvre rien avant l’accord de la caisse, ni ce qu’elle refuse en disant pourquoi', async () => {
    const monde = moteur(() => false);
    const app = await service(monde.cases);
    const id = await proposee(app);
    expect((await ouvrir(app, id)).body['restants']).toBe(0);
    expect(monde.ouverts).toEqual([]);
    expect((await accorder(app, id, { sens: 'refuse' })).status).toBe(400);
    const refus = { sens: 'refuse', motif: 'Un virement manque.', dossiers: [bordeaux(2)] };
    expect(etats(await accorder(app, id, refus))).toEqual(['proposee', 'refusee', 'proposee']);
    expect((await accorder(app, id, { sens: 'accepte', dossiers: [bordeaux(1)] })).status).toBe(200);
    expect(etats(await ouvrir(app, id))).toEqual(['ouverte', 'refusee', 'proposee']);
    expect([monde.ouverts.length, monde.confirmes.length]).toEqual([1, 1]);
    expect((await accorder(app, id, { sens: 'accepte' }, 'caisse-ille-et-vilaine')).status).toBe(404);
  });

  test('retirée, elle n’ouvre plus rien, et ses dossiers se proposent à nouveau', async () => {
    const app = await service();
    const id = await proposee(app);
    await accorder(app, id);
    expect((await app.ask('DELETE', `/reprises/${id}`, ARS)).status).toBe(200);
    expect((await ouvrir(app, id)).status).toBe(409);
    expect((await envoyer(app, trois())).status).toBe(201);
  });
});

describe('l’ouverture', () => {
  test('interrompue n’importe où, se reprend, et n’ouvre ni ne confirme rien deux fois', async () => {
    const combien = 9;
    for (const quand of [1, 2, 5, 11]) {
      const monde = moteur((rang) => rang % quand === 0 && rang <= 14 && quand > 1);
      const app = await service(monde.cases);
      const dossiers = Object.fromEntries(Array.from({ length: combien }, (_, n) => [`P${quand}-${n}`, V38]));
      const id = await proposee(app, tableau(dossiers));
      await accorder(app, id);
      let restants = combien;
      for (let essai = 0; restants > 0 && essai < 20; essai += 1) {
        const { status, body } = await ouvrir(app, id);
        if (status === 200) restants = Number(body['restants']);
        else expect(status).toBe(503);
      }
      expect(restants).toBe(0);
      expect([monde.ouverts.length, monde.confirmes.length]).toEqual([combien, combien]);
      expect(new Set(monde.ouverts.map((un) => un.split(' ')[0])).size).toBe(combien);
      const { body } = await app.get(`/reprises/${id}`, ARS);
      expect(body['ouvertes']).toBe(combien);
      expect((await ouvrir(app, id)).body['restants']).toBe(0);
      expect(monde.ouverts).toHaveLength(combien);
    }
  }, 60_000);

  test('donne le mandat que le fichier dit, et laisse qui a proposé et accepté', async () => {
    const monde = moteur(() => false);
    const app = await service(monde.cases);
    const [titres = '', ...lignes] = tableau({ A: V38 }).split('\n');
    const place = titres.split(';').indexOf('Mandataire');
    const avec = [
      titres,
      ...lignes.map((ligne, n) =>
        n === 0
          ? ligne
              .split(';')
              .map((cell, at) => (at === place ? 'organisation:00000000000001' : cell))
              .join(';')
          : ligne,
      ),
    ].join('\n');
    const id = await proposee(app, avec);
    await accorder(app, id);
    expect((await ouvrir(app, id)).body['restants']).toBe(0);
    const [ess = ''] = monde.ouverts[0]?.split(' ') ?? [];
    const { rows: mandats } = await db.pool.query('select titulaire from mandats where ess = $1', [ess]);
    expect(mandats).toEqual([{ titulaire: 'organisation:00000000000001' }]);
    const { rows: actes } = await db.pool.query('select commande, role, issue from actes where ess = $1 order by id', [
      ess,
    ]);
    expect(actes).toEqual([
      { commande: 'reprendre', role: 'ars', issue: 'accepte' },
      { commande: 'confirmer-constat', role: 'caisse', issue: 'accepte' },
    ]);
    const { rows: ecritures } = await db.pool.query(
      `select acte, role from ecritures where objet = 'reprise' order by id`,
    );
    expect(ecritures).toEqual([
      { acte: 'proposee', role: 'ars' },
      { acte: 'acceptee', role: 'caisse' },
    ]);
  });
});
