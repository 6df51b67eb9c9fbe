import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { centimes, type ClePaiement } from '../../domain/valeurs.ts';
import { createBatch, readBatch, saveCaisseAccount, readCaisseAccount, toPay } from '../../records/money/lots.ts';
import { settleBatch } from '../../records/money/batch-life.ts';
import { followPayment, orderPayment } from '../../records/money/paiements.ts';
import { transfersOf, transfersOfBatches } from '../../records/money/retours.ts';
import { composerLot } from '../../tresorerie/lot.ts';
import { declarerCompte } from './comptes-essai.ts';
import { date, ensemble, suiviDe } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const PAYEUR = {
  titulaire: 'Caisse 33',
  iban: 'FR1420041010050500013M02606',
  adresse: { ville: 'Bordeaux', pays: 'FR' },
};
const IBAN = 'FR7630006000011234567890189';
const LE = date('2026-06-15');

/** A payment that is due, to an association whose account is known unless said otherwise. */
async function du(
  ess: string,
  caisse: string,
  { paiement = 'amorcage-1', iban = true }: { paiement?: ClePaiement; iban?: boolean } = {},
) {
  if (iban) await declarerCompte(db.pool, ess, { iban: IBAN, titulaire: ess });
  await orderPayment(db.pool, {
    cle: `${ess}/${paiement}`,
    ess,
    caisse,
    paiement,
    montantCentimes: centimes(4_000_000),
    le: LE,
    dateLimite: date('2026-07-15'),
  });
}
const suivre = (ess: string, statut: 'execute' | 'rejete' | 'interrompu' | 'ordonnance', n: number) =>
  followPayment(db.pool, suiviDe({ cle: `${ess}/suivi/${n}`, ess, paiement: 'amorcage-1', statut, le: LE }));
const lot = (caisse: string) =>
  createBatch(db.pool, caisse, LE, new Date('2026-06-12T09:00:00Z'), (aPayer, { numero }) =>
    composerLot(aPayer, {
      caisse,
      numero,
      creeLe: new Date('2026-06-12T09:00:00Z'),
      zone: 'Europe/Paris',
      version: '09',
      executionLe: LE,
      payeur: PAYEUR,
    }),
  );

describe('les lots de virements', () => {
  test('un paiement n’entre que dans un lot ; relu, le lot est le même à l’octet près', async () => {
    await du('lot-a', '33');
    await du('lot-b', '33');
    const premier = await lot('33');
    expect(premier).toMatchObject({
      numero: 1,
      nombre: 2,
      totalCentimes: 8_000_000,
      identifiant: 'ESS-33-2026-000001',
    });
    expect(await toPay(db.pool, '33')).toEqual([]);
    expect(await lot('33')).toBeUndefined();
    expect(await readBatch(db.pool, '33', 1)).toEqual(premier);
    const [ligne] = await transfersOf(db.pool, '33', ['lot-a.amorcage-1.1']);
    expect(await transfersOf(db.pool, '64', ['lot-a.amorcage-1.1'])).toEqual([]);
    expect(ligne).toMatchObject({ ess: 'lot-a', statut: 'ordonnance', emission: 1, derniereEmission: 1 });
    expect((await transfersOfBatches(db.pool, '33', ['ESS-33-2026-000001'])).map(({ ess }) => ess)).toEqual([
      'lot-a',
      'lot-b',
    ]);
  });

  test('rejeté puis réémis, il revient sous une autre référence ; exécuté ou interrompu, jamais', async () => {
    await du('rejete', '64');
    await du('interrompu', '64');
    await suivre('interrompu', 'interrompu', 2);
    expect((await lot('64'))?.nombre).toBe(1);
    await suivre('rejete', 'rejete', 2);
    expect(await toPay(db.pool, '64')).toEqual([]);
    await suivre('rejete', 'ordonnance', 3);
    expect((await lot('64'))?.contenu).toContain('<EndToEndId>rejete.amorcage-1.2</EndToEndId>');
    await suivre('rejete', 'execute', 4);
    expect(await toPay(db.pool, '64')).toEqual([]);
  });

  test('demandé dix fois à la fois, il n’est fait qu’une', async () => {
    await du('ensemble', '40');
    const lots = (await ensemble(10, () => lot('40'))).filter((un) => un !== undefined);
    expect(lots).toHaveLength(1);
    const { rows } = await db.pool.query(`select count(*)::int as nombre from lot_lignes where ess = 'ensemble'`);
    expect(rows).toEqual([{ nombre: 1 }]);
  });

  test('sans coordonnées bancaires, un paiement attend le lot suivant (DEC-13)', async () => {
    await du('sans-rib', '47', { iban: false });
    expect(await lot('47')).toBeUndefined();
    expect(await toPay(db.pool, '47')).toMatchObject([{ ess: 'sans-rib', compte: null }]);
  });

  test('un lot retiré rend ses paiements, sous d’autres références ; envoyé, il ne se retire plus, et inversement', async () => {
    const dire = (numero: number, suite: 'envoye' | 'retire') =>
      settleBatch(db.pool, {
        caisse: '24',
        numero,
        suite,
        le: LE,
        ...(suite === 'retire' ? { motif: 'Trop tôt' } : {}),
      });
    await du('retire', '24');
    expect((await lot('24'))?.contenu).toContain('<EndToEndId>retire.amorcage-1.1</EndToEndId>');
    expect(await dire(1, 'retire')).toBe('settled');
    expect(await dire(1, 'retire')).toBe('repeated');
    expect(await dire(1, 'envoye')).toBe('withdrawn');
    expect(await toPay(db.pool, '24')).toMatchObject([{ ess: 'retire', emission: 2 }]);
    const second = await lot('24');
    expect(second?.contenu).toContain('<EndToEndId>retire.amorcage-1.2</EndToEndId>');
    expect(await dire(2, 'envoye')).toBe('settled');
    expect(await dire(2, 'retire')).toBe('sent');
    expect(await dire(3, 'envoye')).toBe('unknown');
    expect((await readBatch(db.pool, '24', 1))?.suite).toBe('retire');
    expect((await readBatch(db.pool, '24', 2))?.suite).toBe('envoye');
    await expect(db.pool.query("delete from lots_suites where caisse = '24'")).rejects.toThrow(/append-only/);
    await expect(
      db.pool.query("insert into lots_suites (caisse, numero, suite, motif) values ('24', 2, 'retire', 'x')"),
    ).rejects.toThrow(/lots_suites_pkey/);
  });

  test('un lot dont un virement est parti ne se retire pas, même si personne n’a dit qu’il était envoyé', async () => {
    await du('parti', '87');
    await lot('87');
    const suivi = { cle: 'parti/2', ess: 'parti', paiement: 'amorcage-1' as const, statut: 'execute' as const, le: LE };
    await followPayment(db.pool, suiviDe({ ...suivi, reference: 'parti.amorcage-1.1' }));
    expect(await settleBatch(db.pool, { caisse: '87', numero: 1, suite: 'retire', le: LE, motif: 'Erreur' })).toBe(
      'sent',
    );
  });

  test('ce qui ne peut pas être payé est laissé de côté, et les autres sont payés', async () => {
    await du('bonne', '19');
    await du('trop-longue', '19', { iban: false });
    await declarerCompte(db.pool, 'trop-longue', { iban: IBAN, titulaire: 'x'.repeat(71) });
    await du('hors-zone', '19', { iban: false });
    await declarerCompte(db.pool, 'hors-zone', { iban: 'TN5910006035183598478831', titulaire: 'A' });
    const fait = await lot('19');
    expect(fait?.nombre).toBe(1);
    expect((await toPay(db.pool, '19')).map(({ ess }) => ess)).toEqual(['hors-zone', 'trop-longue']);
  });

  test('la base refuse deux lignes pour la même émission d’un paiement', async () => {
    await expect(
      db.pool.query(
        `insert into lot_lignes (reference, caisse, numero, ess, paiement, emission, montant_centimes)
         values ('autre', '33', 1, 'lot-a', 'amorcage-1', 1, 4000000)`,
      ),
    ).rejects.toThrow(/lot_lignes_ess_paiement_emission_key/);
  });

  test('le compte de la caisse se relit comme il a été écrit', async () => {
    await saveCaisseAccount(db.pool, '33', PAYEUR);
    expect(await readCaisseAccount(db.pool, '33')).toEqual(PAYEUR);
    const hybride = {
      ...PAYEUR,
      bic: 'PSSTFRPPBOR',
      adresse: { ...PAYEUR.adresse, lignes: ['2 place de l’Europe'] as const },
    };
    await saveCaisseAccount(db.pool, '33', hybride);
    expect(await readCaisseAccount(db.pool, '33')).toEqual(hybride);
    expect(await readCaisseAccount(db.pool, '99')).toBeUndefined();
  });
});
