/** The invitation of a mandatary: a mail with a link of its own, answered once, and nothing left of the address. Real SMTP. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPersonalDispatcher } from '../../activities/digests.ts';
import { createMailer, type Mailer } from '../../activities/mailer.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { readMessages, startLocalMailbox, type LocalMailbox } from '../../local/mailbox/mailbox.ts';
import { instant } from '../../domain/valeurs.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { erasePerson } from '../../records/privacy/erasure.ts';
import { MOST_OF_CASE } from '../../records/registers/invitations.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { api, dossierOf } from './support.ts';

const ESS = 'ess-33-invite01';
const CONSOLE = 'https://console.exemple.invalid';
const INVITE = 'mandataire-02@exemple.invalid';
let db: FreshDatabase;
let folder: string;
let mailbox: LocalMailbox;
let mailer: Mailer;
let emetteur: string;
beforeAll(async () => {
  db = await freshDatabase();
  folder = await temporaryFolder();
  mailbox = await startLocalMailbox({ folder, log: () => undefined });
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl });
  emetteur = (await fournisseur()).issuer;
  const { rang, etat, resume } = dossierOf(ESS);
  await saveDossier(db.pool, { ess: ESS, rang, etat, resume: { ...resume, intitule: 'Équipe <01>' } });
});
afterAll(async () => {
  mailer.close();
  await mailbox.close();
  await rm(folder, { recursive: true, force: true });
  await db.drop();
});
beforeEach(async () => {
  await db.pool.query('delete from invitations');
  await db.pool.query('delete from mandats');
  await giveMandate(db.pool, { ess: ESS, titulaire: `sujet:${emetteur}|porteur-01`, donnePar: 'essai' });
});

const service = () =>
  api({ records: createRecords(db.pool), lienInvitation: (secret) => `${CONSOLE}/invitations/${secret}` });
type Service = Awaited<ReturnType<typeof service>>;

const inviter = (app: Service, courriel = INVITE, comme = 'porteur-01') =>
  app.post(`/ess/${ESS}/invitations`, { courriel }, { comme });
/** What leaves now, the newest first, as the mailbox gives them. */
async function partis() {
  const avant = (await readMessages(folder)).length;
  const dispatcher = createPersonalDispatcher({ pool: db.pool, mailer, log: () => undefined });
  await dispatcher.passer(instant(Date.now()));
  const tous = await readMessages(folder);
  return tous.slice(0, tous.length - avant);
}
/** The secret of the link that was just sent. */
async function lien(): Promise<string> {
  const [message] = await partis();
  const [, secret] = /\/invitations\/([\w-]{43})/.exec(message?.text ?? '') ?? [];
  if (secret === undefined) throw new Error('no link was sent');
  return secret;
}
const repondre = (app: Service, secret: string, reponse: string, comme = 'porteur-02') =>
  app.post(`/invitations/${secret}`, { reponse }, { comme });
const mandataires = async () =>
  (await db.pool.query<{ titulaire: string }>('select titulaire from mandats where retire_le is null')).rows.map(
    ({ titulaire }) => titulaire,
  );

test('invité, il reçoit un lien, se connecte, accepte, et agit pour l’équipe', async () => {
  const app = await service();
  const invitee = await inviter(app);
  expect(invitee).toMatchObject({ status: 201, body: { invitations: [{ courriel: INVITE, etat: 'en-attente' }] } });
  const [message] = await partis();
  expect(JSON.stringify(message?.to)).toContain(INVITE);
  expect(message?.text).toContain('Équipe <01>');
  expect(String(message?.html)).toContain('Équipe &lt;01&gt;');
  const [, secret = ''] = /\/invitations\/([\w-]{43})/.exec(message?.text ?? '') ?? [];
  const { rows } = await db.pool.query<{ tout: string }>(
    `select string_agg(t, ' ') as tout from (select row(i.*)::text as t from invitations i
       union all select row(c.*)::text from courriels_personnels c union all select row(e.*)::text from ecritures e) s`,
  );
  expect(rows[0]?.tout, 'the secret is kept nowhere').not.toContain(secret);

  expect((await app.get(`/ess/${ESS}`, 'porteur-02')).status).toBe(404);
  expect((await app.get(`/invitations/${secret}`, 'porteur-02')).body).toMatchObject({
    ess: ESS,
    intitule: 'Équipe <01>',
  });
  const acceptee = await repondre(app, secret, 'accepter');
  expect(acceptee).toMatchObject({ status: 200, body: { ess: ESS, reponse: 'accepter' } });
  expect(await mandataires()).toContain(`sujet:${emetteur}|porteur-02`);
  expect((await app.get(`/ess/${ESS}`, 'porteur-02')).status).toBe(200);

  const liste = await app.get(`/ess/${ESS}/invitations`, 'porteur-01');
  expect(liste.body).toMatchObject({ invitations: [{ courriel: null, etat: 'acceptee' }] });
  const { rows: restes } = await db.pool.query<{ tout: string | null }>(
    `select string_agg(t, ' ') as tout from (select row(i.*)::text as t from invitations i
       union all select row(c.*)::text from courriels_personnels c union all select row(e.*)::text from ecritures e
       union all select row(j.*)::text from journal j) s`,
  );
  expect(restes[0]?.tout).not.toContain(INVITE);
});

describe('un lien qui ne vaut plus le dit', () => {
  test.each(['accepter', 'refuser'])('utilisé une seconde fois, après « %s »', async (reponse) => {
    const app = await service();
    await inviter(app);
    const secret = await lien();
    expect((await repondre(app, secret, reponse)).status).toBe(200);
    const apres = await mandataires();
    const encore = await repondre(app, secret, 'accepter', 'porteur-03');
    expect([encore.status, encore.body['detail']]).toEqual([
      409,
      reponse === 'accepter'
        ? 'Cette invitation a déjà été acceptée : son lien ne sert qu’une fois.'
        : 'Cette invitation a été refusée : demandez-en une autre à l’équipe si vous avez changé d’avis.',
    ]);
    expect(await mandataires()).toEqual(apres);
    expect(apres.length).toBe(reponse === 'accepter' ? 2 : 1);
  });

  test('accepté deux fois au même instant, il ne sert qu’une fois', async () => {
    const app = await service();
    await inviter(app);
    const secret = await lien();
    const deux = await Promise.all(['porteur-02', 'porteur-03'].map((qui) => repondre(app, secret, 'accepter', qui)));
    expect(deux.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await mandataires()).toHaveLength(2);
  });

  test('expiré : depuis quel jour, et l’adresse est oubliée', async () => {
    const app = await service();
    await inviter(app);
    const secret = await lien();
    await db.pool.query(`update invitations set expire_le = '2026-05-04T10:00:00Z'`);
    const trop = await repondre(app, secret, 'accepter');
    expect([trop.status, trop.body['detail']]).toEqual([
      409,
      'Cette invitation ne vaut plus depuis le 4 mai 2026 : demandez-en une autre à l’équipe.',
    ]);
    await partis();
    expect((await db.pool.query('select adresse from invitations')).rows).toEqual([{ adresse: null }]);
    expect((await db.pool.query('select from courriels_personnels')).rowCount).toBe(0);
  });

  test.each([
    ['retiré', async (app: Service, id: string) => app.ask('DELETE', `/ess/${ESS}/invitations/${id}`, 'ars')],
    ['remplacé par un autre', async (app: Service) => inviter(app, INVITE.toUpperCase())],
    [
      'donné par qui n’a plus de mandat',
      async (app: Service) => {
        await giveMandate(db.pool, { ess: ESS, titulaire: 'organisation:00000000000001', donnePar: 'essai' });
        const { rows } = await db.pool.query<{ id: string }>(
          `select id from mandats where titulaire like '%porteur-01'`,
        );
        return app.ask('DELETE', `/ess/${ESS}/mandats/${rows[0]?.id}`, 'ars');
      },
    ],
  ])('%s', async (_comment, finir) => {
    const app = await service();
    const { body } = await inviter(app);
    const secret = await lien();
    const [{ id }] = body['invitations'] as [{ id: string }];
    expect((await finir(app, id)).status).toBeLessThan(300);
    const reponse = await repondre(app, secret, 'accepter');
    expect([reponse.status, reponse.body['detail']]).toEqual([
      409,
      'Cette invitation a été retirée ou remplacée : cherchez la plus récente, ou demandez-en une autre.',
    ]);
  });

  test('inventé : introuvable', async () => {
    const app = await service();
    expect((await repondre(app, 'a'.repeat(43), 'accepter')).status).toBe(404);
    expect((await app.get(`/invitations/${'a'.repeat(43)}`, 'porteur-02')).status).toBe(404);
  });
});

test('n’invite que qui peut donner mandat : un autre porteur ne voit pas le dossier, une caisse n’en a pas le droit', async () => {
  const app = await service();
  expect((await inviter(app, INVITE, 'porteur-02')).status).toBe(404);
  expect((await inviter(app, INVITE, 'caisse-gironde')).status).toBe(403);
  expect((await inviter(app, 'pas une adresse')).status).toBe(400);
  expect((await inviter(app, INVITE, 'ars')).status).toBe(201);
  const secret = await lien();
  expect((await repondre(app, secret, 'accepter', 'ars')).status, 'an agent is no mandatary').toBe(403);
});

test('trop d’invitations en un jour : la suivante attend, et rien n’est envoyé', async () => {
  const app = await service();
  for (let rang = 0; rang < MOST_OF_CASE; rang += 1)
    expect((await inviter(app, `invite-${rang}@exemple.invalid`)).status).toBe(201);
  const trop = await inviter(app);
  expect([trop.status, trop.headers.get('retry-after')]).toEqual([429, '86400']);
  expect(await partis()).toHaveLength(MOST_OF_CASE);
});

test('effacer la personne efface son invitation, et le courriel qui n’est pas parti', async () => {
  const app = await service();
  await inviter(app);
  await erasePerson(
    db.pool,
    { courriel: 'Mandataire-02@exemple.invalid' },
    { par: 'exploitant', motif: 'Sa demande.' },
  );
  expect((await db.pool.query('select from invitations')).rowCount).toBe(0);
  expect(await partis()).toHaveLength(0);
});
