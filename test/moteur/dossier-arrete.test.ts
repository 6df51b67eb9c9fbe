/** A case that does not go on is seen: incident, list, metric, `ess verifier`; and it is taken up again by the documented way. */
import { afterEach, expect, test, vi } from 'vitest';
import { compareWithEngine } from '../../cli/verbs/verifier-moteur.ts';
import { lastGoodTask, takeUp } from '../../engine/connection/release.ts';
import type { Discrepancy } from '../../records/verification/types.ts';
import { watchCases } from '../../worker/case-watch.ts';
import { lancerProgramme, programmeAvec } from '../pannes/autre-programme.ts';
import { JOUR_FATAL } from '../pannes/evoluer-defectueux.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { ATTENTE, ouvrirDossier } from './dossier-essai.ts';

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

async function ecarts({ terrain, pool }: Installation): Promise<readonly string[]> {
  const trouves: Discrepancy[] = [];
  await compareWithEngine(terrain.client, pool, (ecart) => trouves.push(ecart));
  return trouves.map(({ controle, ess }) => `${controle} ${ess}`);
}
const natures = async (dossier: Awaited<ReturnType<typeof ouvrirDossier>>) =>
  (await dossier.liste()).map(({ nature }) => nature);

test('un dossier dont la tâche échoue sans fin est vu, et repart en oubliant ce qui l’empoisonne', async () => {
  const installation = await ouvrirInstallation({ avecWorker: false });
  fermetures.push(() => installation.fermer());
  const { terrain, pool } = installation;
  const defectueux = await programmeAvec({ 'domain/evoluer.ts': 'evoluer-defectueux.ts' });
  fermetures.push(await lancerProgramme(installation, defectueux));
  const dossier = await ouvrirDossier(installation, JOUR_FATAL);
  const voisin = await ouvrirDossier(installation);
  await dossier.poignee.signal('consigner-echange', { id: 'poison', acteur: 'ars', donnees: { le: JOUR_FATAL } });
  await vi.waitUntil(async () => {
    await watchCases(terrain.client, pool);
    return (await natures(dossier)).includes('dossier-bloque');
  }, ATTENTE);
  expect(await natures(voisin)).toEqual([]);
  expect(await ecarts(installation)).toContain(`moteur.avance ${dossier.ess}`);

  // The same program, with its defect: what makes it fail is left out.
  const point = await lastGoodTask(terrain.client, dossier.ess);
  expect(point.afterwards).toContainEqual({ eventId: expect.any(Number) as number, quoi: 'consigner-echange' });
  // DEC-56: the rival letter was told to it too.
  expect(point.afterwards.filter(({ quoi }) => !['consigner-echange', 'territoire-libere'].includes(quoi))).toEqual([]);
  await takeUp(terrain.client, dossier.ess, point, { reason: 'essai', forgetting: true });
  const avis = { le: JOUR_FATAL, sur: 'lettre-intention', sens: 'favorable' };
  expect((await dossier.commander('rendre-avis', 'caisse', avis)).statut).toBe(200);
  await vi.waitUntil(async () => {
    await watchCases(terrain.client, pool);
    return (await natures(dossier)).length === 0;
  }, ATTENTE);
  await vi.waitUntil(async () => !(await ecarts(installation)).includes(`moteur.avance ${dossier.ess}`), ATTENTE);
}, 240_000);

test('un dossier arrêté de l’extérieur n’est pas dit clos : il est vu, et repart', async () => {
  const installation = await ouvrirInstallation();
  fermetures.push(() => installation.fermer());
  const { terrain, pool } = installation;
  const dossier = await ouvrirDossier(installation);
  await dossier.poignee.terminate('par erreur');
  const reponse = await dossier.commander('consigner-echange', 'ars', {}, 1);
  expect(reponse).toMatchObject({
    statut: 503,
    corps: { detail: expect.stringContaining('ne suit plus ce dossier') as string },
  });
  await vi.waitUntil(async () => {
    await watchCases(terrain.client, pool);
    return (await natures(dossier)).includes('dossier-interrompu');
  }, ATTENTE);
  // Its two months have long been over by the machine's own clock, and nothing applies their end.
  expect(await ecarts(installation)).toEqual([`moteur.suivi ${dossier.ess}`, `moteur.echeances ${dossier.ess}`]);

  const point = await lastGoodTask(terrain.client, dossier.ess);
  await takeUp(terrain.client, dossier.ess, point, { reason: 'essai', forgetting: false });
  expect((await dossier.commander('consigner-echange', 'ars', {})).statut).toBe(200);
  await vi.waitUntil(async () => {
    await watchCases(terrain.client, pool);
    return (await natures(dossier)).length === 0;
  }, ATTENTE);
}, 240_000);
