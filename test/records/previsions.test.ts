/** What a forecast reads, on a real database: counts within one's extent, a page in bounded work, registers looked at and not touched. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { etatInitial } from '../../domain/etat.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { countByDeadline, listDossiers } from '../../records/journal/listes.ts';
import { foresee } from '../../records/registers/foreseen.ts';
import { assignFiness } from '../../records/registers/finess.ts';
import { claimTerritory } from '../../records/registers/territoires.ts';
import { upsertAdhesions } from '../../records/registers/adhesions.ts';
import { adhesion, date, resume } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  const dossier = (ess: string, region: string, cle: string, expire: string) =>
    saveDossier(db.pool, {
      ess,
      rang: 1,
      etat: etatInitial(ess),
      resume: resume({ region, regions: [region], prochaineEcheance: { cle, expire: date(expire) } }),
    });
  await dossier('ess-33-a', 'nouvelle-aquitaine', 'decision-lettre-intention', '2026-03-10');
  await dossier('ess-33-b', 'nouvelle-aquitaine', 'decision-lettre-intention', '2026-03-20');
  await dossier('ess-33-c', 'nouvelle-aquitaine', 'depot-projet-sante', '2026-03-15');
  await dossier('ess-33-d', 'nouvelle-aquitaine', 'depot-projet-sante', '2026-09-01');
  await dossier('ess-35-e', 'bretagne', 'depot-projet-sante', '2026-03-12');
});
afterAll(() => db.drop());

test('les dossiers se comptent par prochaine échéance, dans le périmètre et la période', async () => {
  const siens = { regions: ['nouvelle-aquitaine'], echeanceAvant: date('2026-03-31') };
  expect(await countByDeadline(db.pool, siens)).toEqual([
    { cle: 'decision-lettre-intention', nombre: 2 },
    { cle: 'depot-projet-sante', nombre: 1 },
  ]);
  expect(await countByDeadline(db.pool, { regions: ['corse'] })).toEqual([]);
});

test('dix mille dossiers : une page n’en lit que ce qu’elle montre, par l’index des échéances', async () => {
  await db.pool.query(
    `insert into dossiers (ess, rang, regime, phase, siege, region, regions, departements, specialites, prochaine_echeance,
       prochaine_echeance_cle, montant_verse_centimes, etat, caisse, caisses)
     select 'ess-10-' || lpad(n::text, 8, '0'), 1, regime, phase, siege, 'masse', array['masse'], departements, specialites,
       date '2030-01-01' + (n % 360), 'depot-projet-sante', 0, etat, caisse, caisses
     from dossiers, generate_series(1, 10000) as n where ess = 'ess-33-a'`,
  );
  await db.pool.query('analyze dossiers');
  const demande = {
    regions: ['masse'],
    echeanceAvant: date('2030-01-31'),
    tri: [{ cle: 'echeance' as const, descendant: false }],
  };
  const { dossiers, suivant } = await listDossiers(db.pool, { ...demande, limite: 50 });
  expect([dossiers.length, suivant === undefined]).toEqual([50, false]);
  expect(await countByDeadline(db.pool, demande)).toEqual([{ cle: 'depot-projet-sante', nombre: 867 }]);
  const { rows } = await db.pool.query<{ 'QUERY PLAN': string }>(
    `explain select d.* from dossiers d where d.regions && $1 and coalesce(d.prochaine_echeance, 'infinity'::date) <= $2
     order by coalesce(d.prochaine_echeance, 'infinity'::date), d.ess limit 51`,
    [['masse'], '2030-01-31'],
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).not.toContain('Seq Scan');
});

test('les registres disent ce qu’ils répondraient, et n’en gardent rien', async () => {
  const place = { specialites: ['dermatologie'], departements: ['33'] };
  await claimTerritory(db.pool, { ess: 'ess-33-b', le: date('2026-01-10'), derogation: false, ...place });
  await assignFiness(db.pool, 'ess-33-b', '33');
  await upsertAdhesions(
    db.pool,
    'ess-33-a',
    [1, 2].map((n) => adhesion(n, { specialite: 'dermatologie' })),
  );
  const etat = async () => {
    const { rows } = await db.pool.query<Record<string, unknown>>(
      `select (select jsonb_agg(t) from territoires t) as territoires, (select jsonb_agg(p) from plages_finess p) as plages,
         (select jsonb_agg(f) from finess f) as finess`,
    );
    return rows[0];
  };
  const avant = await etat();
  const jours = [date('2026-06-01'), date('2020-01-01')];
  const prevu = await foresee(db.pool, { ess: 'ess-33-a', siege: '33', ...place }, jours);
  expect(prevu).toMatchObject({ autres: ['ess-33-b'], tenue: true, adherents: { '2026-06-01': 2, '2020-01-01': 0 } });
  expect(await etat()).toEqual(avant);
  // The number foreseen is the one that is then given.
  expect(await assignFiness(db.pool, 'ess-33-a', '33')).toBe(prevu.finess);
  expect((await foresee(db.pool, { ess: 'ess-35-e', siege: '35', ...place }, [])).finess).toBeUndefined();
});
