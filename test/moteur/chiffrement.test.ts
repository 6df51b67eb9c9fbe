/** With keys: what passes through the engine works as before, and only ids and technical types are readable in it. */
import { Client, Connection } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble, type Assembled } from '../../cli/installation.ts';
import { TABLE } from '../../domain/table.ts';
import { advanceWorkflow } from '../../engine/embedded/time-skipping.ts';
import { encryptedWith } from '../../engine/connection/data-converter.ts';
import { keyring, newKey, parseKey, type Key } from '../../engine/connection/keys.ts';
import { ATTRIBUTS, type VueEss } from '../../workflows/messages.ts';
import { lisiblesDe, clesDe } from '../setup/charges.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const cle = (): Key => parseKey(newKey(new Date()), 'essai');
const [A, B] = [cle(), cle()];

let installation: Installation;
let connection: Connection;
beforeAll(async () => {
  installation = await ouvrirInstallation({ cles: keyring([A]) });
  connection = await Connection.connect({ address: installation.address });
});
afterAll(async () => {
  await connection.close();
  await installation.fermer();
});

const DEPOT = {
  le: '2026-01-15',
  siege: '33',
  departements: ['33'],
  specialites: ['dermatologie'],
  medecinsPresents: 140,
  liberaux: 120,
  engages: 37,
};
const ECHANGE = { le: '2026-01-15' };

async function poster(api: string, chemin: string, role: string, corps: object, entetes = {}) {
  const reponse = await fetch(`${api}/api/v1${chemin}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await comme(role)), ...entetes },
    body: JSON.stringify(corps),
  });
  return { status: reponse.status, corps: (await reponse.json()) as Record<string, unknown> };
}

async function ouvrir(specialite: string): Promise<string> {
  const depot = { ...DEPOT, specialites: [specialite] };
  const { terrain } = installation;
  const origine = { 'x-horloge-origine': '2026-01-15T11:00:00Z' };
  const { status, corps } = await poster(terrain.api, '/ess', 'porteur', depot, origine);
  expect(status).toBe(201);
  return corps['ess'] as string;
}

/** A client of the same engine that has no key: what an administrator of it sees. */
const sansCle = (): Client => new Client({ connection, namespace: installation.terrain.namespace });
const histoire = (ess: string) => sansCle().workflow.getHandle(ess).fetchHistory();

/** Ids, ordinals, names of tasks, of queues, of machines and of programs. */
const TECHNIQUE =
  /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27}.*|(ess|paiements)-[\w-]+|ess|essais-\w+|\d+@\S+|\d+-[\w.-]+-[0-9a-f]{32}|temporal-typescript|[\d.]+|@temporalio\/[\w@./+-]+|Encoded failure|Refus|TypeScriptSDK|[0-9a-zA-Z+/]{40,}=*|s\d|[\w-]{22}\.[\w-]{11}(\/request)?|request-from-\w+|time-skipping|silence|core_patch|core_local_activity)$/;
const ACTIVITES = ['consigner'];

test('un dossier entier passe par l’API, et il ne reste de lisible que des identifiants et des types', async () => {
  const { api, client, namespace } = installation.terrain;
  const ess = await ouvrir('dermatologie');
  // Refused: the rule and its sentence come back through an encrypted failure.
  const refus = await poster(api, `/ess/${ess}/commandes/signer-contrat-amorcage`, 'porteur', ECHANGE);
  expect(refus).toMatchObject({ status: expect.toSatisfy((un: number) => un >= 400 && un < 500) as number });
  expect(refus.corps).toMatchObject({ regle: expect.any(String) as string, detail: expect.any(String) as string });
  const echange = () =>
    poster(api, `/ess/${ess}/commandes/consigner-echange`, 'ars', ECHANGE, { 'idempotency-key': 'cle-un-deux-trois' });
  const reponse = await echange();
  expect(reponse.status).toBe(200);
  expect(await echange()).toEqual(reponse);
  await client.workflow.getHandle(ess).signal('consigner-echange', { id: 's1', acteur: 'ars', donnees: ECHANGE });
  await advanceWorkflow(connection, namespace, ess, { seconds: 70 * 86_400, id: 'silence' });
  const { etat } = await client.workflow.getHandle(ess).query<VueEss>('etat');
  expect(etat.phase).not.toBe('lettre-intention');

  const { events } = await histoire(ess);
  const { lisibles, clairs } = lisiblesDe(events);
  // Search attributes are what the engine searches by: it must read them. They hold no personal data. The SDK itself
  // writes which revision of the program a run keeps (docs/evolution.md), as a marker and as a search attribute.
  const admis = [...Object.keys(ATTRIBUTS), 'TemporalChangeVersion'].map((nom) => `indexedFields.${nom}`);
  admis.push('markerRecordedEventAttributes.details.patch-data.payloads.0');
  // Of a local activity, its name and its times; what it answers is encrypted.
  admis.push('markerRecordedEventAttributes.details.data.payloads.0');
  expect(clairs.filter((chemin) => !admis.some((fin) => chemin.endsWith(fin)))).toEqual([]);
  const connus = new Set([...Object.keys(TABLE), ...ACTIVITES]);
  expect(lisibles.filter((mot) => !connus.has(mot) && !TECHNIQUE.test(mot))).toEqual([]);
  expect(clesDe(events)).toEqual([A.id]);
});

test('une clé se remplace en deux temps, sans arrêt de lecture ; sans la bonne, le dossier attend, intact', async () => {
  const { pool, smtpUrl, address, bundlePath } = installation;
  const { namespace } = installation.terrain;
  const ess = await ouvrir('cardiologie');
  await installation.arreter();
  const avec = async <T>(cles: readonly Key[], faire: (monte: Assembled) => Promise<T>): Promise<T> => {
    const monte = await assemble({
      address,
      namespace,
      pool,
      smtpUrl,
      filesFolder: await temporaryFolder(),
      provider: await fournisseur(),
      log: () => undefined,
      workflowBundle: { codePath: bundlePath },
      dataConverter: encryptedWith(keyring(cles)),
      allowClockOrigin: true,
    });
    try {
      return await faire(monte);
    } finally {
      await monte.stop();
    }
  };
  const echanger = ({ ground: { api } }: Assembled) =>
    poster(api, `/ess/${ess}/commandes/consigner-echange`, 'ars', ECHANGE).then(({ status }) => status);

  // The new key is known everywhere before anyone writes with it.
  expect(await avec([A, B], echanger)).toBe(200);
  expect(clesDe((await histoire(ess)).events)).toEqual([A.id]);
  expect(await avec([B, A], echanger)).toBe(200);
  expect(clesDe((await histoire(ess)).events)).toEqual([A.id, B.id].sort());

  const avant = ((await histoire(ess)).events ?? []).length;
  await avec([cle()], async ({ ground: { client } }) => {
    await client.workflow.getHandle(ess).signal('consigner-echange', { id: 's2', acteur: 'ars', donnees: ECHANGE });
    for (;;) {
      const { events } = await histoire(ess);
      if (events?.some(({ workflowTaskFailedEventAttributes: echec }) => echec)) break;
      await pause(100);
    }
  });
  expect(avant).toBeGreaterThan(0);
  const { status } = await sansCle().workflow.getHandle(ess).describe();
  expect(status.name).toBe('RUNNING');
});
