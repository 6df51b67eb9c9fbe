/** F1 — a case that a program without bounds let a party freeze, by the weight of what it sent, goes on with this one. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OCTETS_PAR_DEMANDE } from '../../domain/saisie.ts';
import type { VueEss } from '../../workflows/messages.ts';
import { lancerProgramme, programmeAvec } from '../pannes/autre-programme.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { ATTENTE, LE, ouvrirDossier } from './dossier-essai.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
});
afterAll(() => installation.fermer());

/** Each as long as a demand may be, together more than the 2 MiB that the engine takes at once. */
const DEMANDES = 20;
const sujet = '€'.repeat(Math.floor(OCTETS_PAR_DEMANDE / 3) - 1024);

test('un dossier qu’un programme sans bornes a figé par le poids de ce qu’il écrit repart avec celui d’aujourd’hui', async () => {
  const { pool } = installation;
  const sansBornes = await programmeAvec({ 'workflows/bounds.ts': 'bornes-absentes.ts' });
  const arreterSansBornes = await lancerProgramme(installation, sansBornes);
  const dossier = await ouvrirDossier(installation);
  // While the journal fails, what a party sends waits to be written.
  await pool.query(
    `create function plein() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
  );
  await pool.query('create trigger panne before insert on journal for each row execute function plein()');
  const signaler = () =>
    dossier.poignee.signal('consigner-echange', { id: randomUUID(), acteur: 'ars', donnees: { le: LE, sujet } });
  const attendus = async () => (await dossier.poignee.query<VueEss>('etat')).enCours.length;
  // The first one is being written, alone, before the others come.
  await signaler();
  await vi.waitUntil(async () => (await attendus()) === 1, ATTENTE);
  for (let rang = 1; rang < DEMANDES; rang += 1) await signaler();
  await vi.waitUntil(async () => (await attendus()) === DEMANDES, ATTENTE);
  // The first one passes; the others, all at once, cannot be written in the task under way, and are too much for an activity.
  await pool.query(
    `create or replace function plein() returns trigger language plpgsql as $$ begin
       if new.rang > 2 then raise exception 'disk full'; end if; return new; end $$`,
  );
  // The engine tries the same task again, for ever.
  await vi.waitUntil(async () => (await dossier.essais()) > 1, ATTENTE);
  const consignes = async () => (await dossier.journal()).filter((ligne) => ligne === 'EchangeConsigne').length;
  expect(await consignes()).toBe(1);

  await pool.query('drop trigger panne on journal');
  await arreterSansBornes();
  const arreter = await lancerProgramme(installation, { codePath: installation.bundlePath });
  expect((await dossier.commander('consigner-echange', 'ars', {})).statut).toBe(200);
  expect(await consignes()).toBe(DEMANDES + 1);
  await arreter();
}, 300_000);
