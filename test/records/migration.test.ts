import { randomBytes } from 'node:crypto';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { listAnomalies } from '../../records/verification/anomalies.ts';
import { listContracts } from '../../records/registers/contrats.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { migrate } from '../../records/server/migrate.ts';
import { createPool } from '../../records/server/pool.ts';
import { empreintes } from './chaine.ts';
import { ligne } from './exemples.ts';

/** A base of the release before the chain, with lines and contracts in it; then brought up to date. */
describe('une base d’avant la migration 0007', () => {
  const nom = `avant_${randomBytes(6).toString('hex')}`;
  const quiet = () => undefined;
  let pool: pg.Pool;

  const administrer = async (requete: string) => {
    const client = new pg.Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    await client.query(requete);
    await client.end();
  };
  const ecrire = (ess: string, rang: number, evenement = 'EchangeConsigne', le = '2026-03-16') =>
    pool.query(
      `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu)
       values ($1, $2, $3, now(), $4, 'ars', 'LI-10', '{"sujet": "é"}')`,
      [ess, rang, le, evenement],
    );
  const dossier = (ess: string, etat: object) =>
    pool.query(
      `insert into dossiers (ess, rang, regime, phase, siege, region, departements, specialites,
         montant_verse_centimes, etat)
       values ($1, 9, 'droit-commun', 'amorcage', '33', 'nouvelle-aquitaine', '{33,40}', '{cardiologie}', 0, $2)`,
      [ess, etat],
    );

  beforeAll(async () => {
    await administrer(`create database ${nom}`);
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${nom}`;
    const avant = { databaseUrl: url.href, dir: 'records/server/migrations', migrationsTable: 'migrations', count: 6 };
    const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    await runner({ ...avant, direction: 'up', logger });
    pool = createPool(url.href, quiet);
    await ecrire('b', 2);
    await ecrire('a', 1);
    await ecrire('b', 1);
    await ecrire('a', 2, 'ContratAmorcageConclu', '2026-02-02');
    await ecrire('a', 3, 'ContratAmorcageTermine', '2026-12-02');
    await ecrire('b', 3, 'ContratAmorcageConclu', '2026-03-03');
    await ecrire('c', 1, 'ContratAmorcageConclu', '2026-04-04');
    await ecrire('c', 2, 'TerritoireLibere', '2027-01-04');
    await dossier('a', {
      amorcage: { concluLe: '2026-02-02', finiLe: '2026-12-02', fin: 'termine', reconductions: 0 },
    });
    await dossier('b', { amorcage: { concluLe: '2026-03-03', finiLe: null, fin: null, reconductions: 0 } });
    await dossier('c', { amorcage: { concluLe: '2026-04-04', finiLe: null, fin: null, reconductions: 0 } });
    await migrate(url.href, quiet);
  });
  afterAll(async () => {
    await pool.end();
    await administrer(`drop database ${nom}`);
  });

  test('ses lignes sont chaînées dans l’ordre, et la suite s’y accroche', async () => {
    await appendJournal(pool, 'a', [ligne(4)]);
    for (const [ess, nombre] of [
      ['a', 4],
      ['b', 3],
    ] as const) {
      const { lues, calculees } = await empreintes(pool, ess);
      expect(lues).toHaveLength(nombre);
      expect(calculees).toEqual(lues);
    }
    await expect(pool.query('update journal set regle = regle')).rejects.toThrow(/append-only/);
  });

  test('ses contrats sont repris ; deux sur un même territoire : le second est une anomalie (AMO-05)', async () => {
    expect(await listContracts(pool, 'a')).toMatchObject([{ rang: 2, concluLe: '2026-02-02', fin: 'termine' }]);
    expect(await listContracts(pool, 'b')).toMatchObject([{ rang: 3, concluLe: '2026-03-03', fin: null }]);
    expect(await listAnomalies(pool)).toMatchObject([{ ess: 'b', rang: 3, regle: 'AMO-05' }]);
    const { rows } = await pool.query(
      'select ess, departement, en_conflit, libere_le from territoires_amorcage order by ess, departement',
    );
    expect(rows).toEqual([
      { ess: 'a', departement: '33', en_conflit: false, libere_le: null },
      { ess: 'a', departement: '40', en_conflit: false, libere_le: null },
      { ess: 'b', departement: '33', en_conflit: true, libere_le: null },
      { ess: 'b', departement: '40', en_conflit: true, libere_le: null },
      { ess: 'c', departement: '33', en_conflit: false, libere_le: '2027-01-04' },
      { ess: 'c', departement: '40', en_conflit: false, libere_le: '2027-01-04' },
    ]);
  });
});
