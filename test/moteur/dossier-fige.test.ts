/** F1 — a case that an earlier program let a party freeze, by the weight of its answers, goes on with this one. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { lancerProgramme } from '../pannes/autre-programme.ts';
import { PROGRAMMES, programme } from './anciens-programmes.ts';
import { ATTENTE, LE, ouvrirDossier } from './dossier-essai.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
});
afterAll(() => installation.fermer());

test('un dossier qu’un ancien programme a figé par le poids de ses réponses repart avec celui d’aujourd’hui', async () => {
  const arreterAncien = await lancerProgramme(installation, { codePath: await programme(PROGRAMMES[0] ?? '') });
  const dossier = await ouvrirDossier(installation);
  const envoyer = (commande: string, acteur: string, donnees: object) =>
    dossier.poignee.executeUpdate<unknown, [unknown]>(commande, {
      args: [{ id: randomUUID(), acteur, donnees: { le: LE, ...donnees } }],
      updateId: randomUUID(),
    });
  await envoyer('valider-lettre-intention', 'ars', { motif: 'Sans avis.' });
  await envoyer('deposer-pieces', 'porteur', { pieces: [{ code: 'statuts' }] });
  const pieces = Array.from({ length: 50 }, () => ({ code: 'statuts', conforme: false, motif: '€'.repeat(2000) }));
  /** The engine tries the same task again. */
  const fige = async () => {
    const { pendingWorkflowTask } = await installation.terrain.client.workflowService.describeWorkflowExecution({
      namespace: installation.terrain.namespace,
      execution: { workflowId: dossier.ess },
    });
    return (pendingWorkflowTask?.attempt ?? 0) > 1;
  };
  const arret = vi.waitUntil(fige, ATTENTE);
  const envois: Promise<unknown>[] = [];
  // 2 MiB of answers, of 300 KB each.
  for (let rang = 0; rang < 12 && !(await fige()); rang += 1) {
    const envoi = envoyer('verifier-pieces', 'caisse', { pieces }).catch((erreur: unknown) => erreur);
    envois.push(envoi);
    await Promise.race([envoi, arret]);
  }
  await arret;

  await arreterAncien();
  const arreter = await lancerProgramme(installation, { codePath: installation.bundlePath });
  expect((await dossier.commander('consigner-echange', 'ars', {})).statut).toBe(200);
  const journal = await dossier.journal();
  expect(journal).toContain('EchangeConsigne');
  expect(journal.filter((ligne) => ligne === 'PiecesVerifiees').length).toBeGreaterThan(0);
  await Promise.all(envois);
  await arreter();
}, 300_000);
