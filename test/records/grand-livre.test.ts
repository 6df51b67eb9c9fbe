/** The ledger: in double entry, derived from the journal, balanced by the database, the same as the law to the cent. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { soldesDe } from '../../records/money/comptabilite.ts';
import type { CompteDuLivre } from '../../records/money/plan.ts';
import { fillLedger } from '../../records/money/ledger-fill.ts';
import { bookMovements } from '../../records/money/grand-livre.ts';
import { readJournal } from '../../records/journal/journal.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { SCENARIOS, vivre } from './vies.ts';

let db: FreshDatabase;
const journaux = new Map<string, readonly Evenement[]>();
beforeAll(async () => {
  db = await freshDatabase();
  for (const scenario of SCENARIOS)
    for (const ess of await vivre(db.pool, scenario))
      journaux.set(
        ess,
        (await readJournal(db.pool, ess, { limite: 5000 })).map(({ evenement }) => evenement),
      );
}, 300_000);
afterAll(() => db.drop());

/** The first reading, of the ledger alone: what each case holds on each account. */
async function livres(): Promise<Map<string, Partial<Record<CompteDuLivre, number>>>> {
  const { rows } = await db.pool.query<{ ess: string; compte: CompteDuLivre; solde: number }>(
    `select ess, compte, sum(debit_centimes - credit_centimes)::bigint as solde from lignes_du_livre
     group by ess, compte having sum(debit_centimes - credit_centimes) <> 0`,
  );
  const parEss = new Map<string, Partial<Record<CompteDuLivre, number>>>();
  for (const { ess, compte, solde } of rows) parEss.set(ess, { ...parEss.get(ess), [compte]: solde });
  return parEss;
}

const finDe = (ess: string): Etat => (journaux.get(ess) ?? []).reduce(evoluer, etatInitial(ess));
const somme = (montants: readonly number[]): number => montants.reduce((total, montant) => total + montant, 0);

/** The second reading, of the events alone: what the bank carried, whatever the law makes of it. */
const parLaBanque = (evenements: readonly Evenement[]): number =>
  somme(
    evenements.map((evenement) => {
      switch (evenement.evenement) {
        case 'PaiementExecute':
          return 0 - evenement.montantCentimes;
        case 'PaiementRetourne':
        case 'RemboursementConstate':
          return evenement.montantCentimes;
        default:
          return 0;
      }
    }),
  );

describe('le grand livre des vies de tous les cas', () => {
  test('tient, compte par compte et au centime, ce que la loi dit du journal rejoué', async () => {
    const tenus = await livres();
    let comptes = 0;
    for (const ess of journaux.keys()) {
      const { reprise = 0, imputation = 0, banque = 0, ...autres } = tenus.get(ess) ?? {};
      const loi: Partial<Record<CompteDuLivre, number>> = {};
      for (const soldes of soldesDe(finDe(ess)).values())
        for (const [compte, montant] of Object.entries(soldes) as [CompteDuLivre, number][])
          loi[compte] = (loi[compte] ?? 0) + montant;
      const { banque: verse = 0, ...dus } = loi;
      expect({ ess, ...autres }).toEqual({
        ess,
        ...Object.fromEntries(Object.entries(dus).filter(([, un]) => un !== 0)),
      });
      expect({ ess, verse: banque + reprise }).toEqual({ ess, verse });
      expect({ ess, imputation }).toEqual({ ess, imputation: 0 });
      comptes += Object.keys(autres).length;
    }
    expect(comptes).toBeGreaterThan(80);
  });

  test('ne met à la banque que ce qu’elle a porté : exécutions, retours et remboursements du journal', async () => {
    const tenus = await livres();
    for (const [ess, evenements] of journaux) {
      // What a correction strikes never left: the events are still there (DEC-33).
      if (evenements.some(({ evenement }) => evenement === 'FaitRectifie')) continue;
      expect({ ess, banque: tenus.get(ess)?.banque ?? 0 }).toEqual({ ess, banque: parLaBanque(evenements) });
    }
  });

  test('s’équilibre pour chaque événement, chaque contrat, chaque année et chaque caisse', async () => {
    const { rows } = await db.pool.query<{ debit: number; credit: number; nombre: number }>(
      `select sum(debit_centimes)::bigint as debit, sum(credit_centimes)::bigint as credit, count(*)::int as nombre
       from lignes_du_livre group by grouping sets ((ess, rang), (caisse, contrat, annee), ())`,
    );
    for (const { debit, credit } of rows) expect(debit).toBe(credit);
    expect(Math.max(...rows.map(({ nombre }) => nombre))).toBeGreaterThan(500);
  });

  test('écrit deux fois, reste le même ; sans argent, n’écrit rien', async () => {
    const compter = async () => (await db.pool.query<{ n: number }>('select count(*)::int as n from grand_livre')).rows;
    const avant = await compter();
    for (const ess of [...journaux.keys()].slice(0, 20))
      await bookMovements(db.pool, ess, await readJournal(db.pool, ess, { limite: 5000 }));
    expect(await compter()).toEqual(avant);
  });

  test('une base d’avant le grand livre le reçoit, le même, de ses journaux', async () => {
    const lire = async (de: FreshDatabase) =>
      (await de.pool.query<Record<string, unknown>>('select * from grand_livre order by ess, rang, ligne')).rows;
    const attendu = await lire(db);
    const ancienne = await db.copy();
    await ancienne.pool.query('alter table grand_livre disable trigger user');
    await ancienne.pool.query('truncate grand_livre');
    await ancienne.pool.query('alter table grand_livre enable trigger user');
    const dits: string[] = [];
    expect(await fillLedger(ancienne.pool, (dit) => dits.push(dit))).toBe(journaux.size);
    expect(dits).toEqual([]);
    expect(await lire(ancienne)).toEqual(attendu);
    await ancienne.drop();
  });

  test.each([
    ['un débit sans autre crédit que lui-même', `update grand_livre set credit = debit`],
    ['une retouche', `update grand_livre set montant_centimes = montant_centimes + 1`],
    ['un retrait', `delete from grand_livre`],
    ['un vidage', `truncate grand_livre`],
  ])('la base refuse %s', async (_nom, requete) => {
    await expect(db.pool.query(requete)).rejects.toThrow(/append-only/);
  });

  test.each([
    ['sans contrepartie', `'banque', 'banque', 1`, /grand_livre_equilibre/],
    ['nulle', `'aide', 'banque', 0`, /grand_livre_equilibre/],
    ['sur un compte inconnu', `'aide', 'caisse-noire', 1`, /grand_livre_credit_fkey/],
  ])('la base refuse une écriture %s', async (_nom, valeurs, refus) => {
    await expect(
      db.pool.query(
        `insert into grand_livre (ess, rang, ligne, le, caisse, contrat, annee, objet, nature, debit, credit, montant_centimes)
         select ess, rang, 99, le, 'gironde', 'amorcage', 1, 'amorcage-1', 'execute', ${valeurs} from journal limit 1`,
      ),
    ).rejects.toThrow(refus);
  });

  test('la base refuse une écriture d’un événement qui n’est pas au journal', async () => {
    await expect(
      db.pool.query(
        `insert into grand_livre (ess, rang, ligne, le, caisse, contrat, annee, objet, nature, debit, credit, montant_centimes)
         values ('personne', 1, 1, '2026-01-01', 'gironde', 'amorcage', 1, 'amorcage-1', 'execute', 'aide', 'banque', 1)`,
      ),
    ).rejects.toThrow(/grand_livre_ess_rang_fkey/);
  });
});
