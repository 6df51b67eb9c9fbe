/**
 * A month of a caisse: two hundred payments, an account that changed, a withdrawn batch, rejections, returns, a duplicate file, a
 * wrong count, the same word as pain and as camt. What the bank knows, what SQL adds up, what the journal and what the ledger say
 * are the same, to the cent. PAY-01, DEC-37, DEC-38, DEC-52.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../records/money/rapprochement.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { COMPTES_ESSAI } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { camt, conforme, pain002, recevoir, type FichierRecu } from '../tresorerie/banque-essai.ts';
import { ouvrirCaisse, type CaisseVivante } from './caisse-vivante.ts';

const NOMBRE = 200;
const MONTANT = 4_000_000;
const NOUVEL_IBAN = 'FR1420041010050500013M02606';
let db: FreshDatabase;
let caisse: CaisseVivante;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const jour = (le: string) => void (caisse.horloge.maintenant = Date.parse(`${le}T09:00:00Z`));
/** Net of what left and came back, by the follow-ups and nothing else. */
const selonSql = async (): Promise<number> => {
  const { rows } = await db.pool.query<{ net: number }>(
    `select coalesce(sum(case statut when 'execute' then montant_centimes when 'retourne' then -montant_centimes end), 0)::bigint as net
     from suivis_paiement`,
  );
  return Number(rows[0]?.net);
};
const selonLaLoi = (): number =>
  [...caisse.etats.values()]
    .flatMap(({ paiements }) => Object.values(paiements))
    .flatMap(({ versements }) => versements)
    .reduce((somme, { montantCentimes, retourneLe }) => somme + (retourneLe === null ? montantCentimes : 0), 0);
const soldeEnvoye = async (): Promise<number> =>
  (await reconcile(db.pool, 'gironde', '2025-06')).envoye.clotureCentimes;
/** As the bank's own account says. */
let compteDeLaBanque = 0;

/** Parts of a file: its first, then the next… */
const parts = ({ virements }: FichierRecu, ...tailles: readonly number[]) => {
  let debut = 0;
  return tailles.map((taille) => virements.slice(debut, (debut += taille)).map(({ reference }) => reference));
};

test('le mois s’équilibre au centime : la banque, les livres en SQL et le journal', async () => {
  caisse = await ouvrirCaisse(db.pool);
  await caisse.naitre(...Array.from({ length: NOMBRE }, (_, n) => `ess-33-m${String(n).padStart(3, '0')}`));
  // An account that changed on the eve of the batch is left out of it until the caisse has verified it.
  const change = 'ess-33-m199';
  jour('2025-06-13');
  const fiche = randomUUID();
  const contenu = { ...COMPTES_ESSAI.association, iban: NOUVEL_IBAN };
  await saveFiche(db.pool, { ess: change, id: fiche, nature: 'declarer-coordonnees-bancaires', contenu });
  await caisse.decider(change, 'porteur', 'declarer-coordonnees-bancaires', { le: '2025-06-13', fiche });
  jour('2025-06-16');
  const retire = await caisse.lot('2025-06-17');
  expect((await caisse.suite(retire.numero, 'retrait')).status).toBe(200);
  const envoye = await caisse.lot('2025-06-18');
  expect((await caisse.suite(envoye.numero, 'envoi')).status).toBe(200);
  const recu = recevoir(envoye.fichier);
  expect(recu.virements).toHaveLength(NOMBRE - 1);
  expect(envoye.fichier).not.toContain(change);
  expect(await soldeEnvoye()).toBe((NOMBRE - 1) * MONTANT);
  // Nothing of the withdrawn file is in the one that was sent.
  const dansLeRetire = new Set(recevoir(retire.fichier).virements.map(({ reference }) => reference));
  expect(recu.virements.filter(({ reference }) => dansLeRetire.has(reference))).toEqual([]);
  const [partis = [], rejetes = [], retournes = [], tus = []] = parts(recu, 149, 20, 20, 10);
  const message = { message: recu.message, creeLe: '2025-06-18T18:00:00' };

  jour('2025-06-18');
  // The file comes back put aside as a copy of itself: nothing of it is a rejection.
  const copie = pain002({ ...message, statut: 'RJCT', code: 'DU01' });
  await conforme(copie);
  expect((await caisse.retour(copie)).body).toMatchObject({ appliquees: 0, refusees: NOMBRE - 1 });

  const sorts = pain002({
    ...message,
    version: '03',
    statut: 'PART',
    lots: [
      {
        statut: 'PART',
        virements: [
          ...partis.map((reference) => ({ reference, statut: 'ACSC', le: '2025-06-18T10:00:00' })),
          ...rejetes.map((reference) => ({ reference, statut: 'RJCT', code: 'AC04' })),
        ],
      },
    ],
  });
  await conforme(sorts);
  const premier = await caisse.retour(sorts);
  expect(premier.body).toMatchObject({ appliquees: 169, sansNouvelle: 30, refusees: 0 });
  compteDeLaBanque += partis.length * MONTANT;
  expect((await caisse.retour(sorts)).body).toMatchObject({ appliquees: 0, dejaConnues: 169, sansNouvelle: 30 });

  jour('2025-06-23');
  // The statement says again what the report said, then what it did not.
  const releve = camt('053', [
    ...[...partis, ...retournes].map((reference) => ({
      sens: 'DBIT' as const,
      montantCentimes: MONTANT,
      le: '2025-06-18',
      virements: [{ reference }],
    })),
    ...retournes.map((reference) => ({
      sens: 'CRDT' as const,
      montantCentimes: MONTANT,
      le: '2025-06-20',
      virements: [{ reference, code: 'AC06' }],
    })),
    { sens: 'DBIT' as const, montantCentimes: 1250, le: '2025-06-20' },
  ]);
  await conforme(releve);
  expect((await caisse.retour(releve)).body).toMatchObject({
    appliquees: 40,
    dejaConnues: 149,
    pasANous: 1,
    sansNouvelle: 10,
    refusees: 0,
  });
  // And the advice of the returns, in another form: nothing more.
  const avis = camt(
    '054',
    retournes.map((reference) => ({
      sens: 'CRDT' as const,
      montantCentimes: MONTANT,
      le: '2025-06-20',
      virements: [{ reference, code: 'AC06' }],
    })),
    '02',
  );
  await conforme(avis);
  expect((await caisse.retour(avis)).body).toMatchObject({ appliquees: 0, dejaConnues: 20 });

  jour('2025-06-24');
  // Half of what came back or was rejected is issued again, and leaves; the rest of the first batch leaves too.
  const aReemettre = [...rejetes, ...retournes].filter((_, rang) => rang % 2 === 0);
  const essDe = (reference: string) => reference.split('.')[0] ?? '';
  for (const reference of aReemettre)
    expect(
      (await caisse.agir(essDe(reference), 'reemettre-paiement', { le: '2025-06-24', paiement: 'amorcage-1' })).status,
    ).toBe(200);
  await caisse.decider(change, 'caisse', 'verifier-pieces', {
    le: '2025-06-24',
    pieces: [{ code: 'rib', conforme: true }],
  });
  const second = await caisse.lot('2025-06-25');
  const recu2 = recevoir(second.fichier);
  expect(recu2.virements.map(({ reference }) => essDe(reference)).sort()).toEqual(
    [change, ...aReemettre.map(essDe)].sort(),
  );
  expect(second.fichier).toContain(NOUVEL_IBAN);
  // A statement that counts one transfer too many is about no batch of ours: nothing of it is taken.
  const faux = camt('053', [
    {
      sens: 'DBIT',
      montantCentimes: recu2.virements.length * MONTANT,
      le: '2025-06-25',
      lot: { nom: recu2.lot, nombre: recu2.virements.length + 1 },
    },
  ]);
  jour('2025-06-26');
  expect((await caisse.retour(faux)).body).toMatchObject({ appliquees: 0, refusees: 1 });
  const bloc = camt('053', [
    {
      sens: 'DBIT',
      montantCentimes: recu2.virements.length * MONTANT,
      le: '2025-06-25',
      lot: { nom: recu2.lot, nombre: recu2.virements.length },
    },
    ...tus.map((reference) => ({
      sens: 'DBIT' as const,
      montantCentimes: MONTANT,
      le: '2025-06-25',
      virements: [{ reference }],
    })),
  ]);
  await conforme(bloc);
  expect((await caisse.retour(bloc)).body).toMatchObject({
    appliquees: recu2.virements.length + tus.length,
    sansNouvelle: 0,
  });
  compteDeLaBanque += (recu2.virements.length + tus.length) * MONTANT;

  expect(await selonSql()).toBe(compteDeLaBanque);
  expect(selonLaLoi()).toBe(compteDeLaBanque);
  const { ecarts, versesCentimes } = await reconcile(db.pool, 'gironde', '2025-06');
  expect(ecarts).toEqual([]);
  expect(versesCentimes).toEqual({ parLot: compteDeLaBanque, horsLot: 0 });
  // One line of the bank's files for each fact of the bank, and no more.
  const { rows } = await db.pool.query<{ statut: string; nombre: number }>(
    'select statut, count(*)::int as nombre from retour_lignes group by statut order by statut',
  );
  expect(rows).toEqual([
    { statut: 'execute', nombre: 149 + 20 + 20 + 10 + 1 },
    { statut: 'rejete', nombre: 20 },
    { statut: 'retourne', nombre: 20 },
  ]);
  // Nothing is in flight any more; the ledger is what the journal, the batches and the bank's files say.
  expect(await soldeEnvoye()).toBe(0);
  const { rows: banque } = await db.pool.query<{ solde: number }>(
    `select sum(credit_centimes - debit_centimes)::bigint as solde from lignes_du_livre where compte = 'banque'`,
  );
  expect(banque[0]?.solde).toBe(compteDeLaBanque);
  const controles: string[] = [];
  await verifyRecords(db.pool, ({ controle }) => controles.push(controle));
  expect(controles.filter((nom) => /^(grand-livre|paiements|sommes)/.test(nom))).toEqual([]);
  const recouvrements = [...caisse.etats.values()].flatMap((etat) => Object.keys(etat.recouvrements));
  expect(recouvrements).toEqual([]);
}, 300_000);
