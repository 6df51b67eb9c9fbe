/** What keeps failing is seen, by everyone who can do something about it, and holds up nothing of the law. */
import { afterEach, expect, test, vi } from 'vitest';
import type { VueEss } from '../../workflows/messages.ts';
import { ouvrirInstallation } from '../setup/installation.ts';
import { ATTENTE, LE, ouvrirDossier } from './dossier-essai.ts';
import { serveurSmtp } from './pannes-essai.ts';

const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

const OUVERT = /^IncidentOuvert (?=.*\/ordonner-paiement)/;

/** From the letter to the contract that orders the first payment. */
const JUSQU_AU_PAIEMENT: readonly [commande: string, role: string, donnees?: object][] = [
  ['rendre-avis', 'caisse', { sur: 'lettre-intention', sens: 'favorable' }],
  ['valider-lettre-intention', 'ars'],
  ['declarer-association', 'porteur'],
  ['declarer-coordonnees-bancaires', 'porteur'],
  [
    'deposer-pieces',
    'porteur',
    {
      pieces: [
        { code: 'liste-medecins-engages' },
        { code: 'statuts' },
        { code: 'budget-previsionnel', montantCentimes: 8_000_000, signePar: ['president', 'tresorier'] },
      ],
    },
  ],
  [
    'verifier-pieces',
    'caisse',
    {
      pieces: ['liste-medecins-engages', 'statuts', 'budget-previsionnel'].map((code) => ({ code, conforme: true })),
    },
  ],
  ['signer-contrat-amorcage', 'porteur'],
  ['signer-contrat-amorcage', 'ars'],
  ['signer-contrat-amorcage', 'caisse'],
];

test('le courrier refuse : un incident le dit une fois, le silence valide à sa date, un avis s’écarte, le reste part', async () => {
  const smtp = await serveurSmtp();
  fermetures.push(() => smtp.fermer());
  const installation = await ouvrirInstallation({ smtpUrl: smtp.url });
  fermetures.push(() => installation.fermer());
  const { pool } = installation;
  smtp.etat.ferme = true;
  const { ess, commander, avancer, journal, enIncident, liste } = await ouvrirDossier(installation);
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
  // Published once the journal is written.
  await vi.waitUntil(async () => (await enIncident()).length === 0, ATTENTE);
  expect(await liste()).toEqual([]);
}, 300_000);

test('le journal lui-même échoue : le dossier le dit sans lui ; relancé, il écrit tout, l’incident compris', async () => {
  const installation = await ouvrirInstallation();
  fermetures.push(() => installation.fermer());
  const { pool } = installation;
  const { ess, poignee, commander, avancer, journal, enIncident } = await ouvrirDossier(installation);
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
  // Published once the journal is written.
  await vi.waitUntil(async () => (await enIncident()).length === 0, ATTENTE);
}, 300_000);

test('un paiement en panne est porté au run suivant (continue-as-new), et fait une seule fois', async () => {
  const installation = await ouvrirInstallation();
  fermetures.push(() => installation.fermer());
  const { pool } = installation;
  const { ess, poignee, commander, joindre, avancer, journal, enIncident } = await ouvrirDossier(installation);
  await joindre('liste-medecins-engages', 'statuts', 'budget-previsionnel');
  await pool.query(
    `create function absente() returns trigger language plpgsql as $$ begin raise exception 'caisse away'; end $$`,
  );
  await pool.query('create trigger panne before insert on remises for each row execute function absente()');
  for (const [commande, role, donnees = {}] of JUSQU_AU_PAIEMENT)
    expect(await commander(commande, role, donnees), commande).toMatchObject({ statut: 200 });
  await avancer(120);
  const incident = await vi.waitUntil(async () => (await journal()).find((une) => OUVERT.test(une)), ATTENTE);
  const effet = incident.replace(OUVERT, '');
  const { runId: premier } = await poignee.describe();
  const renouvele = async () => (await poignee.describe()).runId !== premier;
  while (!(await renouvele()))
    await Promise.all(Array.from({ length: 8 }, () => commander('consigner-echange', 'ars', {})));

  const { etat, enCours } = await poignee.query<VueEss>('etat');
  expect(enCours).toContain(effet);
  expect(etat.incidents).toHaveProperty(effet);
  await vi.waitUntil(async () => (await enIncident()).join() === 'ordonner-paiement', ATTENTE);
  const remises = async () =>
    (await pool.query<{ nature: string }>('select nature from remises where ess = $1', [ess])).rows;
  expect(await remises()).toEqual([]);

  await pool.query('drop trigger panne on remises');
  expect((await commander('relancer-effet', 'exploitant', { effet })).statut).toBe(200);
  await vi.waitUntil(async () => (await journal()).includes(`IncidentLeve ${effet}`), ATTENTE);
  expect(await remises()).toEqual([{ nature: 'ordre' }]);
  await vi.waitUntil(async () => (await poignee.query<VueEss>('etat')).enCours.length === 0, ATTENTE);
  expect((await journal()).filter((une) => OUVERT.test(une))).toHaveLength(1);
}, 300_000);
