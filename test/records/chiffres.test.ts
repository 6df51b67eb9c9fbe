/** SUI-03: the figures kept of each case and year say what its journal says, whatever is asked, and are behind it for nobody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSION_CHIFFRES } from '../../domain/etat-des-lieux/chiffres-gardes.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant } from '../../domain/valeurs.ts';
import { markOutdatedFigures, readFigures, refreshFigures } from '../../records/journal/chiffres.ts';
import { figuresOfEss } from '../../records/journal/etat-des-lieux.ts';
import { FiguresRead } from '../../records/journal/figures-read.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { inTransaction } from '../../records/server/pool.ts';
import { date } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const compter = async (table: string): Promise<number> =>
  (await db.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? NaN;
async function derives(): Promise<number> {
  let total = 0;
  for (let faits; (faits = await refreshFigures(db.pool)) > 0;) total += faits;
  return total;
}

describe('une écriture du journal', () => {
  const depot = (le: string): Evenement =>
    ({
      le,
      evenement: 'LettreIntentionDeposee',
      acteur: 'porteur',
      regle: 'LI-01',
      canal: 'courriel',
      complete: true,
      derogationRequise: false,
      indicateurQualitatif: true,
      siege: '75',
      ars: 'ile-de-france',
      departements: ['75'],
      specialites: ['une-seule'],
      liberaux: 100,
    }) as unknown as Evenement;
  const ecrire = (ess: string, rang: number, evenement: Evenement) =>
    appendJournal(db.pool, ess, [{ rang, enregistreLe: instant(Date.parse(`${evenement.le}T12:00:00Z`)), evenement }]);
  const close = { le: '2027-05-01', evenement: 'EssClose', acteur: 'ars', regle: 'FIN', motifCloture: 'li-refusee' };
  const siennes = async (au: string) =>
    (await figuresOfEss(db.pool, { au: date(au) })).filter(({ specialites }) => specialites[0] === 'une-seule');

  test('compte aussitôt, avant que ses chiffres ne soient dérivés, et une fois seulement', async () => {
    await ecrire('ess-75-a', 1, depot('2026-02-01'));
    expect(await siennes('2026-12-31')).toMatchObject([{ phase: 'lettre-intention', entree: true }]);
    await derives();
    expect(await siennes('2026-12-31')).toMatchObject([{ phase: 'lettre-intention', entree: true }]);
    await ecrire('ess-75-a', 2, close as unknown as Evenement);
    expect(await siennes('2027-12-31')).toMatchObject([{ phase: 'close', cloture: true, entree: false }]);
    expect(await siennes('2026-12-31')).toMatchObject([{ phase: 'lettre-intention', entree: true }]);
    await derives();
    expect(await siennes('2027-12-31')).toMatchObject([{ phase: 'close', cloture: true, entree: false }]);
    expect(await siennes('2029-12-31')).toMatchObject([{ phase: 'close', cloture: false }]);
  });

  test('qui se dérive quand une autre se valide garde sa marque, et personne n’attend', async () => {
    await ecrire('ess-75-b', 1, depot('2026-03-01'));
    await inTransaction(db.pool, async (client) => {
      await appendJournal(client, 'ess-75-b', [
        {
          rang: 2,
          enregistreLe: instant(Date.parse('2027-05-01T12:00:00Z')),
          evenement: close as unknown as Evenement,
        },
      ]);
      expect(await derives()).toBe(1);
      expect(await readFigures(db.pool, 'ess-75-b')).toMatchObject({ aRefaire: false, annees: [{ annee: 2026 }] });
    });
    expect(await readFigures(db.pool, 'ess-75-b')).toMatchObject({ aRefaire: true });
    expect(await derives()).toBe(1);
    expect(await readFigures(db.pool, 'ess-75-b')).toMatchObject({ annees: [{ annee: 2026 }, { annee: 2027 }] });
  });

  test('refusée, elle ne laisse pas de marque ; trop récente, elle attend', async () => {
    const avant = await compter('chiffres_a_refaire');
    await expect(ecrire('ess-75-b', 9, close as unknown as Evenement)).rejects.toThrow('ess-75-b');
    expect(await compter('chiffres_a_refaire')).toBe(avant);
    await ecrire('ess-75-c', 1, depot('2026-03-01'));
    expect(await refreshFigures(db.pool, { attenteSecondes: 3600 })).toBe(0);
    expect(await derives()).toBe(1);
  });

  test('d’un autre programme, les chiffres ne sont pas lus : ils sont dérivés à nouveau', async () => {
    await db.pool.query(
      `update chiffres_annuels set version = $1, chiffres = replace(chiffres, 'lettre-intention', 'dotation')
      where ess = 'ess-75-c'`,
      [VERSION_CHIFFRES - 1],
    );
    const phases = async () => (await siennes('2026-12-31')).map(({ phase }) => phase);
    expect(await phases()).toEqual(['lettre-intention', 'lettre-intention', 'lettre-intention']);
    expect(await markOutdatedFigures(db.pool)).toBe(1);
    expect(await derives()).toBe(1);
    expect(await readFigures(db.pool, 'ess-75-c')).toMatchObject({ aRefaire: false });
    expect(await phases()).toEqual(['lettre-intention', 'lettre-intention', 'lettre-intention']);
  });

  test('ce qui a été lu ne l’est pas deux fois ; ce qui a changé l’est aussitôt', async () => {
    const lus = new FiguresRead();
    const tableau = (annee: number) => figuresOfEss(db.pool, { au: date(`${annee}-12-31`) }, lus);
    const sansMemoire = (annee: number) => figuresOfEss(db.pool, { au: date(`${annee}-12-31`) });
    await ecrire('ess-75-e', 1, depot('2026-03-01'));
    await derives();
    for (const annee of [2026, 2027, 2028, 2026, 2029]) expect(await tableau(annee)).toEqual(await sansMemoire(annee));
    await ecrire('ess-75-e', 2, close as unknown as Evenement);
    await derives();
    for (const annee of [2026, 2027, 2028]) expect(await tableau(annee)).toEqual(await sansMemoire(annee));
  });

  test('de deux qui dérivent à la fois, une seule le fait', async () => {
    await ecrire('ess-75-d', 1, depot('2026-03-01'));
    expect((await Promise.all([refreshFigures(db.pool), refreshFigures(db.pool)])).toSorted()).toEqual([0, 1]);
  });
});

describe('les chiffres déjà lus', () => {
  const chiffres = (region: string) => JSON.stringify({ region });
  async function demander(lus: FiguresRead, annee: number, empreintes: readonly string[]) {
    const demandees: string[] = [];
    const regions = await lus.of(annee, empreintes, (inconnues) => {
      demandees.push(...inconnues);
      return Promise.resolve(new Map(inconnues.map((empreinte) => [empreinte, chiffres(empreinte)])));
    });
    return { demandees, regions: regions.map((siens) => siens?.region) };
  }

  test('ne sont demandés qu’une fois, dans l’ordre où ils sont voulus', async () => {
    const lus = new FiguresRead();
    expect(await demander(lus, 2026, ['a', 'b', 'a'])).toEqual({ demandees: ['a', 'b'], regions: ['a', 'b', 'a'] });
    expect(await demander(lus, 2026, ['b', 'c', 'a'])).toEqual({ demandees: ['c'], regions: ['b', 'c', 'a'] });
  });

  test('dont plus personne ne veut sont oubliés, et les années au-delà de trois', async () => {
    const lus = new FiguresRead();
    await demander(lus, 2026, ['a', 'b']);
    await demander(lus, 2026, ['b']);
    expect(await demander(lus, 2026, ['a', 'b'])).toMatchObject({ demandees: ['a'] });
    for (const annee of [2027, 2028, 2029]) await demander(lus, annee, ['a']);
    expect(await demander(lus, 2028, ['a'])).toMatchObject({ demandees: [] });
    expect(await demander(lus, 2026, ['a'])).toMatchObject({ demandees: ['a'] });
  });

  test('que la base ne rend pas sont une faute, jamais une équipe de moins', async () => {
    await expect(new FiguresRead().of(2026, ['a'], () => Promise.resolve(new Map()))).rejects.toThrow('digest a');
  });
});
