import { toPay } from '../../records/money/lots.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { centimes, instant } from '../../domain/valeurs.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { deleteFiche, readFiche, saveFiche } from '../../records/privacy/fiches.ts';
import {
  followPayment,
  listPayments,
  orderPayment,
  PaiementContradictoire,
  paymentsToMake,
  type OrdrePaiement,
} from '../../records/money/paiements.ts';
import { date, ensemble, suiviDe } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const ordre = (ess: string, changes: Partial<OrdrePaiement> = {}): OrdrePaiement => ({
  cle: `${ess}/ordonner-paiement/1`,
  ess,
  paiement: 'amorcage-1',
  montantCentimes: centimes(4_000_000),
  le: date('2026-06-12'),
  dateLimite: date('2026-07-12'),
  caisse: 'gironde',
  ...changes,
});

describe('payments', () => {
  test('ordered many times at once under the same key, one row', async () => {
    await ensemble(20, () => orderPayment(db.pool, ordre('une-fois')));
    expect(await listPayments(db.pool, 'une-fois')).toHaveLength(1);
  });
  test('the same payment under another key, or for another amount, is refused', async () => {
    await orderPayment(db.pool, ordre('contraire'));
    await expect(orderPayment(db.pool, ordre('contraire', { cle: 'autre' }))).rejects.toThrow(PaiementContradictoire);
    const autre = ordre('contraire', { montantCentimes: centimes(1) });
    await expect(orderPayment(db.pool, autre)).rejects.toThrow(PaiementContradictoire);
  });
  test.each([
    ['amorcage-1', 4_000_001],
    ['amorcage-30', 2_400_001],
    ['dotation-1', 10_000_001],
    ['amorcage-1', 0],
    ['dotation-1', -1],
  ] as const)('%s of %i cents is refused by the database', async (paiement, montant) => {
    const excessif = ordre(`plafond-${paiement}-${montant}`, { paiement, montantCentimes: centimes(montant) });
    await expect(orderPayment(db.pool, excessif)).rejects.toThrow(/paiements_plafond/);
  });
  test('rejected, issued again, executed: the order takes each status once and the history keeps all', async () => {
    const suivi = { ess: 'suivie', paiement: 'amorcage-1' as const, le: date('2026-06-20') };
    await orderPayment(db.pool, ordre('suivie'));
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 's/1', statut: 'rejete' }));
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 's/2', statut: 'ordonnance' }));
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 's/3', statut: 'execute', reference: 'VIR-1' }));
    // A late retry of an earlier effect does not bring its status back.
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 's/1', statut: 'rejete' }));
    expect(await listPayments(db.pool, 'suivie')).toMatchObject([{ statut: 'execute', reference: 'VIR-1' }]);
    const { rows } = await db.pool.query(
      "select statut from suivis_paiement where ess = 'suivie' order by enregistre_le",
    );
    expect(rows.map(({ statut }: { statut: string }) => statut)).toEqual([
      'ordonnance',
      'rejete',
      'ordonnance',
      'execute',
    ]);
  });
  test('in a case that was taken up, a transfer of before that comes back is recorded, issued again and paid (DEC-67)', async () => {
    const ess = 'reprise';
    const suivi = {
      ess,
      paiement: 'amorcage-1' as const,
      le: date('2026-10-20'),
      montantCentimes: centimes(4_000_000),
    };
    const rejete = suiviDe({ ...suivi, cle: 'r/0', statut: 'retourne' });
    await expect(followPayment(db.pool, rejete)).rejects.toThrow(/never ordered/);
    const repris = { le: date('2026-09-01'), evenement: 'DossierRepris', acteur: 'ars', regle: 'DEC-67', faits: [] };
    await appendJournal(db.pool, ess, [{ rang: 1, enregistreLe: instant(0), evenement: repris as never }]);
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 'r/1', statut: 'retourne' }));
    expect(await listPayments(db.pool, ess)).toMatchObject([{ statut: 'retourne', montantCentimes: 4_000_000 }]);
    await followPayment(
      db.pool,
      suiviDe({ ...suivi, cle: 'r/2', statut: 'ordonnance', resteCentimes: centimes(4_000_000) }),
    );
    expect((await toPay(db.pool, '33')).filter((un) => un.ess === ess)).toMatchObject([{ montantCentimes: 4_000_000 }]);
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 'r/3', statut: 'execute', reference: 'VIR-2' }));
    expect(await listPayments(db.pool, ess)).toMatchObject([{ statut: 'execute' }]);
  });
  test('a payment never ordered can be interrupted; executed, it is recorded as it left (DEC-37); never reissued', async () => {
    const suivi = { ess: 'jamais', paiement: 'amorcage-2' as const, le: date('2026-06-20') };
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 'j/1', statut: 'interrompu' }));
    await expect(followPayment(db.pool, suiviDe({ ...suivi, cle: 'j/2', statut: 'ordonnance' }))).rejects.toThrow(
      /never ordered/,
    );
    const hors = { ...suivi, cle: 'j/3', statut: 'execute' as const, montantCentimes: centimes(9_000_000) };
    await followPayment(db.pool, suiviDe(hors));
    expect(await listPayments(db.pool, 'jamais')).toMatchObject([{ statut: 'execute', montantCentimes: 9_000_000 }]);
  });
  test('paid in part, what is left goes into a batch again; returned, it waits to be issued again (DEC-37, DEC-38)', async () => {
    const suivi = { ess: 'partiel', paiement: 'amorcage-1' as const, le: date('2026-06-20') };
    await orderPayment(db.pool, ordre('partiel', { caisse: '87' }));
    const moindre = {
      montantCentimes: centimes(3_000_000),
      apres: 'ordonnance' as const,
      resteCentimes: centimes(1_000_000),
    };
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 'p/1', statut: 'execute', ...moindre }));
    expect(await toPay(db.pool, '87')).toMatchObject([{ montantCentimes: 1_000_000, emission: 2 }]);
    await followPayment(
      db.pool,
      suiviDe({ ...suivi, cle: 'p/2', statut: 'execute', montantCentimes: centimes(1_000_000) }),
    );
    expect(await toPay(db.pool, '87')).toEqual([]);
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 'p/3', statut: 'retourne' }));
    expect(await toPay(db.pool, '87')).toEqual([]);
    await followPayment(db.pool, suiviDe({ ...suivi, cle: 'p/4', statut: 'ordonnance' }));
    expect(await toPay(db.pool, '87')).toMatchObject([{ montantCentimes: 4_000_000, emission: 3 }]);
  });
  test('a caisse sees what it has to pay, the most urgent first', async () => {
    await orderPayment(db.pool, ordre('plus-tard', { caisse: 'la-reunion', dateLimite: date('2026-09-01') }));
    await orderPayment(db.pool, ordre('bientot', { caisse: 'la-reunion' }));
    expect((await paymentsToMake(db.pool, 'la-reunion')).map(({ ess }) => ess)).toEqual(['bientot', 'plus-tard']);
  });
});

describe('fiches', () => {
  test('a record is read until it is erased', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const referent = { id, ess: 'ess-1', nature: 'referent', contenu: { nom: 'Médecin 01' } };
    expect(await saveFiche(db.pool, referent)).toBe(true);
    expect(await saveFiche(db.pool, { ...referent, contenu: { nom: 'Médecin 02' } })).toBe(false);
    expect(await readFiche(db.pool, id)).toMatchObject({ nature: 'referent', contenu: { nom: 'Médecin 01' } });
    expect(await deleteFiche(db.pool, id)).toBe(true);
    expect(await readFiche(db.pool, id)).toBeUndefined();
    expect(await deleteFiche(db.pool, id)).toBe(false);
  });
});
