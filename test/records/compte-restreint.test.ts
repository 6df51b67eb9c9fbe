import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecords, type Records } from '../../records/server/start.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { vivre } from './vies.ts';

const SQL = new URL('../../records/server/compte-restreint.sql', import.meta.url);

describe('un compte qui n’est pas propriétaire du schéma', () => {
  const role = `ess_app_${randomBytes(4).toString('hex')}`;
  let db: FreshDatabase;
  let records: Records | undefined;

  beforeAll(async () => {
    db = await freshDatabase();
    const { rows } = await db.pool.query<{ peut: boolean }>(
      'select rolsuper or rolcreaterole as peut from pg_roles where rolname = current_user',
    );
    // On a server of someone's the tests' account may not create accounts.
    if (rows[0]?.peut !== true) return;
    await db.pool.query(`create role ${role} login password 'essai'`);
    await db.pool.query((await readFile(SQL, 'utf8')).replaceAll('ess_app', role));
    const url = new URL(db.url);
    url.username = role;
    url.password = 'essai';
    records = await openRecords({ databaseUrl: url.href, log: () => undefined });
  });
  afterAll(async () => {
    if (records !== undefined) {
      await records.close();
      await db.pool.query(`drop owned by ${role}`);
      await db.pool.query(`drop role ${role}`);
    }
    await db.drop();
  });

  test('écrit et vérifie une vie entière', async ({ skip }) => {
    if (records === undefined) return skip('the account of the tests may not create roles');
    await vivre(records.pool, 'S09-resiliation-amorcage');
    const ecarts: unknown[] = [];
    const bilan = await verifyRecords(records.pool, (ecart) => ecarts.push(ecart));
    expect(ecarts).toEqual([]);
    expect(bilan.ess).toBe(1);
  });

  test.for([
    'alter table journal disable trigger user',
    "update journal set regle = 'X'",
    'delete from journal',
    'truncate journal',
    'delete from grand_livre',
    'update grand_livre set montant_centimes = 1',
    "update comptes_du_livre set libelle = 'X'",
    "update suivis_paiement set statut = 'execute'",
    'delete from paiements',
    'drop index territoires_un_seul_titulaire',
    'drop table journal',
    'set session_replication_role = replica',
    'create or replace function chainer_le_journal() returns trigger language plpgsql as $$ begin return new; end $$',
  ])('ne peut pas : %s', async (requete, { skip }) => {
    if (records === undefined) return skip('the account of the tests may not create roles');
    await expect(records.pool.query(requete)).rejects.toMatchObject({ code: '42501' });
  });
});
