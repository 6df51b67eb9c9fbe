/** Someone with the application's own access to the database tries to have a payment made twice, or a larger one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { centimes } from '../../domain/valeurs.ts';
import { createBatch, toPay } from '../../records/money/lots.ts';
import { followPayment, orderPayment } from '../../records/money/paiements.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { composerLot } from '../../tresorerie/lot.ts';
import { declarerCompte } from './comptes-essai.ts';
import { COMPTES_ESSAI, date, suiviDe } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

const LE = date('2026-06-15');
const ESS = 'ess-33-attaque1';
const creeLe = new Date('2026-06-12T09:00:00Z');
let db: FreshDatabase;

const lot = () =>
  createBatch(db.pool, 'gironde', LE, creeLe, (aPayer, { numero }) =>
    composerLot(aPayer, {
      caisse: 'gironde',
      numero,
      creeLe,
      zone: 'Europe/Paris',
      version: '09',
      executionLe: LE,
      payeur: COMPTES_ESSAI.caisse,
    }),
  );

beforeAll(async () => {
  db = await freshDatabase();
  await declarerCompte(db.pool, ESS);
  const ordre = {
    ess: ESS,
    caisse: 'gironde',
    le: LE,
    dateLimite: date('2026-07-15'),
    montantCentimes: centimes(4_000_000),
  };
  await orderPayment(db.pool, { ...ordre, cle: `${ESS}/1`, paiement: 'amorcage-1' });
  await lot();
  await followPayment(
    db.pool,
    suiviDe({ cle: `${ESS}/2`, ess: ESS, paiement: 'amorcage-1', statut: 'execute', le: LE }),
  );
});
afterAll(() => db.drop());

describe('un paiement exécuté ne se refait pas, même par qui écrit dans la base', () => {
  test.each([
    ['le dire de nouveau ordonnancé', "update paiements set statut = 'ordonnance'", 'paiements_sans_retour'],
    ['le dire rejeté', "update paiements set statut = 'rejete'", 'paiements_sans_retour'],
    ['en changer le montant', 'update paiements set montant_centimes = 3999999', 'paiements_sans_retouche'],
    ['le faire payer par une autre caisse', "update paiements set caisse = '64'", 'paiements_sans_retouche'],
    ['l’effacer pour l’ordonnancer encore', 'delete from paiements', 'paiements_sans_retrait'],
    ['effacer son exécution', 'delete from suivis_paiement', 'append-only'],
    ['le sortir de son lot', 'delete from lot_lignes', 'append-only'],
    ['changer l’émission de sa ligne', 'update lot_lignes set emission = 2', 'append-only'],
    ['récrire le fichier du lot', "update lots set contenu = '<e/>'", 'append-only'],
    ['effacer le lot', 'delete from lots', 'append-only'],
  ])('%s', async (_, requete, refus) => {
    await expect(db.pool.query(requete)).rejects.toMatchObject({
      code: '23000',
      ...(refus === 'append-only' ? { message: expect.stringContaining(refus) as string } : { constraint: refus }),
    });
    expect(await toPay(db.pool, 'gironde')).toEqual([]);
    expect(await lot()).toBeUndefined();
  });

  test('le faire suivre d’une réémission, comme le ferait un défaut du programme', async () => {
    const suivi = { cle: `${ESS}/3`, ess: ESS, paiement: 'amorcage-1' as const, statut: 'ordonnance' as const, le: LE };
    await expect(followPayment(db.pool, suiviDe(suivi))).rejects.toMatchObject({ constraint: 'paiements_sans_retour' });
    expect(await toPay(db.pool, 'gironde')).toEqual([]);
  });

  test('retirer ces gardes se voit : ess verifier les nomme', async () => {
    const copie = await db.copy();
    await copie.pool.query('alter table paiements disable trigger paiements_gardes');
    await copie.pool.query('drop trigger lignes_gardees on lot_lignes');
    const ecarts: { controle: string; trouve: string }[] = [];
    await verifyRecords(copie.pool, (ecart) => ecarts.push(ecart));
    expect(ecarts.find(({ controle }) => controle === 'base.argent')?.trouve).toBe('lignes_gardees ; paiements_gardes');
    await copie.drop();
  });
});
