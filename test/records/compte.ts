/** An account that does not own the schema, with the rights that one of our scripts gives it. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openRecords, type Records } from '../../records/server/start.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

/** Why a test is skipped: on a server of someone's the tests' account may not create accounts. */
export const SANS_ROLE = 'the account of the tests may not create roles';

export interface Compte {
  readonly role: string;
  readonly db: FreshDatabase;
  /** As that account; undefined where none may be created. */
  readonly records: Records | undefined;
  fermer(): Promise<void>;
}

/** `script`: of `records/server`; `nom`: the account that it names. */
export async function ouvrirCompte(script: string, nom: string): Promise<Compte> {
  const role = `${nom}_${randomBytes(4).toString('hex')}`;
  const db = await freshDatabase();
  const { rows } = await db.pool.query<{ peut: boolean }>(
    'select rolsuper or rolcreaterole as peut from pg_roles where rolname = current_user',
  );
  if (rows[0]?.peut !== true) return { role, db, records: undefined, fermer: () => db.drop() };
  await db.pool.query(`create role ${role} login password 'essai'`);
  const sql = await readFile(new URL(`../../records/server/${script}`, import.meta.url), 'utf8');
  await db.pool.query(sql.replaceAll(nom, role));
  const url = new URL(db.url);
  url.username = role;
  url.password = 'essai';
  const records = await openRecords({ databaseUrl: url.href, log: () => undefined });
  return {
    role,
    db,
    records,
    async fermer() {
      await records.close();
      await db.pool.query(`drop owned by ${role}`);
      await db.pool.query(`drop role ${role}`);
      await db.drop();
    },
  };
}
