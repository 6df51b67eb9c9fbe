/**
 * Random lives of a caisse and its bank: batches made, withdrawn or sent; transfers that leave, are rejected or come back; files
 * in every form, late, in any order, several times. Whatever happens, what the records say is what the bank did. PAY-01, DEC-38.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcile } from '../../records/money/rapprochement.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { camt, euros, pain002, recevoir } from '../tresorerie/banque-essai.ts';
import { ouvrirCaisse } from './caisse-vivante.ts';

const VIES = process.env['VIES_LONGUES'] === '1' ? 100 : 8;
const GRAINE = Number(process.env['GRAINE'] ?? 19);
const MONTANT = 4_000_000;
let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** What the bank makes of one transfer. */
const sort = fc.constantFrom('execute', 'rejete', 'retourne', 'copie');
/** In what form, and how many times, each of its words is handed in. */
const forme = fc.constantFrom('pain03', 'pain12', 'sans-lot', 'camt053', 'camt054', 'camt-libelle', 'csv', 'releve');
const tour = fc.record({
  retirer: fc.boolean(),
  envoyer: fc.boolean(),
  sorts: fc.array(sort, { minLength: 3, maxLength: 3 }),
  remises: fc.array(fc.record({ forme, rang: fc.nat({ max: 2 }) }), { minLength: 3, maxLength: 8 }),
  reemettre: fc.boolean(),
});
const vie = fc.array(tour, { minLength: 1, maxLength: 3 });

type Forme = 'pain03' | 'pain12' | 'sans-lot' | 'camt053' | 'camt054' | 'camt-libelle' | 'csv' | 'releve';
type SortBanque = 'execute' | 'rejete' | 'retourne' | 'copie';

const essDe = (reference: string): string => reference.split('.')[0] ?? '';

/** A word of the bank on one transfer, in one form; a rejection is booked as nothing, a copy is told by a report alone. */
function mot(message: string, reference: string, dit: SortBanque, forme: Forme, le: string): string {
  const partis = dit === 'execute' || dit === 'retourne';
  if (forme === 'csv' && dit !== 'copie') {
    const lignes =
      dit === 'rejete'
        ? [['rejete', 'AC04']]
        : [['execute', ''], ...(dit === 'retourne' ? [['retourne', 'AC04']] : [])];
    return `reference;statut;le;raison\n${lignes.map(([statut = '', raison = '']) => `${reference};${statut};${le};${raison}`).join('\n')}\n`;
  }
  // Charges that quote the transfer, and what somebody else paid, are in the statement too.
  if (forme === 'releve' && partis)
    return `Date;Libellé;Débit;Crédit\n${le};FRAIS VIR ${reference};1,50;\n${le};VIR ${reference.toUpperCase()};${euros(MONTANT)};\n${le};LOYER;900,00;\n${dit === 'retourne' ? `${le};RETOUR ${reference};;${euros(MONTANT)}\n` : ''}Total;;1,00;0,00\n`;
  if (forme.startsWith('camt') && partis) {
    const dansLibelle = forme === 'camt-libelle';
    const nomme = dansLibelle ? {} : { reference };
    const fichier = camt(forme === 'camt053' ? '053' : '054', [
      { sens: 'DBIT', montantCentimes: MONTANT, le, virements: [nomme] },
      ...(dit === 'retourne'
        ? [{ sens: 'CRDT' as const, montantCentimes: MONTANT, le, virements: [{ ...nomme, code: 'AC04' }] }]
        : []),
    ]);
    return dansLibelle
      ? fichier.replaceAll(
          /(<RtrInf>.*?<\/RtrInf>)?<\/TxDtls>/g,
          `<RmtInf><Ustrd>/RFB/${reference}</Ustrd></RmtInf>$1</TxDtls>`,
        )
      : fichier;
  }
  const virement = {
    execute: { statut: 'ACSC' },
    retourne: { statut: 'ACSC' },
    rejete: { statut: 'RJCT', code: 'AC04' },
    copie: { statut: 'RJCT', code: 'AM05' },
  }[dit];
  return pain002({
    version: forme === 'pain03' ? '03' : '12',
    message,
    creeLe: `${le}T12:00:00`,
    lots: [{ ...(forme === 'sans-lot' ? { lot: 'NOTPROVIDED' } : {}), virements: [{ reference, ...virement }] }],
  });
}

let rang = 0;
test(
  `${VIES} vies : rien n’est appliqué deux fois, rien ne se perd (graine ${GRAINE})`,
  async () => {
    const caisse = await ouvrirCaisse(db.pool);
    await fc.assert(
      fc.asyncProperty(vie, async (tours) => {
        rang += 1;
        const noms = ['a', 'b', 'c'].map((lettre) => `ess-33-v${String(rang).padStart(3, '0')}${lettre}`);
        await caisse.naitre(...noms);
        let jour = Date.parse('2025-06-16T09:00:00Z');
        /** Of the bank: what left and did not come back. */
        const net = new Map<string, number>();
        /** Of the bank: what it was given, and has not settled. */
        const enVol = new Map<string, number>();
        for (const { retirer, envoyer, sorts, remises, reemettre } of tours) {
          caisse.horloge.maintenant = jour;
          const le = new Date(jour).toISOString().slice(0, 10);
          let lot = await caisse.lot(le);
          if (lot.numero !== 0 && retirer) {
            expect((await caisse.suite(lot.numero, 'retrait')).status).toBe(200);
            lot = await caisse.lot(le);
          }
          if (lot.numero !== 0 && envoyer) expect((await caisse.suite(lot.numero, 'envoi')).status).toBe(200);
          if (lot.numero !== 0) {
            const recu = recevoir(lot.fichier);
            // Another life's may be in the batch too.
            const virements = recu.virements.filter(({ reference }) => noms.includes(reference.split('.')[0] ?? ''));
            const siens = virements.map(({ reference }, n) => ({ reference, dit: sorts[n] ?? 'execute' }));
            const dits = new Map<string, Set<SortBanque>>();
            for (const remise of remises) {
              const un = siens[remise.rang % siens.length];
              if (un === undefined) continue;
              const fichier = mot(recu.message, un.reference, un.dit, remise.forme, le);
              expect((await caisse.retour(fichier)).status).toBe(200);
              const complet = un.dit !== 'retourne' || !['pain03', 'pain12', 'sans-lot'].includes(remise.forme);
              dits.set(un.reference, (dits.get(un.reference) ?? new Set()).add(complet ? un.dit : 'execute'));
            }
            // A bank that speaks of one transfer has the whole file.
            if (envoyer || dits.size > 0) for (const { reference } of siens) enVol.set(essDe(reference), MONTANT);
            for (const [reference, entendus] of dits) {
              const ess = reference.split('.')[0] ?? '';
              const reste = entendus.has('retourne') ? 0 : entendus.has('execute') ? MONTANT : 0;
              net.set(ess, (net.get(ess) ?? 0) + reste);
              if (!entendus.has('copie') || entendus.size > 1) enVol.delete(ess);
            }
          }
          if (reemettre)
            for (const ess of noms) await caisse.agir(ess, 'reemettre-paiement', { le, paiement: 'amorcage-1' });
          jour += 7 * 86_400_000;
        }
        for (const ess of noms) {
          const { rows } = await db.pool.query<{ net: number }>(
            `select coalesce(sum(case statut when 'execute' then montant_centimes when 'retourne' then -montant_centimes end), 0)::bigint as net
           from suivis_paiement where ess = $1`,
            [ess],
          );
          expect([ess, Number(rows[0]?.net)]).toEqual([ess, net.get(ess) ?? 0]);
          // A transfer is paid once: nothing is claimed back.
          expect(Object.keys(caisse.etats.get(ess)?.recouvrements ?? {})).toEqual([]);
        }
        const { rows } = await db.pool.query(
          'select 1 from lot_lignes group by ess, paiement, emission having count(*) > 1',
        );
        expect(rows).toEqual([]);
        expect((await reconcile(db.pool, 'gironde', '2025-06')).ecarts).toEqual([]);
        // In flight, by the bank: sent, and of which it has said nothing yet.
        for (const ess of noms) {
          const { rows } = await db.pool.query<{ envoye: number }>(
            `select coalesce(sum(credit_centimes - debit_centimes), 0)::bigint as envoye
           from lignes_du_livre where ess = $1 and compte = 'envoye'`,
            [ess],
          );
          expect([ess, rows[0]?.envoye]).toEqual([ess, enVol.get(ess) ?? 0]);
        }
      }),
      { numRuns: VIES, seed: GRAINE },
    );
  },
  VIES * 75_000,
);
