/** A caisse's money through the API, on a real database. PAY-01, DEC-13, GEN-06. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { centimes } from '../../domain/valeurs.ts';
import { orderPayment } from '../../records/money/paiements.ts';
import { declarerCompte } from '../records/comptes-essai.ts';
import { COMPTES_ESSAI, date } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { defautsAuSchema } from '../../tresorerie/schema.ts';
import { api, errorsOf } from './support.ts';

const ESS = 'ess-33-caisse01';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await declarerCompte(db.pool, ESS);
  const ordre = {
    le: date('2026-06-01'),
    dateLimite: date('2026-06-30'),
    caisse: 'gironde',
    montantCentimes: centimes(4_000_000),
  };
  await orderPayment(db.pool, { ...ordre, cle: `${ESS}:1`, ess: ESS, paiement: 'amorcage-1' });
  await orderPayment(db.pool, { ...ordre, cle: 'ess-33-caisse02:1', ess: 'ess-33-caisse02', paiement: 'amorcage-1' });
});
afterAll(() => db.drop());

const service = () => api({ records: createRecords(db.pool), allowClockOrigin: true });
/** On Friday 12 June 2026. */
const caisse = { comme: 'caisse', 'x-horloge-origine': '2026-06-12T09:00:00Z' };

test('une caisse voit ce qu’elle doit payer, sans les comptes, et sait à qui il en manque un', async () => {
  const { get } = await service();
  const { body, text } = await get('/caisses/gironde/paiements', 'caisse');
  expect(body).toMatchObject({
    totalCentimes: 8_000_000,
    paiements: [
      { ess: ESS, coordonneesBancaires: true },
      { ess: 'ess-33-caisse02', coordonneesBancaires: false },
    ],
  });
  expect(text).not.toContain(COMPTES_ESSAI.association.iban);
  expect((await get('/caisses/landes/paiements', 'caisse-landes')).body['paiements']).toEqual([]);
});

test('sans compte de la caisse, aucun lot ; avec un compte faux, le champ est nommé', async () => {
  const { post, request } = await service();
  const sans = await post('/caisses/gironde/lots', { le: '2026-06-15' }, caisse);
  expect([sans.status, sans.body['detail']]).toEqual([
    409,
    'Cette caisse n’a pas encore de compte qui paie : enregistrez-le d’abord.',
  ]);
  const mettre = (compte: object) =>
    request('/api/v1/caisses/gironde/compte', {
      method: 'PUT',
      headers: { ...caisse, 'content-type': 'application/json' },
      body: JSON.stringify(compte),
    });
  expect(errorsOf(await mettre({ titulaire: 'Caisse 33', iban: 'FR00' }))['iban']).toMatchObject({ regle: 'DEC-13' });
  expect((await mettre(COMPTES_ESSAI.caisse)).status).toBe(200);
});

test('un lot se fait une fois, se relit à l’octet près, valide au schéma de la banque, et se lit en CSV', async () => {
  const { post, request, get } = await service();
  const premier = await post('/caisses/gironde/lots', { le: '2026-06-15' }, caisse);
  expect(premier.status).toBe(201);
  expect(premier.body).toMatchObject({
    lot: { numero: 1, nombre: 1, totalCentimes: 4_000_000 },
    avertissements: [{ regle: 'DEC-13' }],
  });
  const second = await post('/caisses/gironde/lots', { le: '2026-06-15' }, caisse);
  expect([second.status, second.body['lot']]).toEqual([200, null]);
  const xml = await request('/api/v1/caisses/gironde/lots/1.xml', { headers: caisse });
  expect((await request('/api/v1/caisses/gironde/lots/1.xml', { headers: caisse })).text).toBe(xml.text);
  expect(await defautsAuSchema(xml.text, '09')).toEqual([]);
  const csv = await request('/api/v1/caisses/gironde/lots/1.csv', { headers: caisse });
  expect(csv.text).toContain(`${ESS}.amorcage-1.1;`);
  expect(csv.text).toContain(';40000,00;');
  expect((await get('/caisses/gironde/lots', 'national')).body['lots']).toHaveLength(1);
  expect((await get('/caisses/gironde/lots/2.xml', 'caisse')).status).toBe(404);
});

test('le mot de la banque devient un acte de la caisse ; une référence d’ailleurs est dite', async () => {
  const { request, world } = await service();
  const retour = (caisseDuChemin: string) =>
    request(`/api/v1/caisses/${caisseDuChemin}/retours`, {
      method: 'POST',
      headers: { comme: `caisse-${caisseDuChemin}`, 'content-type': 'text/csv' },
      body: `reference;statut;le;raison\n${ESS}.amorcage-1.1;execute;2026-06-15;\n`,
    });
  expect((await retour('gironde')).body).toMatchObject({ refusees: 0, lignes: [{ ess: ESS, enregistre: true }] });
  expect(world.sent.map(({ commande, message }) => [commande, message.donnees])).toEqual([
    [
      'executer-paiement',
      expect.objectContaining({ paiement: 'amorcage-1', montantCentimes: 4_000_000, reference: `${ESS}.amorcage-1.1` }),
    ],
  ]);
  expect((await retour('landes')).body).toMatchObject({ refusees: 1, lignes: [{ enregistre: false }] });
  expect(world.sent).toHaveLength(1);
});

test('un fichier de banque illisible est refusé en entier, et dit pourquoi', async () => {
  const { request, world } = await service();
  const envoyer = (type: string, body: string) =>
    request('/api/v1/caisses/gironde/retours', { method: 'POST', headers: { ...caisse, 'content-type': type }, body });
  expect((await envoyer('application/xml', '<Document>')).body['detail']).toContain('mal formé');
  expect((await envoyer('application/pdf', '%PDF')).status).toBe(415);
  expect(world.sent).toEqual([]);
});

test.each(['porteur', 'ars', 'exploitant'])('le compte, les lots et les retours ne sont pas à %s', async (role) => {
  const { get, post } = await service();
  expect((await get('/caisses/gironde/compte', role)).status).toBe(403);
  expect((await get('/caisses/gironde/lots/1.xml', role)).status).toBe(403);
  expect((await post('/caisses/gironde/lots', { le: '2026-06-15' }, { comme: role })).status).toBe(403);
});

test('un mois mal écrit et un département qui n’existe pas sont nommés', async () => {
  const { get } = await service();
  expect(errorsOf(await get('/caisses/gironde/rapprochement?mois=2026-13', 'caisse'))['mois']?.message).toContain(
    '2026-05',
  );
  expect(errorsOf(await get('/caisses/nulle-part/rapprochement?mois=2026-05', 'caisse'))['caisse']).toBeDefined();
});
