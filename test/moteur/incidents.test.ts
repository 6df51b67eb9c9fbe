/** What keeps failing is seen, by everyone who can do something about it, and holds up nothing of the law. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { advanceWorkflow } from '../../engine/time-skipping.ts';
import type { VueEss } from '../../workflows/messages.ts';
import { BARE } from '../api/support.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { serveurSmtp } from './pannes-essai.ts';

const ATTENTE = { timeout: 120_000, interval: 100 };
const LE = '2025-04-10';
const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

async function dossier(installation: Installation) {
  const { terrain, pool } = installation;
  const poster = async (chemin: string, role: string, corps: object, entetes: Record<string, string> = {}) => {
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
      return recue.status === 503 ? undefined : recue;
    }, ATTENTE);
    return { statut: reponse.status, corps: (await reponse.json()) as { ess?: string; detail?: string } };
  };
  const { corps } = await poster('/ess', 'porteur', BARE, { 'x-horloge-origine': `${LE}T08:00:00Z` });
  const ess = corps.ess ?? '';
  expect(ess).not.toBe('');
  const poignee = terrain.client.workflow.getHandle(ess);
  let avances = 0;
  return {
    ess,
    poignee,
    commander: (commande: string, role: string, donnees: object) =>
      poster(`/ess/${ess}/commandes/${commande}`, role, { le: LE, ...donnees }),
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

test('le courrier refuse : un incident le dit une fois, le silence valide à sa date, un avis s’écarte, le reste part', async () => {
  const smtp = await serveurSmtp();
  fermetures.push(() => smtp.fermer());
  const installation = await ouvrirInstallation({ smtpUrl: smtp.url });
  fermetures.push(() => installation.fermer());
  const { pool } = installation;
  smtp.etat.ferme = true;
  const { ess, commander, avancer, journal, enIncident, liste } = await dossier(installation);
  const avis = `${ess}/notifier`;
  await vi.waitUntil(async () => (await journal()).includes(`IncidentOuvert ${avis}`), ATTENTE);
  await vi.waitUntil(async () => (await enIncident()).includes('notifier'), ATTENTE);
  expect((await liste()).map(({ nature }) => nature)).toContain('envoi-impossible');

  await avancer(70 * 86_400);
  await vi.waitUntil(async () => (await journal()).includes('LettreIntentionValidee tacite'), ATTENTE);
  expect(smtp.recus).toEqual([]);

  const paiement = await commander('ecarter-effet', 'exploitant', { effet: `${ess}/ordonner-paiement/1`, motif: 'x' });
  expect(paiement).toMatchObject({
    statut: 422,
    corps: { detail: expect.stringContaining('jamais un paiement') as string },
  });
  expect((await commander('relancer-effet', 'ars', { effet: avis })).statut).toBe(403);
  const motif = 'Prévenu par téléphone.';
  expect(await commander('ecarter-effet', 'exploitant', { effet: `${avis}/1/porteur`, motif })).toMatchObject({
    statut: 200,
  });
  smtp.etat.ferme = false;
  expect((await commander('relancer-effet', 'exploitant', { effet: avis })).statut).toBe(200);
  await vi.waitUntil(async () => (await journal()).includes(`IncidentLeve ${avis}`), ATTENTE);
  await vi.waitUntil(
    async () => (await pool.query('select 1 from avis where envoye_le is null and ecarte_le is null')).rowCount === 0,
    ATTENTE,
  );
  const { rows } = await pool.query<{ message_id: string; ecarte: boolean }>(
    'select message_id, ecarte_le is not null as ecarte from avis',
  );
  expect(smtp.recus.toSorted()).toEqual(
    rows.flatMap(({ ecarte, message_id }) => (ecarte ? [] : [message_id])).toSorted(),
  );
  expect(rows.filter(({ ecarte }) => ecarte)).toHaveLength(1);
  expect((await journal()).filter((ligne) => ligne.startsWith('IncidentOuvert'))).toHaveLength(1);
  expect(await enIncident()).toEqual([]);
  expect(await liste()).toEqual([]);
}, 300_000);

test('le journal lui-même échoue : le dossier le dit sans lui ; relancé, il écrit tout, l’incident compris', async () => {
  const installation = await ouvrirInstallation();
  fermetures.push(() => installation.fermer());
  const { pool } = installation;
  const { ess, poignee, commander, avancer, journal, enIncident } = await dossier(installation);
  await pool.query(
    `create function plein() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
  );
  await pool.query('create trigger panne before insert on journal for each row execute function plein()');
  const reponse = commander('consigner-echange', 'ars', {});
  await vi.waitUntil(async () => (await poignee.query<VueEss>('etat')).enCours.includes(`${ess}/consigner`), ATTENTE);
  await avancer(120);
  await vi.waitUntil(async () => (await enIncident()).includes('consigner'), ATTENTE);
  expect(await journal()).toEqual(['LettreIntentionDeposee']);
  expect((await poignee.query<VueEss>('etat')).etat.incidents).toHaveProperty(`${ess}/consigner`);

  await pool.query('drop trigger panne on journal');
  await poignee.signal('relancer-effet', {
    id: 'relance-1',
    acteur: 'exploitant',
    donnees: { le: LE, effet: `${ess}/consigner` },
  });
  expect((await reponse).statut).toBe(200);
  await vi.waitUntil(async () => (await journal()).includes(`IncidentLeve ${ess}/consigner`), ATTENTE);
  expect((await journal()).filter((ligne) => !ligne.startsWith('Rappel'))).toEqual([
    'LettreIntentionDeposee',
    'EchangeConsigne',
    `IncidentOuvert ${ess}/consigner`,
    `EffetRelance ${ess}/consigner`,
    `IncidentLeve ${ess}/consigner`,
  ]);
  expect(await enIncident()).toEqual([]);
}, 300_000);
