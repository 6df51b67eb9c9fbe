/** One case of an installation, acted on through the API and watched by its journal, its incidents and its engine. */
import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { advanceWorkflow } from '../../engine/embedded/time-skipping.ts';
import { BARE } from '../api/support.ts';
import { formulaire } from '../setup/documents.ts';
import { comme } from '../setup/identites.ts';
import type { Installation } from '../setup/installation.ts';

export const ATTENTE = { timeout: 120_000, interval: 100 };
export const LE = BARE.le;

/** A letter of intent, deposited that day, on which its clock begins. */
export async function ouvrirDossier(installation: Installation, jour: string = LE) {
  const { terrain, pool } = installation;
  /** `essais`: how often a 503 is believed to pass. */
  const poster = async (
    chemin: string,
    role: string,
    corps: object,
    entetes: Record<string, string> = {},
    essais = Infinity,
  ) => {
    let envois = 0;
    const cle = randomUUID();
    const envoyer = async () =>
      fetch(`${terrain.api}/api/v1${chemin}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': cle, ...(await comme(role)), ...entetes },
        body: JSON.stringify(corps),
      });
    // A machine under load answers 503, and expects the same request again.
    const reponse = await vi.waitUntil(async () => {
      const recue = await envoyer();
      envois += 1;
      return recue.status === 503 && envois < essais ? undefined : recue;
    }, ATTENTE);
    return { statut: reponse.status, corps: (await reponse.json()) as { ess?: string; detail?: string } };
  };
  const { corps } = await poster(
    '/ess',
    'porteur',
    { ...BARE, le: jour },
    { 'x-horloge-origine': `${jour}T08:00:00Z` },
  );
  const ess = corps.ess ?? '';
  expect(ess).not.toBe('');
  const poignee = terrain.client.workflow.getHandle(ess);
  let avances = 0;
  return {
    ess,
    poignee,
    commander: (commande: string, role: string, donnees: object, essais = Infinity) =>
      poster(`/ess/${ess}/commandes/${commande}`, role, { le: LE, ...donnees }, {}, essais),
    /** The documents of these pieces, sent by the team. */
    async joindre(this: void, ...codes: readonly string[]) {
      for (const code of codes) {
        const adresse = `${terrain.api}/api/v1/ess/${ess}/fichiers`;
        const reponse = await fetch(adresse, {
          method: 'POST',
          headers: await comme('porteur'),
          body: formulaire(code),
        });
        expect(reponse.status, await reponse.text()).toBe(201);
      }
    },
    avancer(this: void, seconds: number) {
      avances += 1;
      return advanceWorkflow(terrain.connection, terrain.namespace, ess, { seconds, id: `incident-${avances}` });
    },
    /** `evenement effet`, as the journal has them. */
    async journal(this: void): Promise<string[]> {
      const { rows } = await pool.query<{ ligne: string }>(
        `select concat_ws(' ', evenement, contenu ->> 'mode', contenu ->> 'effet') as ligne from journal where ess = $1 order by rang`,
        [ess],
      );
      return rows.map(({ ligne }) => ligne);
    },
    /** How often the engine has tried the task that the case is at. */
    async essais(this: void): Promise<number> {
      const { pendingWorkflowTask } = await terrain.client.workflowService.describeWorkflowExecution({
        namespace: terrain.namespace,
        execution: { workflowId: ess },
      });
      return pendingWorkflowTask?.attempt ?? 0;
    },
    async enIncident(this: void): Promise<readonly unknown[]> {
      const { searchAttributes } = await poignee.describe();
      return searchAttributes['EssIncident'] ?? [];
    },
    async liste(this: void): Promise<{ cle: string; nature: string }[]> {
      const reponse = await fetch(`${terrain.api}/api/v1/incidents?ess=${ess}`, { headers: await comme('exploitant') });
      return ((await reponse.json()) as { incidents: { cle: string; nature: string }[] }).incidents;
    },
  };
}
