/** A caisse's month balances to the cent: the books against the journal replayed by the law. REC-02, GEN-06. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reconcile, type Rapprochement } from '../../records/money/rapprochement.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { SCENARIOS, vivre } from './vies.ts';

let db: FreshDatabase;
let caisses: readonly { caisse: string; premier: string; dernier: string }[];
beforeAll(async () => {
  db = await freshDatabase();
  for (const scenario of SCENARIOS) await vivre(db.pool, scenario);
  caisses = (
    await db.pool.query<{ caisse: string; premier: string; dernier: string }>(
      `select caisse, to_char(min(le), 'YYYY-MM') as premier, to_char(max(le), 'YYYY-MM') as dernier
       from (select caisse, le from dossiers join journal using (ess) union all select caisse, le from grand_livre) faits
       group by caisse order by caisse`,
    )
  ).rows;
});
afterAll(() => db.drop());

const suivant = (mois: string): string => {
  const [annee = 0, numero = 0] = mois.split('-').map(Number);
  return numero === 12 ? `${annee + 1}-01` : `${annee}-${String(numero + 1).padStart(2, '0')}`;
};

async function tousLesMois(caisse: string, premier: string, dernier: string): Promise<Rapprochement[]> {
  const rapprochements: Rapprochement[] = [];
  for (let mois = premier; mois <= dernier; mois = suivant(mois))
    rapprochements.push(await reconcile(db.pool, caisse, mois));
  return rapprochements;
}

/** What the journals say that left and did not come back, whatever the books make of it. */
async function versesDuJournal(): Promise<number> {
  const { rows } = await db.pool.query<{ verse: number }>(
    `select sum(case evenement when 'PaiementExecute' then 1 else -1 end * (contenu ->> 'montantCentimes')::bigint)::bigint
       as verse from journal where evenement in ('PaiementExecute', 'PaiementRetourne')`,
  );
  return rows[0]?.verse ?? NaN;
}

describe('le rapprochement des vies de tous les cas', () => {
  test('s’équilibre au centime chaque mois, sans écart, et chaque mois s’ouvre où le précédent s’est clos', async () => {
    let mois = 0;
    let verses = 0;
    const vus = new Set<string>();
    for (const { caisse, premier, dernier } of caisses) {
      let avant: Rapprochement | undefined;
      for (const un of await tousLesMois(caisse, premier, dernier)) {
        expect(un.ecarts).toEqual([]);
        for (const compte of ['aPayer', 'aReemettre', 'aRecouvrer', 'aRendre'] as const) {
          const { ouvertureCentimes, mouvements, clotureCentimes } = un[compte];
          const total = Object.values(mouvements).reduce((somme, montant) => somme + montant, 0);
          expect(ouvertureCentimes + total).toBe(clotureCentimes);
          expect(ouvertureCentimes).toBe(avant?.[compte].clotureCentimes ?? 0);
          for (const nature of Object.keys(mouvements)) vus.add(nature);
        }
        verses += un.versesCentimes.parLot + un.versesCentimes.horsLot;
        avant = un;
        mois += 1;
      }
    }
    expect(verses).toBe(await versesDuJournal());
    // Every kind of movement was met, but those of a life played again (`grand-livre.test.ts` of the properties).
    expect([...vus].sort()).toEqual([
      'a-rendre',
      'execute',
      'interrompu',
      'ordonne',
      'recouvrement-modifie',
      'recouvrement-ouvert',
      'recouvrement-retire',
      'reemis',
      'rejete',
      'remboursement',
      'remise',
      'retourne',
    ]);
    expect(mois).toBeGreaterThan(100);
    // Every month of every case, each replayed: long on a busy machine.
  }, 600_000);

  test('dit le cas et les deux montants quand les livres ne disent pas ce que dit le journal', async () => {
    const { rows } = await db.pool.query<{ ess: string; caisse: string; mois: string }>(
      `select ess, caisse, to_char(le, 'YYYY-MM') as mois from paiements where statut = 'execute' order by ess limit 1`,
    );
    const { ess = '', caisse = '', mois = '' } = rows[0] ?? {};
    const abime = await db.copy();
    await abime.pool.query('alter table grand_livre disable trigger user');
    await abime.pool.query("delete from grand_livre where ess = $1 and nature = 'execute'", [ess]);
    const { ecarts } = await reconcile(abime.pool, caisse, '2099-12');
    expect(ecarts.map((ecart) => ecart.ess)).toContain(ess);
    expect(ecarts[0]?.phrase).toMatch(/^à payer : \d+ centimes dans les livres, 0 d'après le journal$/);
    expect(mois).toMatch(/^\d{4}-\d{2}$/);
    await abime.drop();
  });
});
