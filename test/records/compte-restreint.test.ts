import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRecords } from '../../records/verification/verify.ts';
import { ouvrirCompte, SANS_ROLE, type Compte } from './compte.ts';
import { vivre } from './vies.ts';

describe('un compte qui n’est pas propriétaire du schéma', () => {
  let compte: Compte;
  beforeAll(async () => {
    compte = await ouvrirCompte('compte-restreint.sql', 'ess_app');
  });
  afterAll(() => compte.fermer());

  test('écrit et vérifie une vie entière', async ({ skip }) => {
    const { records } = compte;
    if (records === undefined) return skip(SANS_ROLE);
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
    'select 1 from console_sessions',
    'delete from console_sessions',
    'select 1 from console_saisies',
    'set session_replication_role = replica',
    'create or replace function chainer_le_journal() returns trigger language plpgsql as $$ begin return new; end $$',
  ])('ne peut pas : %s', async (requete, { skip }) => {
    const { records } = compte;
    if (records === undefined) return skip(SANS_ROLE);
    await expect(records.pool.query(requete)).rejects.toMatchObject({ code: '42501' });
  });
});
