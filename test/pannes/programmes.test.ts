/** Programs that differ, or that are wrong: a case is blocked at most, visibly, and a right program carries it on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { BARE } from '../api/support.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { lancerProgramme, programmeAvec } from './autre-programme.ts';
import { JOUR_FATAL } from './evoluer-defectueux.ts';

const ATTENTE = { timeout: 60_000, interval: 100 };

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

async function poster(
  { terrain }: Installation,
  chemin: string,
  role: string,
  corps: { readonly le: string },
  cle: string,
) {
  const reponse = await fetch(`${terrain.api}/api/v1${chemin}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(await comme(role)),
      'idempotency-key': cle,
      'x-horloge-origine': `${corps.le}T11:00:00Z`,
    },
    body: JSON.stringify(corps),
  });
  return { statut: reponse.status, corps: (await reponse.json()) as { ess?: string; detail?: string } };
}

async function exigerRegistresJustes({ pool }: Installation) {
  const ecarts: unknown[] = [];
  await verifyRecords(pool, (ecart) => ecarts.push(ecart), { replay: true });
  expect(ecarts).toEqual([]);
}

test('une commande qui fait échouer le programme bloque son dossier, visiblement, et lui seul ; corrigé, le programme reprend où il en était', async () => {
  const installation = await ouvrirInstallation({ avecWorker: false });
  fermetures.push(() => installation.fermer());
  const defectueux = await programmeAvec({ 'domain/evoluer.ts': 'evoluer-defectueux.ts' });
  const arreter = await lancerProgramme(installation, defectueux);
  const ouvrir = async (le: string, cle: string): Promise<string> => {
    const { statut, corps } = await poster(installation, '/ess', 'porteur', { ...BARE, le }, cle);
    if (corps.ess === undefined) throw new Error(`the case could not be opened: ${statut} ${corps.detail}`);
    return corps.ess;
  };
  const LENDEMAIN = '2026-01-15';
  const [empoisonne, voisin] = [await ouvrir(JOUR_FATAL, 'ouverture-0001'), await ouvrir(LENDEMAIN, 'ouverture-0002')];
  const echanger = (ess: string, le: string, cle: string) =>
    poster(installation, `/ess/${ess}/commandes/consigner-echange`, 'ars', { le }, cle);

  const fatale = echanger(empoisonne, JOUR_FATAL, 'echange-fatal');
  const poignee = installation.terrain.client.workflow.getHandle(empoisonne);
  const echecs = async () =>
    ((await poignee.fetchHistory()).events ?? []).filter((evenement) => evenement.workflowTaskFailedEventAttributes);
  await vi.waitUntil(async () => (await echecs()).length > 0, ATTENTE);
  const cause = (await echecs())[0]?.workflowTaskFailedEventAttributes?.failure?.message;
  expect(cause).toBe('a defect of this program');
  expect((await poignee.describe()).status.name).toBe('RUNNING');
  await vi.waitUntil(async () => (await echanger(voisin, LENDEMAIN, 'echange-voisin')).statut === 200, ATTENTE);
  // A plain answer, that says what to do: nothing was lost, the same request may be sent again.
  const reponse = await fatale;
  expect(reponse.statut).toBe(503);
  expect(reponse.corps.detail).toMatch(/même clé Idempotency-Key/);

  await arreter();
  fermetures.push(await lancerProgramme(installation, { codePath: installation.bundlePath }));
  await vi.waitUntil(async () => (await echanger(empoisonne, JOUR_FATAL, 'echange-fatal')).statut === 200, ATTENTE);
  const { rows } = await installation.pool.query<{ ess: string }>(
    "select ess from journal where evenement = 'EchangeConsigne' order by ess = $1",
    [empoisonne],
  );
  expect(rows.map(({ ess }) => ess)).toEqual([voisin, empoisonne]);
  await exigerRegistresJustes(installation);
}, 240_000);

test('deux workers de versions différentes se partagent les tâches d’un dossier : mêmes événements', async () => {
  const installation = await ouvrirInstallation({ avecWorker: false });
  fermetures.push(() => installation.fermer());
  // Without memory, each task goes to either of them, and each replays what the other did. They compete: the life is long
  // enough (dozens of tasks) for both to have had their share.
  fermetures.push(await lancerProgramme(installation, { codePath: installation.bundlePath }, 0));
  const autre = await programmeAvec({ 'workflows/operator-view.ts': 'exploitant-autrement.ts' });
  fermetures.push(await lancerProgramme(installation, autre, 0));
  const chemin = join(import.meta.dirname, '../regles/scenarios/S06-precisions-projet-sante.json');
  const scenario = JSON.parse(readFileSync(chemin, 'utf8')) as Scenario;
  expect(await play(scenario, installation.terrain)).toEqual(simuler(scenario));
  const { rows } = await installation.pool.query<{ ess: string }>('select ess from dossiers');
  const { events = [] } = await installation.terrain.client.workflow.getHandle(rows[0]?.ess ?? '').fetchHistory();
  const versions = new Set(
    (events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: faite }) => faite?.workerVersion?.buildId ?? []),
  );
  expect(versions.size).toBe(2);
  await exigerRegistresJustes(installation);
}, 240_000);
