/** The list of cases on a real database: pages that stay in place, every sort, every criterion, words of French. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { etatInitial } from '../../domain/etat.ts';
import { saveDossier, type DossierSummary } from '../../records/journal/dossiers.ts';
import { openIncident } from '../../records/outbox/incidents.ts';
import {
  listDossiers,
  SORTS,
  type ListCriteria,
  type SortKey,
  type Cursor,
  type SortName,
} from '../../records/journal/listes.ts';
import { centimes } from '../../domain/valeurs.ts';
import { date, resume } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const save = (ess: string, changes: Partial<DossierSummary>) =>
  saveDossier(db.pool, { ess, rang: 1, etat: etatInitial(ess), resume: resume(changes) });
const idsOf = async (criteres: ListCriteria & { tri?: readonly SortKey[] }, limite = 99) =>
  (await listDossiers(db.pool, { ...criteres, limite })).dossiers.map(({ ess }) => ess);

/** Every page, one after the other; `between` runs after the first. */
async function pages(criteres: ListCriteria & { tri?: readonly SortKey[] }, limite: number, between = async () => {}) {
  const seen: string[] = [];
  for (let apres: Cursor | undefined, first = true; ; first = false) {
    const page = await listDossiers(db.pool, { ...criteres, limite, ...(apres === undefined ? {} : { apres }) });
    seen.push(...page.dossiers.map(({ ess }) => ess));
    if (first) await between();
    if (page.suivant === undefined) return seen;
    apres = page.suivant;
  }
}

describe('les pages', () => {
  const region = ['Pages'];
  beforeAll(async () => {
    for (let n = 0; n < 23; n += 1)
      await save(`page-${String(n).padStart(2, '0')}`, {
        region: 'Pages',
        phase: (['creation', 'amorcage', 'dotation'] as const)[n % 3] ?? 'creation',
        intitule: n % 5 === 0 ? null : `Équipe ${n % 4}`,
        siege: ['33', '40'][n % 2] ?? '33',
        montantVerseCentimes: centimes((n % 3) * 100),
        prochaineEcheance:
          n % 4 === 0 ? null : { cle: 'depot-projet-sante', expire: date(`2026-05-${String(10 + (n % 7))}`) },
      });
  });

  const orders = (Object.keys(SORTS) as SortName[]).flatMap((cle) => [
    [{ cle, descendant: false }],
    [{ cle, descendant: true }],
    [
      { cle, descendant: true },
      { cle: 'echeance' as const, descendant: false },
    ],
  ]);
  test.each(orders.map((tri) => [tri.map(({ cle, descendant }) => `${descendant ? '-' : ''}${cle}`).join(','), tri]))(
    'par %s : bout à bout, elles sont la liste',
    async (_nom, tri) => {
      const whole = await idsOf({ region, tri: tri });
      expect(new Set(whole).size).toBe(23);
      for (const limite of [1, 4, 22, 23]) expect(await pages({ region, tri: tri }, limite)).toEqual(whole);
    },
  );

  test('sans échéance, une équipe vient après les autres', async () => {
    const last = (await idsOf({ region, tri: [{ cle: 'echeance', descendant: false }] })).slice(-6);
    expect(last).toEqual(['page-00', 'page-04', 'page-08', 'page-12', 'page-16', 'page-20']);
  });

  test('une équipe qui entre, une qui change : aucune autre n’est répétée ni sautée', async () => {
    const before = await idsOf({ region, tri: [{ cle: 'nom', descendant: false }] });
    const seen = await pages({ region, tri: [{ cle: 'nom', descendant: false }] }, 5, async () => {
      await save('page-neuve', { region: 'Pages', intitule: 'Avant toutes' });
      await save('page-01', { region: 'Pages', intitule: 'Équipe 1', phase: 'close' });
    });
    expect(seen).toEqual(before);
  });
});

describe('les critères', () => {
  beforeAll(async () => {
    await save('critere-a', {
      region: 'Critères',
      phase: 'dotation',
      departements: ['2A', '2B'],
      siege: '2A',
      specialites: ['neurologie'],
      regime: 'en-fonctionnement-conforme',
      projetSante: 'valide',
      retards: ['missions-socles'],
    });
    await save('critere-b', {
      region: 'Critères',
      phase: 'close',
      motifCloture: 'renonciation',
      prochaineEcheance: null,
      conteste: true,
    });
    await openIncident(db.pool, { ess: 'critere-b', cle: 'k', nature: 'envoi-impossible', message: 'm' });
  });
  const A = ['critere-a'];
  const B = ['critere-b'];
  test.each<[ListCriteria, readonly string[]]>([
    [{ phase: ['dotation'] }, A],
    [{ phase: ['dotation', 'close'] }, [...A, ...B]],
    [{ motifCloture: ['renonciation'] }, B],
    [{ departement: ['2B'] }, A],
    [{ departement: ['2B', '33'] }, [...A, ...B]],
    [{ siege: ['33'] }, B],
    [{ specialite: ['neurologie', 'urologie'] }, A],
    [{ regime: ['droit-commun'] }, B],
    [{ projetSante: ['valide'] }, A],
    [{ projetSante: ['refuse'] }, []],
    [{ echeance: ['decision-lettre-intention'] }, A],
    [{ echeanceAvant: date('2026-05-16') }, A],
    [{ echeanceAvant: date('2026-05-15') }, []],
    [{ echeanceApres: date('2026-05-16'), echeanceAvant: date('2026-05-31') }, A],
    [{ echeanceApres: date('2026-05-17') }, []],
    [{ enRetard: true }, A],
    [{ enRetard: false }, B],
    [{ conteste: true }, B],
    [{ incident: true }, B],
    [{ incident: false, conteste: false }, A],
    [{ modifieDepuis: '2001-01-01T00:00:00Z' }, [...A, ...B]],
    [{ modifieDepuis: '2999-01-01T00:00:00Z' }, []],
  ])('%o', async (criteres, attendu) => {
    expect(await idsOf({ region: ['Critères'], ...criteres })).toEqual(attendu);
  });
});

describe('la recherche', () => {
  const found = async (recherche: string) => (await idsOf({ recherche })).filter((ess) => ess.startsWith('mots-'));
  beforeAll(async () => {
    await save('mots-derma', {
      region: 'nouvelle-aquitaine',
      siege: '33',
      departements: ['33', '40'],
      specialites: ['dermatologie'],
      intitule: 'Équipe des dermatologues girondins',
    });
    await save('mots-pedia', {
      region: 'bourgogne-franche-comte',
      siege: '21',
      departements: ['21'],
      specialites: ['pediatrie', 'endocrinologie-diabetologie'],
      intitule: 'Les Cœurs vaillants, l’équipe régionale',
    });
    await save('mots-loiret', {
      region: 'centre-val-de-loire',
      siege: '45',
      departements: ['45'],
      specialites: ['cardiologie'],
      intitule: null,
    });
  });
  test.each([
    ['gironde dermato', 'mots-derma'],
    ['Dermatologie GIRONDE', 'mots-derma'],
    ['dermatologues des Landes', 'mots-derma'],
    ['équipes dermatologue', 'mots-derma'],
    ['33 dermato', 'mots-derma'],
    ['pédiatres côte d’or', 'mots-pedia'],
    ['Pédiatrie Bourgogne', 'mots-pedia'],
    ['coeur vaillant', 'mots-pedia'],
    ['équipes régionales', 'mots-pedia'],
    ['endocrinologue', 'mots-pedia'],
    ['diabeto', 'mots-pedia'],
    ['loiret', 'mots-loiret'],
    ['cardiologues', 'mots-loiret'],
  ])('« %s » trouve %s', async (recherche, ess) => {
    expect(await found(recherche)).toEqual([ess]);
  });
  test.each(['dermatologie bretagne', 'loirets du nord', 'zzz', '!!!', "x' | 'y"])(
    '« %s » ne trouve rien',
    async (recherche) => expect(await found(recherche)).toEqual([]),
  );
  test('un département n’est pas le début d’un autre', async () => {
    await save('mots-loire', { region: 'auvergne-rhone-alpes', siege: '42', departements: ['42'], specialites: ['x'] });
    expect(await idsOf({ recherche: 'loiret' })).toEqual(['mots-loiret']);
    expect(await idsOf({ recherche: 'département de la Loire', region: ['auvergne-rhone-alpes'] })).toEqual([]);
    expect(await idsOf({ recherche: 'la loire', region: ['auvergne-rhone-alpes'] })).toEqual(['mots-loire']);
  });
});
