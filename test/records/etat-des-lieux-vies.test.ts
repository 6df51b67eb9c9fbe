/** SUI-03: over the lives of all the worked cases, the pictures say what the list and the reconciliations say, to the cent. */
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chiffresAnnuels, type ChiffresEss } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import { etatDesLieux, type LigneEtatDesLieux } from '../../domain/etat-des-lieux/etat-des-lieux.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { readDossier } from '../../records/journal/dossiers.ts';
import { refreshFigures } from '../../records/journal/chiffres.ts';
import { figuresFromJournals, figuresOfEss, type DemandeEtatDesLieux } from '../../records/journal/etat-des-lieux.ts';
import { inTransaction } from '../../records/server/pool.ts';
import { reconcile } from '../../records/money/rapprochement.ts';
import { date } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { SCENARIOS, vivre } from './vies.ts';
import { totalPaye } from '../../domain/paiements/verses.ts';
import { totalRembourse } from '../../domain/recouvrement/dus.ts';

let db: FreshDatabase;
const ess: string[] = [];
let annees: readonly number[] = [];
beforeAll(async () => {
  db = await freshDatabase();
  for (const scenario of SCENARIOS) ess.push(...(await vivre(db.pool, scenario)));
  const { rows } = await db.pool.query<{ premiere: number; derniere: number }>(
    'select extract(year from min(le))::int as premiere, extract(year from max(le))::int as derniere from journal',
  );
  const { premiere = 0, derniere = 0 } = rows[0] ?? {};
  annees = Array.from({ length: derniere - premiere + 1 }, (_, rang) => premiere + rang);
});
afterAll(() => db.drop());

const somme = (nombres: readonly number[]) => nombres.reduce((total, nombre) => total + nombre, 0);
const lignesDe = async (annee: number): Promise<readonly LigneEtatDesLieux[]> =>
  etatDesLieux(await figuresOfEss(db.pool, { au: date(`${annee}-12-31`) }), 'exacts').lignes;
const total = (
  lignes: readonly LigneEtatDesLieux[],
  niveau: string,
  nom: 'verseCentimes' | 'rembourseCentimes' | 'ess',
) => somme(lignes.filter((ligne) => ligne.niveau === niveau).map((ligne) => ligne[nom] ?? NaN));

test('chaque année, régions, départements et spécialités font la nation ; toutes les années font les dossiers', async () => {
  const etats = await Promise.all(ess.map(async (un) => (await readDossier<Etat>(db.pool, un))?.etat as Etat));
  const cumul = { verseCentimes: 0, rembourseCentimes: 0 };
  for (const annee of annees) {
    const lignes = await lignesDe(annee);
    for (const nom of ['verseCentimes', 'rembourseCentimes', 'ess'] as const)
      for (const niveau of ['region', 'departement', 'specialite'])
        expect(total(lignes, niveau, nom), `${annee} ${niveau} ${nom}`).toBe(lignes[0]?.[nom]);
    cumul.verseCentimes += lignes[0]?.verseCentimes ?? NaN;
    cumul.rembourseCentimes += lignes[0]?.rembourseCentimes ?? NaN;
  }
  expect(cumul.verseCentimes).toBeGreaterThan(100_000_00);
  expect(cumul.rembourseCentimes).toBeGreaterThan(0);
  expect(cumul).toEqual({
    verseCentimes: somme(etats.map((etat) => totalPaye(etat))),
    rembourseCentimes: somme(etats.map(totalRembourse)),
  });
  const fin = (await lignesDe(annees.at(-1) ?? 0))[0];
  const ouvertes = etats.filter(({ phase }) => phase !== 'close');
  expect(fin?.ess).toBe(ouvertes.length);
  for (const [phase, nombre] of Object.entries(fin?.phases ?? {}))
    expect(nombre, phase).toBe(ouvertes.filter((etat) => etat.phase === phase).length);
});

async function versesAvantReprise(annee: number): Promise<number> {
  const { rows } = await db.pool.query<{ ess: string; contenu: Evenement }>(
    "select ess, contenu from journal where evenement = 'DossierRepris'",
  );
  expect(rows.length).toBeGreaterThan(0);
  const periode = { du: date(`${annee}-01-01`), au: date(`${annee}-12-31`) };
  return somme(rows.map(({ ess, contenu }) => chiffresAnnuels(ess, [contenu], periode)?.verseCentimes ?? 0));
}

test('les départements ont versé et récupéré, l’année, ce que disent les rapprochements de toutes les caisses', async () => {
  let compares = 0;
  for (const annee of annees) {
    const departements = (await lignesDe(annee)).filter(({ niveau }) => niveau === 'departement');
    const verses = somme(departements.map(({ verseCentimes }) => verseCentimes ?? 0));
    const rembourses = somme(departements.map(({ rembourseCentimes }) => rembourseCentimes ?? 0));
    if (verses === 0 && rembourses === 0) continue;
    const { rows: caisses } = await db.pool.query<{ code: string }>(
      'select distinct unnest(caisses) as code from dossiers',
    );
    const mois = await Promise.all(
      caisses.flatMap(({ code }) =>
        Array.from({ length: 12 }, (_, m) => reconcile(db.pool, code, `${annee}-${String(m + 1).padStart(2, '0')}`)),
      ),
    );
    // DEC-67: what was paid before a case was taken over is in the books of then, not in these.
    const dIci = mois.map(({ versesCentimes }) => versesCentimes.parLot + versesCentimes.horsLot);
    expect(verses - (await versesAvantReprise(annee)), String(annee)).toBe(somme(dIci));
    expect(rembourses, String(annee)).toBe(
      somme(
        mois.map(
          ({ aRecouvrer, aRendre }) =>
            (aRendre.mouvements['a-rendre'] ?? 0) - (aRecouvrer.mouvements.remboursement ?? 0),
        ),
      ),
    );
    compares += 1;
  }
  expect(compares).toBeGreaterThan(3);
  // Every month of every year that paid, each replayed: long on a busy machine.
}, 600_000);

const triees = (chiffres: readonly ChiffresEss[]) => chiffres.map((un) => JSON.stringify(un)).toSorted();

describe('les chiffres gardés', () => {
  beforeAll(async () => {
    // Recorded from day to day rather than at one moment, so that a date can stop in between.
    await db.pool.query('alter table journal disable trigger journal_sans_modification');
    await db.pool.query(`update journal set enregistre_le = least(le, date '2040-01-01') + rang * interval '1 hour'`);
    await db.pool.query('alter table journal enable always trigger journal_sans_modification');
    let derives = 0;
    for (let faits; (faits = await refreshFigures(db.pool)) > 0;) derives += faits;
    expect(derives).toBe(ess.length);
  });

  test('disent, pour chaque année, un jour de l’année et chaque date d’arrêt, ce que disent les journaux', async () => {
    const [premiere = 0, derniere = 0] = [annees[0], annees.at(-1)];
    const toutes = Array.from({ length: derniere - premiere + 7 }, (_, rang) => premiere - 4 + rang);
    const demandes = toutes.flatMap((annee, rang): readonly DemandeEtatDesLieux[] => [
      { au: date(`${annee}-12-31`) },
      { au: date(`${annee}-${rang % 2 === 0 ? '03-17' : '09-30'}`) },
      { au: date(`${annee}-12-31`), arreteLe: date(`${annee + (rang % 3)}-12-31`) },
    ]);
    let apportees = 0;
    for (const demande of demandes) {
      const attendues = await figuresFromJournals(db.pool, demande);
      expect(triees(await figuresOfEss(db.pool, demande)), JSON.stringify(demande)).toEqual(triees(attendues));
      apportees += attendues.length;
    }
    expect(apportees).toBeGreaterThan(1_000);
  }, 300_000);

  test('se lisent sans ouvrir un journal', async () => {
    const lues: string[] = [];
    const lire = async (client: pg.PoolClient) => {
      const query = client.query.bind(client) as (...tout: unknown[]) => unknown;
      client.query = ((requete: string | { text: string }, ...reste: unknown[]) => {
        lues.push(typeof requete === 'string' ? requete : requete.text);
        return query(requete, ...reste);
      }) as typeof client.query;
      try {
        return await figuresOfEss(client, { au: date('2031-12-31') });
      } finally {
        client.query = query as typeof client.query;
      }
    };
    expect((await inTransaction(db.pool, lire, { snapshot: true })).length).toBeGreaterThan(10);
    expect(lues.length).toBeGreaterThan(0);
    expect(lues.filter((requete) => /\bjournal\b/.test(requete))).toEqual([]);
  });
});
