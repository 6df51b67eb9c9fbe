/** Every parameter of the contract, given what nobody should: it is refused or found nowhere, and never breaks anything. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { openApiDocument } from '../../api/contract/document.ts';
import { OPERATIONS } from '../../api/contract/operations/index.ts';
import type { Operation, Place } from '../../api/contract/operation.ts';
import { SORTS } from '../../records/journal/listes.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { ouvrirPrise } from '../setup/prise.ts';
import { api, CASE, dossierOf } from './support.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await saveDossier(db.pool, dossierOf(CASE));
});
afterAll(() => db.drop());

/** As they stand in an address. */
const HOSTILES = [
  '%00',
  'a%00b',
  '%01',
  '%ED%A0%80',
  '%E2%80%AE',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '%2B275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-30',
  '99999999999999999999',
  '-1',
  '1e3',
  '0x10',
  '',
  `${'9'.repeat(2000)}`,
  "'%20or%20''%3D'",
];

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
}
const document = openApiDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
};

/** Commands share one route: two stand for all. */
const COMMANDES = ['corriger', 'deposer-pieces'];
const operations = (Object.entries(OPERATIONS) as [Place, Operation][]).filter(
  ([place]) => !place.includes('/commandes/') || COMMANDES.some((nom) => place.endsWith(`/${nom}`)),
);
const GOOD: Readonly<Record<string, string>> = {
  ess: CASE,
  caisse: 'gironde',
  type: 'champs-invalides',
  mois: '2026-05',
};

/** The address with its parameters as they should be, but one. */
const addressOf = (path: string, name: string, value: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_all, parameter: string) =>
    parameter === name ? value : (GOOD[parameter] ?? '00000000-0000-0000-0000-000000000000'),
  );

const bodyOf = ({ corps }: Operation): { headers: Record<string, string>; body?: string } => {
  const example = Object.values(corps?.exemples ?? {})[0];
  if (example === undefined) return { headers: {} };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(example.valeur) };
};

/** What a client can be made to send: no control character, which the parser refuses by itself. */
const headerOf = (value: string): string => (/%(0|E)/.test(value) ? '\u00e9' : decodeURIComponent(value));

const service = () => api({ records: createRecords(db.pool), allowClockOrigin: true });

describe.each(operations)('%s', (place, operation) => {
  const [method = '', path = ''] = place.split(' ');
  const parameters = document.paths[path]?.[method.toLowerCase()]?.parameters ?? [];
  const [role = 'ars'] = operation.roles ?? [];

  test.runIf(parameters.length > 0)(parameters.map(({ name }) => name).join(', '), async () => {
    const { request, world } = await service();
    const needed = parameters.some(({ name }) => name === 'mois') ? 'mois=2026-05&' : '';
    for (const { name, in: where } of parameters)
      for (const value of HOSTILES) {
        // Nothing in its place is another address.
        if (where === 'path' && value === '') continue;
        const { headers, body } = bodyOf(operation);
        const query = where === 'query' ? `?${name === 'mois' ? '' : needed}${name}=${value}` : '';
        const address = `${addressOf(path, where === 'path' ? name : '', value)}${query}`;
        const answer = await request(address, {
          method,
          headers: { comme: role, ...headers, ...(where === 'header' ? { [name]: headerOf(value) } : {}) },
          ...(body === undefined ? {} : { body }),
        });
        const said = `${role}: ${address} (${name}) → ${answer.status}`;
        expect(answer.status, said).toBeLessThan(500);
        if (where !== 'header' && /%0[01]/.test(value)) expect(answer.status, said).toBeGreaterThanOrEqual(400);
      }
    expect(world.logged.filter(({ niveau }) => niveau === 'erreur')).toEqual([]);
  });
});

test('un curseur fait à la main, dont la valeur n’est d’aucune base : 400', async () => {
  const { get } = await service();
  for (const tri of Object.keys(SORTS))
    for (const valeur of [
      '0000-01-01',
      '0000-01-01T00:00:00Z',
      '-271821-04-20T00:00:00Z',
      '+275760-09-13T00:00:00Z',
      'a\0',
      '\ud800',
      '999999999999999999',
      '-infinity',
    ])
      for (const ess of [CASE, 'a\0', '\ud800']) {
        const curseur = Buffer.from(JSON.stringify([tri, [valeur], ess])).toString('base64url');
        const { status } = await get(`/ess?tri=${tri}&apres=${curseur}`);
        expect(status, `${tri} ${JSON.stringify(valeur)} ${JSON.stringify(ess)}`).toBeLessThan(500);
        if (ess !== CASE) expect(status).toBe(400);
      }
});

test.each(['modifieDepuis', 'echeanceAvant', 'echeanceApres'])('« %s » hors de 1901 à 2199 : 400', async (nom) => {
  const { get } = await service();
  const heure = nom === 'modifieDepuis' ? 'T00:00:00Z' : '';
  for (const jour of ['0000-01-01', '-271821-04-20', '+275760-09-13', '0001-01-01', '1850-01-01', '2200-01-01'])
    expect((await get(`/ess?${nom}=${encodeURIComponent(jour + heure)}`)).status, jour).toBe(400);
});

test('un dossier ouvert, ou des livraisons rejouées, depuis un instant hors du temps : 400', async () => {
  const { post } = await service();
  for (const le of ['-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', '0000-01-01T00:00:00+14:00'])
    expect((await post('/ess', { le, siege: '974' })).status, le).toBe(400);
});

test.each(['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'])(
  'corriger « %s » est refusé, en vrai comme en simulation',
  async (objet) => {
    const { post } = await service();
    const acte = { le: '2026-02-01', objet, valeur: '2026-01-01', motif: 'Essai.' };
    const simulation = await post(
      '/simulations',
      { ess: CASE, actes: [{ commande: 'corriger', acteur: 'ars', ...acte }] },
      { comme: 'ars' },
    );
    expect(simulation.status).toBeLessThan(500);
    expect((await post(`/ess/${CASE}/commandes/${objet}`, acte, { comme: 'ars' })).status).toBe(404);
    expect(
      (await post('/simulations', { ess: CASE, actes: [{ commande: objet, acteur: 'ars' }] }, { comme: 'ars' })).status,
    ).toBe(400);
  },
);

test('un caractère nul dans un en-tête n’est pas une requête', async () => {
  const { port } = await service();
  const prise = await ouvrirPrise(port);
  prise.write('GET /api/v1/moi HTTP/1.1\r\nHost: x\r\nX-Delegation: a\0b\r\n\r\n');
  expect(await prise.ended).toMatch(/^HTTP\/1\.1 400 /);
});
