/** Several commands in one request: an answer to each, rights and scope for each, none undone by another. */
import { describe, expect, test } from 'vitest';
import { EngineUnavailable, CaseRefusal } from '../../api/ports.ts';
import { COMMANDS } from '../../api/commands/chapters/all.ts';
import { OUTSIDE, sendersOf } from '../../identity/rights.ts';
import { TABLE } from '../../domain/table.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { api, CASE, errorsOf, type Answer } from './support.ts';

interface Resultat {
  readonly statut: number;
  readonly cle: string;
  readonly recu?: { readonly ess: string; readonly rang: number };
  readonly probleme?: { readonly type: string; readonly instance: string; readonly regle?: string };
}
const resultats = ({ body }: Answer) => body['resultats'] as readonly Resultat[];
const item = (ess: string, commande: string, donnees: object = { le: '2026-03-02' }, more: object = {}) => ({
  ess,
  commande,
  donnees,
  ...more,
});
const RENONCER = item(CASE, 'renoncer', { le: '2026-03-02' });

test('chacune a sa réponse, dans l’ordre ; une refusée n’empêche ni ne défait les autres', async () => {
  const { post, world } = await api();
  const answer = await post('/commandes', {
    commandes: [
      RENONCER,
      item(CASE, 'inconnue'),
      item(CASE, 'renoncer', { le: '2026-02-30' }),
      item('ess-33-ailleurs', 'renoncer'),
      item(CASE, 'valider-lettre-intention'),
      { ess: CASE, commande: 'renoncer', donnees: { le: '2026-03-02' }, couleur: 'bleu' },
      'renoncer',
      item(CASE, 'resilier', { le: '2026-03-02', motif: 'Un motif' }),
    ],
  });
  expect(answer.status).toBe(200);
  expect(resultats(answer).map(({ statut }) => statut)).toEqual([200, 404, 400, 404, 403, 400, 400, 200]);
  expect(answer.body).toMatchObject({ acceptees: 2, refusees: 6 });
  expect(resultats(answer)[2]?.probleme).toMatchObject({
    type: '/problemes/champs-invalides',
    instance: '/api/v1/commandes#2',
    erreurs: [{ champ: 'le', regle: 'DEC-18' }],
  });
  expect(world.sent.map(({ commande }) => commande)).toEqual(['renoncer', 'resilier']);
});

test('la même demande, renvoyée, porte les mêmes clés au moteur ; chaque commande a la sienne', async () => {
  const { post, world } = await api();
  const body = {
    commandes: [RENONCER, item(CASE, 'resilier', { le: '2026-03-02', motif: 'm' }, { cle: 'la-mienne' })],
  };
  const headers = { comme: 'porteur', 'Idempotency-Key': 'tournee-1' };
  const first = await post('/commandes', body, headers);
  await post('/commandes', body, headers);
  expect(resultats(first).map(({ cle }) => cle)).toEqual(['tournee-1/0', 'la-mienne']);
  const [a, b, c, d] = world.sent.map(({ message }) => message.id);
  expect([a, b]).toEqual([c, d]);
  expect(a).not.toBe(b);
});

test('siRang est l’If-Match de chacune', async () => {
  const { post, world } = await api();
  await post('/commandes', { commandes: [{ ...RENONCER, siRang: 12 }] });
  expect(world.sent[0]?.message.siRang).toBe(12);
});

test('les commandes d’un même dossier se suivent, dans l’ordre de la demande', async () => {
  let running = 0;
  const order: string[] = [];
  const { post } = await api({
    cases: {
      send: async (_ess, commande) => {
        running += 1;
        expect(running).toBe(1);
        order.push(commande);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return { rang: order.length, nombre: 0 };
      },
    },
  });
  const names = ['declarer-association', 'renoncer', 'declarer-activite', 'renoncer'];
  const answer = await post('/commandes', {
    commandes: names.map((name) => item(CASE, name, COMMANDS[name as NomCommande].exemple)),
  });
  expect(resultats(answer).map(({ recu }) => recu?.rang)).toEqual([1, 2, 3, 4]);
  expect(order).toEqual(names);
});

test('le moteur absent : la commande en cause et les suivantes répondent 503, sans être toutes essayées', async () => {
  let asked = 0;
  const { post } = await api({
    cases: {
      send: () => {
        asked += 1;
        return asked === 1 ? Promise.resolve({ rang: 1, nombre: 0 }) : Promise.reject(new EngineUnavailable('x'));
      },
    },
  });
  const answer = await post('/commandes', { commandes: Array.from({ length: 20 }, () => RENONCER) });
  expect(resultats(answer).map(({ statut }) => statut)).toEqual([200, ...Array.from({ length: 19 }, () => 503)]);
  expect(asked).toBe(2);
});

test('le refus du dossier est celui de sa règle', async () => {
  const { post } = await api({
    cases: { send: () => Promise.reject(new CaseRefusal({ nature: 'regle', regle: 'LI-08', phrase: 'Non.' })) },
  });
  expect(resultats(await post('/commandes', { commandes: [RENONCER] }))).toMatchObject([
    { statut: 422, probleme: { regle: 'LI-08', detail: 'Non.' } },
  ]);
});

describe('la demande elle-même', () => {
  test.each([
    ['aucune commande', { commandes: [] }, 'commandes'],
    ['cent une', { commandes: Array.from({ length: 101 }, () => RENONCER) }, 'commandes'],
    ['autre chose', { commandes: [RENONCER], couleur: 'bleu' }, 'couleur'],
  ])('%s : refusée et nommée', async (_what, body, champ) => {
    const { post, world } = await api();
    const answer = await post('/commandes', body);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toHaveProperty(champ);
    expect(world.sent).toEqual([]);
  });
});

describe.each([...OUTSIDE])('toutes les commandes, envoyées ensemble par %s', (role) => {
  const names = Object.keys(TABLE) as NomCommande[];
  test('dans son périmètre, les siennes et elles seules partent ; en dehors, rien n’existe', async () => {
    const { post, world } = await api({
      records: { knows: (ess) => Promise.resolve(ess === CASE) },
    });
    const inside = await post('/commandes', { commandes: names.map((n) => item(CASE, n)) }, { comme: role });
    resultats(inside).forEach(({ statut }, index) => {
      const allowed = sendersOf(names[index] ?? 'renoncer').includes(role);
      expect(allowed ? [200, 400] : [403]).toContain(statut);
    });
    expect(world.sent.every(({ commande }) => sendersOf(commande as NomCommande).includes(role))).toBe(true);
    const outside = await post('/commandes', { commandes: names.map((n) => item('ess-35-x', n)) }, { comme: role });
    expect(new Set(resultats(outside).map(({ statut }) => statut))).toEqual(new Set([404]));
  });
});
