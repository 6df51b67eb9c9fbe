/** The books of a caisse and the accounts it pays, through the API, on a real database. REC-02, DEC-13, DEC-52. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { COMPTES_ESSAI } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { consigner } from '../records/vies.ts';
import { agir, dossierAPayer } from '../regles/proprietes/vie-bancaire.ts';
import { api } from './support.ts';

const ESS = 'ess-33-livres01';
const FICHE = randomUUID();
const { iban } = COMPTES_ESSAI.association;
let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  const contenu = COMPTES_ESSAI.association;
  await saveFiche(db.pool, { ess: ESS, id: FICHE, nature: 'declarer-coordonnees-bancaires', contenu });
  const dossier = dossierAPayer({}, FICHE);
  agir(dossier, '2026-03-06', 'caisse', 'rejeter-paiement', { paiement: 'amorcage-1', motif: 'AC04 compte clos' });
  agir(dossier, '2026-03-09', 'caisse', 'reemettre-paiement', { paiement: 'amorcage-1' });
  agir(dossier, '2026-03-10', 'caisse', 'executer-paiement', { paiement: 'amorcage-1', reference: 'V-1' });
  let etat: Etat = etatInitial(ESS);
  for (const { evenement } of dossier.journal) etat = await consigner(db.pool, etat, evenement);
});
afterAll(() => db.drop());

const service = () => api({ records: createRecords(db.pool) });
const enCsv = { comme: 'caisse', accept: 'text/csv' };

describe('les livres d’une caisse', () => {
  test('le rapprochement du mois : soldes, mouvements, raisons', async () => {
    const { get } = await service();
    const { body } = await get('/caisses/gironde/rapprochement?mois=2026-03', 'caisse');
    expect(body).toMatchObject({
      aPayer: { ouvertureCentimes: 4_000_000, clotureCentimes: 0 },
      aReemettre: { ouvertureCentimes: 0, mouvements: { rejete: 4_000_000, reemis: -4_000_000 }, clotureCentimes: 0 },
      versesCentimes: { parLot: 0, horsLot: 4_000_000 },
      ecarts: [],
    });
    expect(body['lignes']).toContainEqual(expect.objectContaining({ nature: 'rejete', motif: 'AC04 compte clos' }));
  });

  test('en CSV, un tableur français le lit : euros, libellés, soldes d’ouverture et de clôture', async () => {
    const { request } = await service();
    const { text } = await request('/api/v1/caisses/gironde/rapprochement?mois=2026-03', { headers: enCsv });
    expect(text.split('\r\n').slice(0, 4)).toEqual([
      'Date;Compte;Mouvement;ESS;Objet;Montant;Référence;Motif',
      ';"Ordonnancé, à payer";Solde d’ouverture;;;40000,00;;',
      `2026-03-06;"Ordonnancé, à payer";Rejeté par la banque;${ESS};la première moitié du crédit d'amorçage;-40000,00;;AC04 compte clos`,
      `2026-03-09;"Ordonnancé, à payer";Réémis;${ESS};la première moitié du crédit d'amorçage;40000,00;;`,
    ]);
    expect(text).toContain('À recouvrer;Solde de clôture;;;0,00;;');
  });

  test('le grand livre du mois, en JSON et aux colonnes du comptable', async () => {
    const { get, request } = await service();
    const { body } = await get('/caisses/gironde/grand-livre?mois=2026-03', 'national');
    const ecritures = body['ecritures'] as { debitCentimes: number; creditCentimes: number }[];
    expect(ecritures).toHaveLength(6);
    const total = (cote: 'debitCentimes' | 'creditCentimes') => ecritures.reduce((somme, une) => somme + une[cote], 0);
    expect([total('debitCentimes'), total('creditCentimes')]).toEqual([12_000_000, 12_000_000]);
    const { text } = await request('/api/v1/caisses/gironde/grand-livre?mois=2026-03', { headers: enCsv });
    expect(text.split('\r\n')[0]).toMatch(/^JournalCode;JournalLib;EcritureNum;EcritureDate;CompteNum;/);
    expect(text).toContain(`;20260310;banque;Banque;${ESS};;V-1;20260310;`);
  });

  test('les livres d’une autre caisse ne se lisent pas', async () => {
    const { get } = await service();
    expect((await get('/caisses/gironde/grand-livre?mois=2026-03', 'caisse-landes')).status).toBe(404);
    expect((await get('/caisses/gironde/grand-livre?mois=2026-03', 'porteur')).status).toBe(403);
  });
});

describe('le compte d’une association', () => {
  const lire = async (role: string) => (await service()).get(`/ess/${ESS}/comptes`, role);

  test('est entier pour la caisse qui paie, et sa lecture est consignée', async () => {
    const { body } = await lire('caisse');
    expect(body).toMatchObject({ entier: true, comptes: [{ version: 1, iban, verification: null, remplaceLe: null }] });
    const { rows } = await db.pool.query("select par, objet from acces where ess = $1 and objet = 'compte'", [ESS]);
    expect(rows).toContainEqual({ par: 'caisse', objet: 'compte' });
  });

  test('est masqué pour une caisse d’avant, qui lit encore le dossier (DEC-47)', async () => {
    await db.pool.query("update dossiers set caisse = 'landes', caisses = '{landes,gironde}' where ess = $1", [ESS]);
    const { body, text } = await lire('caisse');
    expect(body).toMatchObject({ entier: false, comptes: [{ iban: 'FR76 •••• 0189' }] });
    expect(text).not.toContain(iban);
    const fiche = await (await service()).get(`/ess/${ESS}/fiches/${FICHE}`, 'caisse');
    expect(fiche.body['contenu']).toMatchObject({ iban: 'FR76 •••• 0189' });
    await db.pool.query("update dossiers set caisse = 'gironde', caisses = '{gironde}' where ess = $1", [ESS]);
  });

  test.each(['ars', 'national', 'exploitant'])('n’existe pas pour %s', async (role) => {
    expect((await lire(role)).status).toBe(403);
  });
});
