/** `GET /ess` and its exports: what each role may read, ask and sort by; an export is its pages, one after the other. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIELDS, headersOf, type FieldName } from '../../api/lists/fields.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { OUTSIDE } from '../../identity/rights.ts';
import { RecordsUnavailable } from '../../api/ports.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import type { ListRequest } from '../../records/journal/listes.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { api, dossierOf, errorsOf } from './support.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  const { issuer } = await fournisseur();
  for (let n = 0; n < 12; n += 1) {
    const [siege, region] = n % 3 === 2 ? ['35', 'bretagne'] : ['33', 'nouvelle-aquitaine'];
    const ess = `ess-${siege}-0000000${n.toString(16)}`;
    const { etat, resume } = dossierOf(ess, { siege, departements: [siege] });
    const intitule = n === 0 ? '=cmd|calc;"x"' : `Équipe n° ${n}, dite « ${'abc'[n % 3]} »`;
    await saveDossier(db.pool, {
      ess,
      rang: 1,
      etat,
      resume: {
        ...resume,
        siege,
        region,
        departements: [siege, '40'],
        intitule,
        montantVerseCentimes: 4_000_005 as never,
      },
    });
    if (n % 2 === 0) await giveMandate(db.pool, { ess, titulaire: `sujet:${issuer}|porteur-01`, donnePar: 'essai' });
  }
});
afterAll(() => db.drop());

const service = () => api({ records: createRecords(db.pool) });
const NAMES = Object.keys(FIELDS) as FieldName[];
const mayRead = (role: string, name: FieldName) => (FIELDS[name].roles as readonly string[]).includes(role);

describe.each([...OUTSIDE])('les champs que lit %s', (role) => {
  test('sans rien demander : ceux de son rôle, et eux seuls', async () => {
    const { body } = await (await service()).get('/ess', role);
    for (const line of body['ess'] as object[])
      expect(Object.keys(line)).toEqual(NAMES.filter((n) => mayRead(role, n)));
  });
  test.each(NAMES)('« %s »', async (name) => {
    const answer = await (await service()).get(`/ess?champs=ess,${name}`, role);
    if (mayRead(role, name)) {
      expect(answer.status).toBe(200);
      for (const line of answer.body['ess'] as object[]) expect(Object.keys(line)).toEqual([...new Set(['ess', name])]);
    } else expect(answer).toMatchObject({ status: 403, body: { type: '/problemes/role-interdit' } });
  });
  test.each([
    ['incident=oui', 'incidents'],
    ['tri=montant', 'montantVerseCentimes'],
    ['tri=phase,-montant', 'montantVerseCentimes'],
  ] as const)('« %s » ne dit rien de plus que %s', async (query, name) => {
    for (const path of ['/ess', '/exports/ess.csv', '/exports/ess.json'])
      expect((await (await service()).get(`${path}?${query}`, role)).status).toBe(mayRead(role, name) ? 200 : 403);
  });
});

describe('les paramètres', () => {
  const spy = async () => {
    const asked: ListRequest[] = [];
    const listDossiers = (demande: ListRequest) => {
      asked.push(demande);
      return Promise.resolve({ dossiers: [dossierOf('ess-33-00000000')] });
    };
    return { asked, ...(await api({ records: { listDossiers } })) };
  };

  test('arrivent tels quels, une virgule entre les valeurs', async () => {
    const { get, asked } = await spy();
    await get(
      '/ess?phase=amorcage,dotation&region=nouvelle-aquitaine&departement=2A&specialite=dermatologie&regime=droit-commun' +
        '&projetSante=en-retard&echeance=depot-projet-sante&echeanceApres=2026-03-01&echeanceAvant=2026-03-16' +
        '&enRetard=oui&conteste=non&incident=oui&modifieDepuis=2026-01-15T11:00:00Z&recherche=gironde&tri=-echeance,nom&limite=7',
    );
    expect(asked).toEqual([
      {
        phase: ['amorcage', 'dotation'],
        region: ['nouvelle-aquitaine'],
        departement: ['2A'],
        specialite: ['dermatologie'],
        regime: ['droit-commun'],
        projetSante: ['en-retard'],
        echeance: ['depot-projet-sante'],
        echeanceApres: '2026-03-01',
        echeanceAvant: '2026-03-16',
        enRetard: true,
        conteste: false,
        incident: true,
        modifieDepuis: '2026-01-15T11:00:00Z',
        recherche: 'gironde',
        tri: [
          { cle: 'echeance', descendant: true },
          { cle: 'nom', descendant: false },
        ],
        limite: 7,
      },
    ]);
  });

  const cursorOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
  test.each([
    ['phase=finie', 'phase'],
    ['phase=close&phase=dotation', 'phase'],
    ['departement=20', 'departement'],
    ['region=aquitaine', 'region'],
    ['echeanceAvant=2026-02-30', 'echeanceAvant'],
    ['enRetard=1', 'enRetard'],
    ['modifieDepuis=hier', 'modifieDepuis'],
    ['recherche=', 'recherche'],
    ['tri=couleur', 'tri'],
    ['tri=nom,nom', 'tri'],
    ['tri=nom,phase,montant,region', 'tri'],
    ['champs=ess,iban', 'champs'],
    ['limite=0', 'limite'],
    ['limite=201', 'limite'],
    ['apres=%25', 'apres'],
    [`apres=${cursorOf(['nom', ['a'], 'ess-1'])}`, 'apres'],
    [`tri=echeance&apres=${cursorOf(['echeance', ['2026-02-30'], 'ess-1'])}`, 'apres'],
    [`tri=modification&apres=${cursorOf(['modification', ['jadis'], 'ess-1'])}`, 'apres'],
    [`tri=montant&apres=${cursorOf(['montant', ['1e9'], 'ess-1'])}`, 'apres'],
    [`tri=nom&apres=${cursorOf(['nom', [], 'ess-1'])}`, 'apres'],
    ['couleur=bleu', 'couleur'],
  ])('?%s est refusé et nommé', async (query, champ) => {
    const { get, asked } = await spy();
    const answer = await get(`/ess?${query}`);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toHaveProperty(champ);
    expect(asked).toEqual([]);
  });

  test('un export n’a ni page ni curseur', async () => {
    const { get } = await spy();
    expect(errorsOf(await get('/exports/ess.json?limite=3'))).toHaveProperty('limite');
  });
});

type App = Awaited<ReturnType<typeof service>>;
async function pages(app: App, query: string, role: string): Promise<object[]> {
  const seen: object[] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next === '' ? '' : `&apres=${next}`;
    const { status, body } = await app.get(`/ess?limite=3&${query}${cursor}`, role);
    expect(status).toBe(200);
    const page = body as { ess: object[]; suivant: string | null };
    seen.push(...page.ess);
    next = page.suivant;
  }
  return seen;
}

describe('un export est sa liste, page après page', () => {
  const LISTES = [
    'tri=nom',
    'tri=-modification,nom&recherche=équipe',
    'departement=35&tri=-nom',
    'champs=ess,intitule,phase',
  ];
  test.each(OUTSIDE.flatMap((role) => LISTES.map((query) => [role, query] as const)))(
    '%s, « %s »',
    async (role, query) => {
      const app = await service();
      const seen = await pages(app, query, role);
      const json = await app.get(`/exports/ess.json?${query}`, role);
      expect(json.body['ess']).toEqual(seen);
      const csv = await app.get(`/exports/ess.csv?${query}`, role);
      const lines = parse(csv.text, { bom: true, delimiter: ';', columns: true });
      expect((lines as Record<string, string>[]).map((line) => line['ESS'])).toEqual(
        seen.map((line) => (line as { ess: string }).ess),
      );
    },
  );

  test('le CSV : UTF-8 avec sa marque, titres en français, montants et dates sans équivoque, formules désarmées', async () => {
    const app = await service();
    const url = `${app.base}/api/v1/exports/ess.csv?tri=nom&recherche=cmd`;
    const bytes = Buffer.from(await (await fetch(url, { headers: await comme('national') })).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, line, end, ...more] = bytes.toString('utf8').slice(1).split('\r\n');
    expect(header).toBe(headersOf(NAMES).join(';'));
    expect([end, more]).toEqual(['', []]);
    const [cells = []] = parse(line ?? '', { delimiter: ';' });
    const of = (title: string) => cells[headersOf(NAMES).indexOf(title)];
    expect(of('Intitulé')).toBe(`'=cmd|calc;"x"`);
    expect(of('Montant versé (euros)')).toBe('40000,05');
    expect(of('Territoire contesté')).toBe('non');
    expect(of('Départements couverts')).toBe('Gironde (33), Landes (40)');
    expect(of('Dernière modification (heure de Paris)')).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
  });

  test('une liste vide : les titres, ou une liste JSON vide', async () => {
    const app = await service();
    expect((await app.get('/exports/ess.csv?phase=close&champs=ess,phase')).text).toBe('ESS;Phase\r\n');
    expect((await app.get('/exports/ess.json?phase=close')).body).toEqual({ ess: [] });
  });

  test('une base absente est un problème, non un fichier tronqué', async () => {
    const app = await api({ records: { listDossiers: () => Promise.reject(new RecordsUnavailable('x')) } });
    expect(await app.get('/exports/ess.csv')).toMatchObject({ status: 503, body: { status: 503 } });
  });

  test('une panne en cours de route coupe la réponse : le fichier incomplet se voit', async () => {
    let page = 0;
    const app = await api({
      records: {
        listDossiers: () => {
          page += 1;
          if (page > 1) return Promise.reject(new RecordsUnavailable('x'));
          return Promise.resolve({ dossiers: [dossierOf('ess-33-00000000')], suivant: { valeurs: [], ess: 'x' } });
        },
      },
    });
    await expect(app.get('/exports/ess.json')).rejects.toThrow();
  });
});
