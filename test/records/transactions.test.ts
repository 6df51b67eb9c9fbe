import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LostConnection } from '../../records/server/lost-connection.ts';
import { createPool, inTransaction } from '../../records/server/pool.ts';
import { openRecords } from '../../records/server/start.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await db.pool.query('create table comptes (nom text primary key, solde int not null)');
  await db.pool.query("insert into comptes values ('a', 0), ('b', 0)");
});
afterAll(() => db.drop());

/** Two or more that wait until all have come. */
function rendezVous(nombre: number): () => Promise<void> {
  let venus = 0;
  let ouvrir = () => {};
  const tous = new Promise<void>((resolve) => (ouvrir = resolve));
  return () => {
    venus += 1;
    if (venus === nombre) ouvrir();
    return tous;
  };
}
const ajouter = (nom: string) => `update comptes set solde = solde + 1 where nom = '${nom}'`;
const soldes = async () => (await db.pool.query<{ solde: number }>('select solde from comptes order by nom')).rows;

describe('une transaction que le serveur a défaite', () => {
  test('deux transactions qui se bloquent l’une l’autre aboutissent toutes les deux', async () => {
    await db.pool.query('update comptes set solde = 0');
    const ensemble = rendezVous(2);
    let essais = 0;
    const virer = (premier: string, second: string) =>
      inTransaction(db.pool, async (client) => {
        essais += 1;
        await client.query(ajouter(premier));
        await ensemble();
        await client.query(ajouter(second));
      });
    await Promise.all([virer('a', 'b'), virer('b', 'a')]);
    expect(essais).toBeGreaterThanOrEqual(3); // more when they meet again
    expect(await soldes()).toEqual([{ solde: 2 }, { solde: 2 }]);
  });

  test('un échec de sérialisation est repris, et rien n’est perdu', async () => {
    await db.pool.query('update comptes set solde = 0');
    const ensemble = rendezVous(2);
    let essais = 0;
    const incrementer = () =>
      inTransaction(db.pool, async (client) => {
        essais += 1;
        await client.query('set transaction isolation level serializable');
        const { rows } = await client.query<{ solde: number }>("select solde from comptes where nom = 'a'");
        await ensemble();
        await client.query("update comptes set solde = $1 where nom = 'a'", [(rows[0]?.solde ?? 0) + 1]);
      });
    await Promise.all([incrementer(), incrementer()]);
    expect(essais).toBeGreaterThanOrEqual(3); // more when they meet again
    expect((await soldes())[0]).toEqual({ solde: 2 });
  });

  test('les reprises sont bornées, et l’erreur reste celle du serveur', async () => {
    let essais = 0;
    const sansFin = inTransaction(db.pool, async (client) => {
      essais += 1;
      await client.query("do $$ begin raise exception 'encore' using errcode = '40001'; end $$");
    });
    await expect(sansFin).rejects.toMatchObject({ code: '40001' });
    expect(essais).toBe(5);
  });

  test('dans la transaction d’un autre, rien n’est repris : c’est la sienne qui l’est', async () => {
    let interieurs = 0;
    let exterieurs = 0;
    const imbriquee = inTransaction(db.pool, async (client) => {
      exterieurs += 1;
      await inTransaction(client, async () => {
        interieurs += 1;
        if (exterieurs < 3) await client.query("do $$ begin raise exception 'encore' using errcode = '40P01'; end $$");
      });
    });
    await imbriquee;
    expect([exterieurs, interieurs]).toEqual([3, 3]);
  });

  test('une autre erreur n’est pas reprise', async () => {
    let essais = 0;
    const double = inTransaction(db.pool, async (client) => {
      essais += 1;
      await client.query("insert into comptes values ('a', 0)");
    });
    await expect(double).rejects.toMatchObject({ code: '23505' });
    expect(essais).toBe(1);
  });

  test('un instantané ne voit pas ce qui est écrit après lui, et n’écrit rien', async () => {
    await db.pool.query('update comptes set solde = 0');
    await inTransaction(
      db.pool,
      async (client) => {
        await client.query('select solde from comptes');
        await db.pool.query(ajouter('a'));
        expect((await client.query("select solde from comptes where nom = 'a'")).rows).toEqual([{ solde: 0 }]);
      },
      { snapshot: true },
    );
    const ecriture = inTransaction(db.pool, (client) => client.query(ajouter('a')), { snapshot: true });
    await expect(ecriture).rejects.toMatchObject({ code: '25006' });
  });
});

describe('une connexion perdue', () => {
  test('coupée en pleine transaction : l’erreur nomme la base, rien n’est écrit, et les suivantes aboutissent', async () => {
    await db.pool.query('update comptes set solde = 0');
    const coupee = inTransaction(db.pool, async (client) => {
      await client.query(ajouter('a'));
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await client.query(ajouter('b'));
    });
    const { hostname, port, pathname, password } = new URL(db.url);
    const erreur = await coupee.catch((error: unknown) => error as Error);
    expect(erreur).toBeInstanceOf(LostConnection);
    expect((erreur as Error).message).toContain(`${hostname}:${port}${pathname}`);
    expect((erreur as Error).message).not.toContain(password);
    expect(await soldes()).toEqual([{ solde: 0 }, { solde: 0 }]);
    await inTransaction(db.pool, (client) => client.query(ajouter('a')));
    expect(await soldes()).toEqual([{ solde: 1 }, { solde: 0 }]);
  });

  test('toutes coupées à la fois, au repos : le journal de bord le dit et la réserve se refait', async () => {
    const dites: string[] = [];
    let entendu = () => {};
    const toutes = new Promise<void>((resolve) => (entendu = resolve));
    const pool = createPool(db.url, (line) => dites.push(line) === 3 && entendu());
    const pids = rendezVous(3);
    await Promise.all(
      [1, 2, 3].map(() =>
        inTransaction(pool, async (client) => {
          await client.query('select 1');
          await pids();
        }),
      ),
    );
    await db.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'ess' and state = 'idle'",
    );
    await toutes;
    expect(dites[0]).toMatch(/connection lost while idle/);
    expect((await pool.query('select 1 as un')).rows).toEqual([{ un: 1 }]);
    await pool.end();
  });

  test('un serveur absent est nommé', async () => {
    const pool = createPool('postgres://ess:secret@127.0.0.1:1/registres', () => undefined);
    const refus = inTransaction(pool, (client) => client.query('select 1'));
    await expect(refus).rejects.toThrow('PostgreSQL 127.0.0.1:1/registres');
    await pool.end();
  });
});

describe('les délais', () => {
  test('chaque connexion porte les siens, et son nom', async () => {
    const { rows } = await db.pool.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in
       ('application_name', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`,
    );
    expect(rows).toEqual([
      { name: 'application_name', setting: 'ess' },
      { name: 'idle_in_transaction_session_timeout', setting: '60000' },
      { name: 'lock_timeout', setting: '15000' },
      { name: 'statement_timeout', setting: '30000' },
    ]);
  });

  test.each([
    ['une requête trop longue', { statement_timeout: 50 }, 'select pg_sleep(30)', '57014'],
    ['un verrou trop attendu', { lock_timeout: 50 }, ajouter('a'), '55P03'],
  ])('%s est abandonnée', async (_, delais, requete, code) => {
    const pool = createPool(db.url, () => undefined, 2, delais);
    await inTransaction(db.pool, async (client) => {
      await client.query(ajouter('a'));
      await expect(pool.query(requete)).rejects.toMatchObject({ code });
    });
    await pool.end();
  });

  test('une transaction oubliée est fermée par le serveur, et l’erreur nomme la base', async () => {
    const pool = createPool(db.url, () => undefined, 2, { idle_in_transaction_session_timeout: 50 });
    const oubliee = inTransaction(pool, async (client) => {
      await new Promise((resolve) => client.once('error', resolve));
      await client.query('select 1');
    });
    await expect(oubliee).rejects.toBeInstanceOf(LostConnection);
    await pool.end();
  });
});

test('les registres s’ouvrent sur un serveur donné, et s’y migrent', async () => {
  const records = await openRecords({ databaseUrl: db.url, log: () => undefined });
  expect((await records.pool.query('select count(*) as n from journal')).rows).toEqual([{ n: 0 }]);
  await records.close();
});
