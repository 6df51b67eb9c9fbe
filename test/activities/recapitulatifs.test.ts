/** The week's digest: once, on the day chosen, to who still comes, with what awaits them and a way out. Real SMTP. */
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMailer, type Mailer } from '../../activities/mailer.ts';
import { createPersonalDispatcher } from '../../activities/digests.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import type { components } from '../../api/client/schema.d.ts';
import { attentes } from '../../domain/attentes/attentes.ts';
import { ajouterJours, dateDe, heureLocale } from '../../domain/calendrier/calendrier.ts';
import { dateLongue, majuscule } from '../../documents/libelles.ts';
import { typographie } from '../../documents/typography.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { readMessages, startLocalMailbox, type LocalMailbox } from '../../local/mailbox/mailbox.ts';
import { erasePerson } from '../../records/privacy/erasure.ts';
import { confirmPreferences, endDigest, savePreferences } from '../../records/personal/preferences.ts';
import { eraseSpace } from '../../records/personal/space.ts';
import { codeMail } from '../../documents/personal/code.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import { api, dossierOf } from '../api/support.ts';
import { resumeDe } from '../records/vies.ts';
import { moments, SCENARIOS } from '../regles/etats.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const LUNDI = instant(Date.parse('2026-03-09T07:30:00Z'));
const AVANT_SEPT_HEURES = instant(Date.parse('2026-03-09T05:30:00Z'));
const MARDI = instant(Date.parse('2026-03-10T07:30:00Z'));
const LUNDI_SUIVANT = instant(Date.parse('2026-03-16T07:30:00Z'));
const ESS = 'ess-33-recap001';
const CONSOLE = 'https://console.exemple.invalid';
const API = 'https://api.exemple.invalid';

let db: FreshDatabase;
let folder: string;
let mailbox: LocalMailbox;
let mailer: Mailer;
beforeEach(async () => {
  db = await freshDatabase();
  folder = await temporaryFolder();
  mailbox = await startLocalMailbox({ folder, log: () => undefined });
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl });
  await deposee(ESS, '33');
});
afterEach(async () => {
  mailer.close();
  await mailbox.close();
  await rm(folder, { recursive: true, force: true });
  await db.drop();
});

/** A letter of intent of 15 January: the ARS has until 15 March. */
async function deposee(ess: string, siege: string, le = '2026-01-15' as DateCivile): Promise<void> {
  const { rang, etat, resume } = dossierOf(ess, {
    siege,
    entreeLe: le,
    dernierLe: le,
    li: {
      ...{ deposeeLe: le, piecesCompletesLe: le, canal: 'demarches-simplifiees', piecesManquantes: [] },
      ...{ piecesDemandees: [], delaiPieces: null, suspendueLe: null, suspensions: [], piecesDemandeesLe: null },
      ...{ echanges: [], avis: null, decision: null, indicateurQualitatif: true, saisieLe: null },
    },
  });
  await saveDossier(db.pool, { ess, rang, etat, resume: { ...resume, intitule: `ESS de ${siege} <test>` } });
}

const identite = (changes: object = {}) => ({
  role: 'ars',
  sujet: 'https://idp.invalid|agent-1',
  organisation: '1',
  regions: ['nouvelle-aquitaine'],
  caisses: [],
  ...changes,
});
async function choisir(
  changes: { identite?: object; recapitulatif?: number | null; avecRien?: boolean; confirme?: boolean } = {},
) {
  const qui = identite(changes.identite);
  const choix = {
    courriel: 'agent-1@exemple.invalid',
    recapitulatif: changes.recapitulatif === undefined ? 1 : changes.recapitulatif,
    avecRien: changes.avecRien ?? false,
    raccourcis: false,
  };
  let code = '';
  await savePreferences(db.pool, { sujet: qui.sujet, identite: qui }, choix, (sent) => {
    code = sent;
    return codeMail(sent);
  });
  if (changes.confirme !== false) await confirmPreferences(db.pool, qui.sujet, code);
  // Came on the first Monday.
  await db.pool.query(`update espaces set venu_le = '2026-03-09'`);
  await db.pool.query(`delete from courriels_personnels where nature = 'code'`);
  return code;
}
const passer = (moment: typeof LUNDI) =>
  createPersonalDispatcher({
    pool: db.pool,
    mailer,
    log: () => undefined,
    liens: { console: CONSOLE, api: API },
  }).passer(moment);
/** Where no line may be cut, a space is as good as another for who reads. */
const ordinaire = (texte = '') => texte.replaceAll('\u00a0', ' ');
const recus = async () =>
  (await readMessages(folder)).map(({ subject, text, html, headers }) => ({
    subject: ordinaire(subject),
    text: ordinaire(text),
    html: ordinaire(html === false ? '' : html),
    headers,
  }));

describe('le récapitulatif de la semaine', () => {
  test('part une fois le jour choisi, après sept heures, avec ce qui attend, un lien par dossier, et comment l’arrêter', async () => {
    await choisir();
    await passer(AVANT_SEPT_HEURES);
    expect(await recus()).toHaveLength(0);
    await passer(LUNDI);
    await passer(LUNDI);
    await passer(MARDI);
    const messages = await recus();
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect(message?.subject).toBe('Cette semaine : un acte vous attend');
    expect(message?.text).toContain('15 mars 2026 : décision sur la lettre d’intention');
    expect(message?.text).toContain(`${CONSOLE}/dossiers/${ESS}`);
    expect(message?.html).toContain('ESS de 33 &lt;test&gt;');
    const { rows } = await db.pool.query<{ desinscription: string }>('select desinscription from espaces');
    const fin = `${API}/api/v1/recapitulatifs/${rows[0]?.desinscription}`;
    expect(message?.text).toContain(fin);
    const entetes = message?.headers;
    expect(JSON.stringify(entetes?.get('list'))).toContain(fin);
    const { rows: gardes } = await db.pool.query('select corps, corps_html from courriels_personnels');
    expect(gardes, 'what it said is not kept').toEqual([{ corps: '', corps_html: null }]);
    await passer(LUNDI_SUIVANT);
    expect(await recus()).toHaveLength(2);
    expect((await recus()).map(({ text }) => text).join()).toContain('En retard');
  });

  test.each([
    ['une adresse pas encore confirmée', { confirme: false }],
    ['qui ne l’a pas choisi', { recapitulatif: null }],
    ['qui a choisi un autre jour', { recapitulatif: 3 }],
    ['qui n’a rien à faire', { identite: { regions: ['bretagne'] } }],
    ['une caisse que rien n’attend ici', { identite: { role: 'caisse', regions: [], caisses: ['ille-et-vilaine'] } }],
  ])('ne part pas vers %s', async (_titre, changes) => {
    await choisir(changes);
    await passer(LUNDI);
    expect(await recus()).toHaveLength(0);
  });

  test('part vide vers qui le veut même alors', async () => {
    await choisir({ identite: { regions: ['bretagne'] }, avecRien: true });
    await passer(LUNDI);
    expect((await recus()).map(({ subject }) => subject)).toEqual(['Cette semaine : rien ne vous attend']);
  });

  test('cesse pour qui n’est pas venu depuis trois mois, ou a suivi le lien', async () => {
    await choisir();
    await db.pool.query(`update espaces set venu_le = '2025-12-01'`);
    await passer(LUNDI);
    expect(await recus()).toHaveLength(0);
    await db.pool.query(`update espaces set venu_le = '2026-03-01'`);
    const { rows } = await db.pool.query<{ desinscription: string }>('select desinscription from espaces');
    expect(await endDigest(db.pool, rows[0]?.desinscription ?? '')).toBe(true);
    await passer(LUNDI);
    expect(await recus()).toHaveLength(0);
  });

  test('ne montre que ce que son lecteur voit : un porteur, ses équipes', async () => {
    await deposee('ess-35-recap002', '35');
    await giveMandate(db.pool, { ess: ESS, titulaire: 'sujet:https://idp.invalid|agent-1', donnePar: 'essai' });
    await choisir({ identite: { role: 'porteur', regions: [] }, avecRien: true });
    await passer(LUNDI);
    const [message] = await recus();
    expect(message?.text).not.toContain('ess-35');
  });

  test('le serveur de messagerie absent, il attend et part ensuite, une seule fois', async () => {
    await choisir();
    const { smtpUrl } = mailbox;
    await mailbox.close();
    await passer(LUNDI);
    mailbox = await startLocalMailbox({ folder, log: () => undefined, smtpPort: Number(new URL(smtpUrl).port) });
    await db.pool.query('update courriels_personnels set prochain_essai = now()');
    await passer(LUNDI);
    await passer(LUNDI);
    expect(await recus()).toHaveLength(1);
  });
});

describe('ce que dit le récapitulatif', () => {
  type Ligne = components['schemas']['AFaire']['lignes'][number];
  const SEMAINE = 'en-retard,aujourd-hui,7-jours';

  /** One in so many of the worked cases, each stopped somewhere: all kinds of lines, late for most. */
  async function dossiers(aujourdhui: DateCivile): Promise<void> {
    for (const [rang, scenario] of SCENARIOS.entries()) {
      if (rang % 9 !== 0) continue;
      const vie = [...moments(scenario)].filter(({ etat }) => attentes(etat).length > 0);
      const [moment] = vie.slice((rang * 7) % Math.max(1, vie.length));
      if (moment === undefined) continue;
      const etat = { ...moment.etat, ess: `ess-33-recap${String(rang).padStart(3, '0')}` };
      await saveDossier(db.pool, { ess: etat.ess, rang: etat.rang, etat, resume: resumeDe(etat) });
    }
    // Sixty days after the deposit: today, in a few days, later.
    for (const jours of [60, 57, 40]) {
      const ess = `ess-33-jours${String(jours).padStart(3, '0')}`;
      await deposee(ess, '33', ajouterJours(aujourdhui, -jours));
    }
    const panne = dossierOf('ess-33-panne001', { incidents: { 'ess-33-panne001/notifier/3': aujourdhui } });
    await saveDossier(db.pool, { ess: panne.ess, rang: panne.rang, etat: panne.etat, resume: resumeDe(panne.etat) });
  }

  test.each([
    ['ars', 'ars-nouvelle-aquitaine', { regions: ['nouvelle-aquitaine'] }],
    ['caisse', 'caisse-gironde', { regions: [], caisses: ['gironde'] }],
    ['exploitant', 'exploitant', { regions: [] }],
  ] as const)('est, ligne pour ligne, « à faire » de la semaine : %s', async (role, compte, etendue) => {
    const aujourdhui = dateDe(instant(Date.now()), 'Europe/Paris');
    await dossiers(aujourdhui);
    await choisir({ identite: { role, ...etendue }, recapitulatif: ((new Date(aujourdhui).getUTCDay() + 6) % 7) + 1 });
    await db.pool.query('update espaces set venu_le = current_date');
    await passer(heureLocale(aujourdhui, '09:00', 'Europe/Paris'));
    const service = await api({ records: createRecords(db.pool) });
    const lire = async (groupe: string) =>
      (await service.get(`/a-faire?limite=60&groupe=${groupe}`, compte)).body as unknown as {
        lignes: Ligne[];
        nombre: number;
      };
    const { lignes, nombre } = await lire(SEMAINE);
    const suite = await lire('30-jours,plus-tard');
    const sansDate = suite.lignes.filter(({ dernierJour }) => dernierJour === null);
    const montrees = [...lignes, ...sansDate];
    expect(montrees.length).toBeGreaterThan(0);
    const [message] = await recus();
    const dites = [...(message?.text ?? '').matchAll(/^- (.+)\n {2}(\S+)$/gm)].map(([, texte, lien]) => [texte, lien]);
    expect(dites).toEqual(
      montrees.map(({ ess, intitule, libelle, dernierJour }) => {
        const jour = dernierJour === null ? '' : `${majuscule(dateLongue(dernierJour as DateCivile))} : `;
        return [ordinaire(typographie(`${jour}${libelle} (${intitule ?? ess})`)), `${CONSOLE}/dossiers/${ess}`];
      }),
    );
    const reste = /Plus tard ou sans date limite : (un|\d+) actes?/.exec(message?.text ?? '')?.[1];
    expect(reste === 'un' ? 1 : Number(reste ?? 0)).toBe(suite.nombre - sansDate.length);
    const total = nombre + sansDate.length;
    const sujet = total === 1 ? 'un acte vous attend' : `${total} actes vous attendent`;
    expect(message?.subject).toBe(`Cette semaine : ${sujet}`);
  });
});

describe('un code de confirmation', () => {
  test('part aussitôt, seul, et n’est plus gardé une fois parti', async () => {
    const code = await (async () => {
      let sent = '';
      await savePreferences(
        db.pool,
        { sujet: 's', identite: identite() },
        { courriel: 'x@exemple.invalid', recapitulatif: 1, avecRien: true, raccourcis: false },
        (one) => {
          sent = one;
          return codeMail(one);
        },
      );
      return sent;
    })();
    await passer(AVANT_SEPT_HEURES);
    const messages = await recus();
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text.replace(/\s/g, '')).toContain(code);
    const { rows } = await db.pool.query<{ tout: string }>(
      `select string_agg(t::text, ' ') as tout from (select row(c.*)::text as t from courriels_personnels c
         union all select row(c.*)::text from codes_de_courriel c) s`,
    );
    expect(rows[0]?.tout).not.toContain(code.slice(0, 4) + ' ' + code.slice(4));
  });
});

describe('effacer une personne', () => {
  test('par son adresse, lui ôte son récapitulatif ; par son sujet, tout son espace', async () => {
    await choisir();
    const effaceur = { par: 'exploitant', motif: 'Demande du 3 mai 2026.' };
    await erasePerson(db.pool, { courriel: 'Agent-1@exemple.invalid' }, effaceur);
    await passer(LUNDI);
    expect(await recus()).toHaveLength(0);
    const { rows } = await db.pool.query('select courriel, recapitulatif from espaces');
    expect(rows).toEqual([{ courriel: null, recapitulatif: null }]);
    expect(await eraseSpace(db.pool, identite().sujet, effaceur)).toBe(true);
    expect(await eraseSpace(db.pool, identite().sujet, effaceur)).toBe(false);
    expect((await db.pool.query('select 1 from espaces')).rowCount).toBe(0);
    expect((await db.pool.query(`select 1 from acces where objet = 'personne'`)).rowCount).toBe(2);
  });
});
