/** Who waits for an act hears of it at the commit that writes it, and of nothing else. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keepAnswers } from '../../records/journal/reponses.ts';
import { watchActs, type ActWatch } from '../../records/journal/written-acts.ts';
import { inTransaction } from '../../records/server/pool.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let base: FreshDatabase;
let ecoute: ActWatch;
const dits: string[] = [];
const ECOUTE = `select pid from pg_stat_activity where application_name = 'ess-ecoute' and datname = current_database() and query ilike 'listen%'`;
const enEcoute = async () => {
  const { rows } = await base.pool.query<{ pid: number }>(ECOUTE);
  if (rows[0] === undefined) throw new Error('nobody listens');
  return rows[0].pid;
};

beforeAll(async () => {
  base = await freshDatabase();
  ecoute = watchActs(base.pool, (line) => dits.push(line));
  await vi.waitFor(enEcoute, 10_000);
});
afterAll(async () => {
  await ecoute.close();
  await base.drop();
});

const acte = (id: string) => ({ id, rang: 4, nombre: 2 });
const reponse = (id: string) => ({ ...acte(id), empreinte: null });

test('un acte écrit est dit à tous ceux qui l’attendent, à la validation de sa transaction', async () => {
  const [un, autre] = [ecoute.wait('ess-33-a', 'm1'), ecoute.wait('ess-33-a', 'm1')];
  await inTransaction(base.pool, (client) => keepAnswers(client, 'ess-33-a', [reponse('m0'), reponse('m1')]));
  expect(await Promise.all([un.written, autre.written])).toEqual([acte('m1'), acte('m1')]);
  un.stop();
  autre.stop();
});

test('ce qui est annulé n’est dit à personne, ni ce qui concerne un autre dossier', async () => {
  const attente = ecoute.wait('ess-33-a', 'm2');
  const annule = inTransaction(base.pool, async (client) => {
    await keepAnswers(client, 'ess-33-a', [{ ...reponse('m2'), rang: 99 }]);
    throw new Error('annulée');
  });
  await expect(annule).rejects.toThrow('annulée');
  await keepAnswers(base.pool, 'ess-33-b', [{ ...reponse('m2'), rang: 98 }]);
  await keepAnswers(base.pool, 'ess-33-a', [reponse('m2')]);
  expect(await attente.written).toEqual(acte('m2'));
  attente.stop();
});

test('la connexion perdue est rouverte, et dite', async () => {
  const pid = await enEcoute();
  await base.pool.query('select pg_terminate_backend($1)', [pid]);
  await vi.waitFor(async () => expect(await enEcoute()).not.toBe(pid), 10_000);
  expect(dits.filter((line) => line.includes('not heard'))).toHaveLength(1);
  const attente = ecoute.wait('ess-33-a', 'm3');
  await keepAnswers(base.pool, 'ess-33-a', [reponse('m3')]);
  expect(await attente.written).toEqual(acte('m3'));
  attente.stop();
});
