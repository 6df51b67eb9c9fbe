/** A hostile client plays with forms: nothing answers 5xx, nothing leaves that was not asked, nothing reaches a case. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../api/contract/document.ts';
import { LONGEST_LIST } from '../../runtime/http/bounded-body.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirPrise } from '../setup/prise.ts';
import { api, CASE, errorsOf } from '../api/support.ts';

const COMMANDE = `/api/v1/ess/${CASE}/commandes/consigner-echange`;

async function envoyer(corps: string | Uint8Array, entetes: Record<string, string> = {}) {
  const app = await api();
  const answer = await app.request(COMMANDE, {
    method: 'POST',
    headers: { comme: 'ars', 'content-type': 'application/json', ...entetes },
    body: corps as string,
  });
  return { ...answer, world: app.world };
}

describe('un corps JSON', () => {
  test.each([
    ['imbriqué cent mille fois', `{"le":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    [
      'imbriqué dans un champ libre',
      `{"le":"2026-02-01","preuve":${'{"nature":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    ],
    [
      'qui vise le prototype',
      '{"le":"2026-02-01","__proto__":{"motif":"x"},"constructor":{"prototype":{"role":"ars"}}}',
    ],
    ['dont une clé est un prototype', '{"le":"2026-02-01","participants":[{"__proto__":{"nom":"x"}}]}'],
    ['qui n’est pas un objet', '[1,2,3]'],
    ['nul', 'null'],
    ['tronqué', '{"le":"2026-02-01"'],
    ['aux nombres démesurés', '{"le":1e400,"motif":-1e999}'],
    ['au texte impossible à ranger', '{"le":"2026-02-01","motif":"a\\u0000b\\ud800"}'],
  ])('%s est refusé, sans atteindre le dossier', async (_quoi, corps) => {
    const { status, type, world } = await envoyer(corps);
    expect(status).toBe(400);
    expect(type).toMatch(/^application\/problem\+json/);
    expect(world.sent).toEqual([]);
    expect(({} as Record<string, unknown>)['motif']).toBeUndefined();
  });

  test.each([
    ['60 000', 'dépasse 2000 éléments'],
    ['1 000', /^1001 champs sont à corriger/],
  ])('aux %s champs inconnus reçoit une réponse courte', async (combien, dit) => {
    const champs = Array.from({ length: Number(combien.replace(' ', '')) }, (_, i) => [`c${i}`, 0]);
    const answer = await envoyer(JSON.stringify(Object.fromEntries(champs)));
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(50_000);
    expect(answer.body['detail']).toEqual(expect.stringMatching(dit));
  });

  test('à la liste de trois cent mille éléments faux est refusé pour sa longueur, sans qu’aucun soit lu', async () => {
    const { post } = await api();
    const answer = await post(`/ess/${CASE}/adhesions`, { adhesions: Array(300_000).fill({}) }, { comme: 'caisse' });
    expect([answer.status, errorsOf(answer)]).toEqual([
      400,
      { adhesions: { regle: 'API-02', message: 'Cette liste dépasse 2000 éléments.' } },
    ]);
  });

  test('aucune liste du contrat n’est plus longue que celles qui sont admises', () => {
    const longueurs = [...JSON.stringify(openApiDocument()).matchAll(/"maxItems":(\d+)/g)].map(([, n]) => Number(n));
    expect(Math.max(...longueurs)).toBe(LONGEST_LIST);
  });

  test('groupé et faux de bout en bout reçoit une réponse mesurée, qui dit combien de champs sont à corriger', async () => {
    const { post } = await api();
    const donnees = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`inconnu-${i}`, 0]));
    const commandes = Array(100).fill({ ess: CASE, commande: 'renoncer', donnees });
    const answer = await post('/commandes', { commandes }, { comme: 'porteur' });
    expect(answer.status).toBe(200);
    expect(answer.text.length).toBeLessThan(200_000);
    const [premier] = answer.body['resultats'] as { probleme: { detail: string; erreurs: unknown[] } }[];
    expect(premier?.probleme.detail).toMatch(/^301 champs/);
    expect(premier?.probleme.erreurs).toHaveLength(1);
  });

  test('au nom de champ démesuré n’est pas renvoyé en entier', async () => {
    const answer = await envoyer(JSON.stringify({ le: '2026-02-01', ['x'.repeat(500_000)]: 1 }));
    expect(Object.keys(errorsOf(answer))[0]).toHaveLength(80);
    expect(answer.text.length).toBeLessThan(2000);
  });

  test('comprimé qui enfle au-delà de 1 Mo est refusé avant d’être lu', async () => {
    const bombe = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));
    expect((await envoyer(bombe, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=iso-8859-1', 'text/html'])(
    'annoncé « %s » n’est pas pris pour du JSON',
    async (type) => {
      const { status, world } = await envoyer('{"le":"2026-02-01"}', { 'content-type': type });
      expect(status).toBe(415);
      expect(world.sent).toEqual([]);
    },
  );
});

const HOSTILES = [
  '..%2f..%2fetc%2fpasswd',
  '%252e%252e',
  '%00',
  '%c0%ae%c0%ae',
  '%E0%A4%A',
  "';drop%20table%20dossiers;--",
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '__proto__',
  'constructor',
  'toString',
  '*',
  '-1',
  '99999999999999999999',
  'a'.repeat(4000),
  '%F0%9F%92%A5',
  'ess-33-00000000%2Fjournal',
];
const ADRESSES = [
  (s: string) => `/api/v1/ess/${s}`,
  (s: string) => `/api/v1/ess/${s}/journal`,
  (s: string) => `/api/v1/ess/${CASE}/commandes/${s}`,
  (s: string) => `/api/v1/ess/${CASE}/fichiers/${s}`,
  (s: string) => `/api/v1/ess/${CASE}/fiches/${s}`,
  (s: string) => `/api/v1/ess/${CASE}/courriers/${s}`,
  (s: string) => `/api/v1/ess/${CASE}/contrats/${s}`,
  (s: string) => `/api/v1/ess/${CASE}/mandats/${s}`,
  (s: string) => `/api/v1/caisses/${s}/paiements`,
  (s: string) => `/api/v1/caisses/gironde/lots/${s}`,
  (s: string) => `/api/v1/calendriers/${s}`,
  (s: string) => `/api/v1/calendriers/${s}.ics`,
  (s: string) => `/api/v1/delegations/${s}`,
  (s: string) => `/api/v1/ess?phase=${s}&apres=${s}`,
  (s: string) => `/api/v1/incidents?ess=${s}`,
  (s: string) => `/problemes/${s}`,
];

describe('une adresse forgée', () => {
  test.each(HOSTILES)('« %s » est refusée partout : ni 2xx, ni 5xx, ni page', async (segment) => {
    const { request, world } = await api();
    for (const adresse of ADRESSES)
      for (const method of ['GET', 'POST', 'DELETE']) {
        const path = adresse(segment);
        const answer = await request(path, {
          method,
          headers: { comme: 'caisse', 'content-type': 'application/json' },
          ...(method === 'POST' ? { body: '{}' } : {}),
        });
        const where = `${method} ${path.slice(0, 80)}`;
        // An incident list is filtered by any text: it is empty.
        if (path.startsWith('/api/v1/incidents') && method === 'GET' && answer.status === 200)
          expect(answer.body, where).toEqual({ incidents: [] });
        else expect([400, 403, 404, 405], `${where}: ${answer.status}`).toContain(answer.status);
        expect(answer.type, where).not.toMatch(/html/);
      }
    expect(world.sent).toEqual([]);
    expect(JSON.stringify(world.logged)).not.toMatch(/passwd|script|drop/);
  });
});

describe('une méthode', () => {
  test('que personne n’attend reçoit 404 ou 405, et HEAD n’a pas de corps', async () => {
    const { request, base } = await api();
    for (const method of ['PATCH', 'PUT', 'DELETE', 'PROPFIND', 'LOCK', 'SEARCH'])
      for (const path of ['/sante', '/api/v1/regles', '/api/v1/ess', `/api/v1/ess/${CASE}`, COMMANDE, '/problemes'])
        expect([404, 405], `${method} ${path}`).toContain((await request(path, { method })).status);
    const head = await fetch(`${base}/api/v1/ess`, { method: 'HEAD', headers: await comme('ars') });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('ne se change pas par un en-tête', async () => {
    const { request } = await api();
    const headers = { comme: 'ars', 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' };
    expect((await request(`/api/v1/ess/${CASE}`, { headers })).status).toBe(200);
  });
});

describe('une requête à double sens', () => {
  test.each([
    ['deux longueurs', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef'],
    ['longueur et morceaux', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['un codage déguisé', 'Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n'],
    ['un codage précédé d’un blanc', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['un en-tête replié', 'X-Un: a\r\n b\r\n\r\n'],
    ['une longueur négative', 'Content-Length: -1\r\n\r\n'],
  ])('%s : 400, et la connexion est fermée', async (_quoi, suite) => {
    const { port, world } = await api();
    const { authorization } = await comme('ars');
    const prise = await ouvrirPrise(port);
    prise.write(`POST ${COMMANDE} HTTP/1.1\r\nHost: essai\r\nAuthorization: ${authorization}\r\n${suite}`);
    const answer = await prise.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(world.sent).toEqual([]);
  });
});

test('un horizon lointain et cinquante actes ne prennent pas le service en otage', async () => {
  const { post } = await api();
  const actes = Array.from({ length: 51 }, () => ({ commande: 'consigner-echange', acteur: 'ars', le: '2026-02-01' }));
  const refuse = await post('/simulations', { ess: CASE, actes, jusquAu: '2099-12-31' }, { comme: 'ars' });
  expect(refuse.status).toBe(400);
  const admise = await post(
    '/simulations',
    { ess: CASE, actes: actes.slice(1), jusquAu: '2099-12-31' },
    { comme: 'ars' },
  );
  expect(admise.status).toBe(200);
});
