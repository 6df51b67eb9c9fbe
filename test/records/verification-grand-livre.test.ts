/** `ess verifier` proves that the ledger is what the journal, the batches that were sent and the bank's files say: each check sees its own fault. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LEDGER_BASE_CHECKS, LEDGER_CHECKS } from '../../records/verification/ledger.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import type { Discrepancy } from '../../records/verification/types.ts';
import { ouvrirCaisse } from '../api/caisse-vivante.ts';
import { camt, pain002, recevoir } from '../tresorerie/banque-essai.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

const LE = '2025-06-16';
const MONTANT = 4_000_000;
let db: FreshDatabase;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** One transfer executed, one returned, one rejected, one in flight; and a batch that waits to be sent. */
async function vivre(): Promise<void> {
  const caisse = await ouvrirCaisse(db.pool);
  const jour = (le: string) => void (caisse.horloge.maintenant = Date.parse(`${le}T09:00:00Z`));
  jour(LE);
  await caisse.naitre('ess-33-v0a', 'ess-33-v0b', 'ess-33-v0c', 'ess-33-v0d');
  const lot = await caisse.lot(LE);
  expect((await caisse.suite(lot.numero, 'envoi')).status).toBe(200);
  const { message, virements } = recevoir(lot.fichier);
  const [a = '', b = '', c = ''] = virements.map(({ reference }) => reference);
  await caisse.retour(
    pain002({
      message,
      creeLe: `${LE}T12:00:00`,
      lots: [
        {
          virements: [
            { reference: a, statut: 'ACSC' },
            { reference: b, statut: 'ACSC' },
            { reference: c, statut: 'RJCT', code: 'AC04' },
          ],
        },
      ],
    }),
  );
  jour('2025-06-20');
  const credit = { sens: 'CRDT', montantCentimes: MONTANT, le: '2025-06-20', virements: [{ reference: b }] } as const;
  expect((await caisse.retour(camt('054', [credit]))).body).toMatchObject({ appliquees: 1 });
  await caisse.naitre('ess-33-v0e');
  await caisse.lot('2025-06-23');
}

async function verifier(base: FreshDatabase): Promise<readonly string[]> {
  const ecarts: Discrepancy[] = [];
  await verifyRecords(base.pool, (ecart) => ecarts.push(ecart));
  return [...new Set(ecarts.map(({ controle }) => controle))];
}
const NOMS = [...LEDGER_CHECKS, ...LEDGER_BASE_CHECKS].map(({ nom }) => nom);

test('rien n’est trouvé de livres que personne n’a touchés', async () => {
  await vivre();
  const trouves = await verifier(db);
  expect(trouves.filter((nom) => NOMS.includes(nom))).toEqual([]);
});

const SANS_CONTRAINTE = 'alter table grand_livre drop constraint grand_livre_equilibre';
const execute = `where nature = 'execute' and ess = 'ess-33-v0a'`;
const FAUTES: readonly (readonly [controle: string, faute: string, ...requetes: string[]])[] = [
  ['grand-livre.journal', 'un centime de plus', `update grand_livre set montant_centimes = montant_centimes + 1 ${execute}`],
  ['grand-livre.journal', 'un envoi de moins', `delete from grand_livre where nature = 'envoye' and ess = 'ess-33-v0d'`],
  ['grand-livre.soldes', 'un ordre chez une autre caisse', `update grand_livre set caisse = 'landes' where nature = 'ordonne' and ess = 'ess-33-v0a'`],
  ['grand-livre.soldes', 'un virement en vol de moins', `delete from grand_livre where nature = 'envoye' and ess = 'ess-33-v0d'`],
  ['grand-livre.banque', 'une exécution de moins', `delete from grand_livre ${execute}`],
  ['grand-livre.plafonds', 'une aide de trop', `insert into grand_livre select ess, rang, 9, le, caisse, contrat, annee, objet, 'ordonne', 'aide', 'a-payer', 9000000, reference from grand_livre ${execute}`],
  ['grand-livre.etat-des-lieux', 'un versement de moins', `delete from grand_livre ${execute}`],
  ['base.grand-livre', 'la contrainte retirée', SANS_CONTRAINTE],
  ['base.grand-livre', 'la gâchette retirée', 'drop trigger grand_livre_garde on grand_livre'],
  ['grand-livre.equilibre', 'un débit sans crédit', SANS_CONTRAINTE, `update grand_livre set credit = debit ${execute}`],
  ['grand-livre.lots', 'une exécution deux fois', `insert into grand_livre select ess, 1, 9, le, caisse, contrat, annee, objet, nature, debit, credit, montant_centimes, reference from grand_livre ${execute}`],
  ['grand-livre.retours-bancaires', 'une exécution sous une autre référence', `update grand_livre set reference = 'autre' ${execute}`],
  ['grand-livre.retours-bancaires', 'une exécution d’un autre montant', `update grand_livre set montant_centimes = 1 ${execute}`],
  ['grand-livre.retours-bancaires', 'un retour de moins', `delete from grand_livre where nature = 'retourne'`],
  ['grand-livre.retours-bancaires', 'un rejet de moins', `delete from grand_livre where nature = 'rejete'`],
  ['grand-livre.retours-bancaires', 'une ligne de la banque d’un autre montant', `update retour_lignes set montant_centimes = 1 where statut = 'execute' and ess = 'ess-33-v0a'`],
  ['grand-livre.envois', 'un envoi de moins', `delete from envois where ess = 'ess-33-v0d'`],
  ['grand-livre.envois', 'un lot dit envoyé, et rien d’envoyé', `insert into lots_suites (caisse, numero, suite) values ('gironde', 2, 'envoye')`],
  ['grand-livre.envois', 'un lot envoyé dont la suite manque', `delete from lots_suites where numero = 1`],
  ['paiements.comptes', 'un virement qui nomme un autre événement', `update lot_lignes set compte_rang = 1 where ess = 'ess-33-v0a'`],
]; // prettier-ignore

test.each(FAUTES)('%s voit %s', async (controle, _faute, ...requetes) => {
  const copie = await db.copy();
  try {
    for (const table of ['grand_livre', 'envois', 'lots_suites', 'lot_lignes', 'retour_lignes'])
      await copie.pool.query(`alter table ${table} disable trigger user`);
    for (const requete of requetes) {
      const { rowCount, command } = await copie.pool.query(requete);
      if (!['ALTER', 'DROP'].includes(command)) expect(rowCount, requete).toBeGreaterThan(0);
    }
    expect(await verifier(copie)).toContain(controle);
  } finally {
    await copie.drop();
  }
});

test('chaque contrôle du grand livre a sa faute', () =>
  expect([...new Set(FAUTES.map(([controle]) => controle))].sort()).toEqual([...NOMS].sort()));
