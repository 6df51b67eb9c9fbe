/** The port `cases` on a real engine: what Temporal answers, as the API understands it. */
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCases } from '../../api/adapters/cases-on-temporal.ts';
import { CaseRefusal, EngineUnavailable, FinishedCase, UnknownCase, type Cases } from '../../api/ports.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { startEngine, type Engine } from '../../engine/embedded/find.ts';
import { FILE_ESS, type Message } from '../../workflows/messages.ts';
import { BARE } from './support.ts';

let engine: Engine;
let connection: Connection;
let native: NativeConnection;
let client: Client;
let cases: Cases;
let stopWorker: () => Promise<void>;

const message = (id: string, donnees: object = { le: '2026-02-01' }): Message =>
  ({ id, acteur: 'porteur', donnees }) as unknown as Message;
const open = (ess: string, id = 'm1') => cases.open(ess, 'deposer-lettre-intention', message(id, BARE));
const send = (ess: string, commande: NomCommande, id = 'm2') => cases.send(ess, commande, message(id));

beforeAll(async () => {
  engine = await startEngine({
    namespace: 'essai-api',
    headless: true,
    searchAttributes: {},
    retentionDays: 1,
    timeSkipping: false,
    log: () => undefined,
  });
  native = await NativeConnection.connect({ address: engine.address });
  const worker = await Worker.create({
    connection: native,
    namespace: engine.namespace,
    taskQueue: FILE_ESS,
    workflowsPath: fileURLToPath(new URL('dossier-essai.ts', import.meta.url)),
  });
  const running = worker.run();
  stopWorker = async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  };
  connection = await Connection.connect({ address: engine.address });
  client = new Client({ connection, namespace: engine.namespace });
  cases = createCases(client);
}, 35 * 60_000);

afterAll(async () => {
  await stopWorker();
  await native.close();
  await connection.close();
  await engine.stop();
});

test('le dépôt ouvre le dossier et sa reprise le retrouve, sans second effet', async () => {
  expect(await open('ess-33-a')).toEqual({ rang: 1, nombre: 0 });
  expect(await open('ess-33-a')).toEqual({ rang: 1, nombre: 0 });
  expect(await cases.view('ess-33-a')).toMatchObject({ etat: { rang: 1 } });
});

test('le résumé du dossier se lit dans le moteur, en français et sans rien de personnel', async () => {
  await open('ess-33-b');
  const { staticDetails, staticSummary } = await client.workflow.getHandle('ess-33-b').describe();
  expect(await staticSummary()).toBe('ESS dermatologie · 33');
  expect(await staticDetails()).toContain('Lettre d’intention déposée le 2025-04-10, par : porteur.');
});

test('l’horloge d’origine parvient au dossier', async () => {
  await cases.open('ess-33-c', 'deposer-lettre-intention', message('m1', BARE), { origine: 42 });
  const { maintenant, decalage } = await cases.view('ess-33-c');
  expect(maintenant).toBeGreaterThanOrEqual(42);
  expect(decalage).toBeLessThanOrEqual(42 - Date.parse('2026-01-01T00:00:00Z'));
});

test('un dossier qui dort dit l’heure qu’il est, et non celle de sa dernière tâche', async () => {
  await open('ess-33-e');
  const { maintenant: premiere } = await cases.view('ess-33-e');
  // Its last task is before this instant, whatever time the machine takes.
  const avant = Date.now();
  const { maintenant } = await cases.view('ess-33-e');
  expect(maintenant).toBeGreaterThanOrEqual(avant);
  expect(maintenant).toBeGreaterThanOrEqual(premiere);
});

test.each<[NomCommande, string]>([
  ['resilier', 'Refus du traitement.'],
  ['saisir', 'Refus à l’entrée.'],
])('un refus de « %s » garde sa règle et sa phrase', async (commande, phrase) => {
  await open('ess-33-d');
  const refusal = await send('ess-33-d', commande, `m-${commande}`).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(CaseRefusal);
  expect((refusal as CaseRefusal).details).toEqual({ nature: 'regle', regle: 'LI-08', phrase });
});

test('une ESS inconnue', async () => {
  await expect(send('ess-33-inconnue', 'resilier')).rejects.toBeInstanceOf(UnknownCase);
  await expect(cases.view('ess-33-inconnue')).rejects.toBeInstanceOf(UnknownCase);
});

test('un dossier terminé ne reçoit plus rien et son identifiant ne resservira pas', async () => {
  await open('ess-33-e');
  expect(await send('ess-33-e', 'renoncer')).toMatchObject({ rang: 2 });
  await client.workflow.getHandle('ess-33-e').result();
  await expect(send('ess-33-e', 'resilier', 'm3')).rejects.toBeInstanceOf(FinishedCase);
  await expect(open('ess-33-e', 'm4')).rejects.toBeInstanceOf(FinishedCase);
});

test('le moteur répond, ou pas', async () => {
  await cases.ping();
  const nobody = Connection.lazy({ address: '127.0.0.1:1' });
  const away = createCases(new Client({ connection: nobody, namespace: 'x' }), {
    commandTimeout: 500,
    queryTimeout: 500,
  });
  await expect(away.ping()).rejects.toBeInstanceOf(EngineUnavailable);
  await expect(away.send('ess-33-a', 'resilier', message('m'))).rejects.toBeInstanceOf(EngineUnavailable);
  const elsewhere = createCases(new Client({ connection, namespace: 'inexistant' }));
  await expect(elsewhere.ping()).rejects.toBeInstanceOf(EngineUnavailable);
  await expect(elsewhere.view('ess-33-a')).rejects.toBeInstanceOf(EngineUnavailable);
  await nobody.close();
});

test('ce que le journal a écrit est répondu sans attendre le moteur ; un refus vient du dossier', async () => {
  await open('ess-33-g');
  const jamais = { written: new Promise<never>(() => undefined), stop: () => undefined };
  const ecrit = { written: Promise.resolve({ id: 'm2', rang: 7, nombre: 2 }), stop: () => undefined };
  const attendus: string[] = [];
  const tot = createCases(client, {
    acts: {
      wait: (ess, id) => {
        attendus.push(`${ess} ${id}`);
        return id === 'm2' ? ecrit : jamais;
      },
    },
  });
  expect(await tot.send('ess-33-g', 'consigner-echange', message('m2'))).toEqual({ rang: 7, nombre: 2 });
  await expect(tot.send('ess-33-g', 'resilier', message('m3'))).rejects.toBeInstanceOf(CaseRefusal);
  expect(attendus).toEqual(['ess-33-g m2', 'ess-33-g m3']);
});

test('répondu par le journal, puis arrêté : aucun appel au moteur ne reste derrière', async () => {
  const nobody = Connection.lazy({ address: '127.0.0.1:1' });
  const absent = new Client({ connection: nobody, namespace: 'x' });
  let restants = 0;
  const withDeadline = absent.withDeadline.bind(absent);
  absent.withDeadline = (deadline, call) => {
    restants += 1;
    return withDeadline(deadline, call).finally(() => (restants -= 1));
  };
  const written = Promise.resolve({ id: 'm2', rang: 7, nombre: 2 });
  const tot = createCases(absent, {
    commandTimeout: 500,
    acts: { wait: () => ({ written, stop: () => undefined }) },
  });
  expect(await tot.send('ess-33-g', 'consigner-echange', message('m2'))).toEqual({ rang: 7, nombre: 2 });
  expect(restants).toBe(1);
  await tot.close();
  expect(restants).toBe(0);
  await nobody.close();
});

test('sans exécutant, l’attente est bornée et l’issue dite inconnue', async () => {
  await stopWorker();
  const hurried = createCases(client, { commandTimeout: 1000, queryTimeout: 1000 });
  await expect(hurried.send('ess-33-a', 'resilier', message('m9'))).rejects.toBeInstanceOf(EngineUnavailable);
  await expect(hurried.open('ess-33-f', 'deposer-lettre-intention', message('m1', BARE))).rejects.toBeInstanceOf(
    EngineUnavailable,
  );
  await expect(hurried.view('ess-33-a')).rejects.toBeInstanceOf(EngineUnavailable);
});
