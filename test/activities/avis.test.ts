import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createActivities, type Activites } from '../../activities/index.ts';
import { createMailer, type Mailer } from '../../activities/mailer.ts';
import { createEnvoi, type Bilan } from '../../activities/notices.ts';
import { lireAutorites } from '../../documents/authorities/index.ts';
import { effets } from '../../domain/effets.ts';
import { etatInitial } from '../../domain/etat.ts';
import { instant, type Role } from '../../domain/valeurs.ts';
import { readMessages, startLocalMailbox, type LocalMailbox } from '../../local/mailbox/mailbox.ts';
import { listAvis } from '../../records/outbox/avis.ts';
import { openIncidents } from '../../records/outbox/incidents.ts';
import { saveContact } from '../../records/privacy/contacts.ts';
import { ensemble, resume } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { PASSWORD, openWorkshop } from '../documents/sealing/authorities-by-openssl.ts';
import { VALIDEE } from './avis-essai.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

let db: FreshDatabase;
let folder: string;
let mailbox: LocalMailbox;
let mailer: Mailer;
let activites: Activites;
let envoyer: (ess: string) => Promise<Bilan>;
const log = () => undefined;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  folder = await temporaryFolder();
  mailbox = await startLocalMailbox({ folder, log });
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl });
  activites = createActivities({ pool: db.pool, mailer, log });
  envoyer = createEnvoi({ pool: db.pool, mailer, log });
});
afterEach(async () => {
  mailer.close();
  await mailbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** A case in the records, whose letter of intent has just been tacitly validated; its id. */
async function validation(
  ess: string,
  destinataires?: readonly Role[],
  siege = '33',
  region?: string,
): Promise<string> {
  const evenement = VALIDEE;
  const etat = { ...etatInitial(ess), rang: 1, siege };
  await activites.consigner({
    ess,
    lignes: [{ rang: 1, enregistreLe: instant(0), evenement }],
    effets: effets(evenement, etat).map((effet) =>
      effet.type === 'notifier' && destinataires !== undefined ? { ...effet, destinataires } : effet,
    ),
    etat,
    resume: resume({ siege, ...(region === undefined ? {} : { region }) }),
  });
  return ess;
}

describe('notices', () => {
  test('done twice, one e-mail per addressee reaches the SMTP server', async () => {
    const ess = await validation('deux-fois');
    await envoyer(ess);
    await envoyer(ess);
    const recus = (await readMessages(folder)).map(({ to }) => [to].flat()[0]?.text).sort();
    expect(recus).toEqual([
      'ars-nouvelle-aquitaine@exemple.invalid',
      'caisse-gironde@exemple.invalid',
      'porteur-deux-fois@exemple.invalid',
    ]);
  });

  test('done many times at once, one e-mail per addressee', async () => {
    const ess = await validation('en-meme-temps');
    // Those who find a notice in the hands of another attempt leave it there.
    await ensemble(8, () => envoyer(ess));
    expect((await envoyer(ess)).left).toBe(0);
    expect(await readMessages(folder)).toHaveLength(3);
  });

  test('the e-mail names the decision, its dates in full, and its texts, as text and as HTML; its letter is attached', async () => {
    await envoyer(await validation('contenu', ['porteur']));
    const [message] = await readMessages(folder);
    expect(message?.subject).toBe('[ESS contenu] attestation de validation tacite de votre lettre d’intention');
    for (const forme of [message?.text, message?.html]) {
      const lu = String(forme).replaceAll('\u00a0', ' ');
      expect(lu).toContain('17 mai 2026');
      expect(lu).toContain('16 mai 2026');
      expect(lu).toContain('instruction du 24 mars 2025, I, jalon 1');
    }
    expect(message?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(message?.headers.get('content-language')).toBe('fr');
    expect(message?.attachments.map(({ contentType, filename }) => [contentType, filename])).toEqual([
      ['application/pdf', 'contenu-courrier-1.pdf'],
    ]);
  });

  test('the letter of an authority that has a seal leaves under it; that of another, as it is', async () => {
    const atelier = await openWorkshop();
    const certificats: Readonly<Record<string, Uint8Array>> = { p12: atelier.p12, secret: Buffer.from(PASSWORD) };
    const autorites = await lireAutorites(
      { ars: { 'nouvelle-aquitaine': { cachet: { certificat: 'p12', motDePasse: 'secret' } } } },
      (nom) => Promise.resolve(certificats[nom] ?? new Uint8Array()),
    );
    const scellant = createEnvoi({ pool: db.pool, mailer, log, autorites });
    await scellant(await validation('scelle', ['porteur', 'caisse'], '33', 'nouvelle-aquitaine'));
    const pieces = (await readMessages(folder)).map(({ to, attachments: [piece] }) => [
      [to].flat()[0]?.text,
      piece?.content.includes('ETSI.CAdES.detached'),
    ]);
    expect(Object.fromEntries(pieces)).toEqual({
      'porteur-scelle@exemple.invalid': true,
      'caisse-gironde@exemple.invalid': false,
    });
    await atelier.remove();
  });

  test('the Message-ID depends on the effect and the addressee alone', async () => {
    await envoyer(await validation('identifiant', ['porteur', 'ars']));
    const envoyes = (await readMessages(folder)).map(({ messageId }) => messageId).sort();
    const ecrits = (await listAvis(db.pool, 'identifiant')).map(({ messageId }) => messageId).sort();
    expect(envoyes).toEqual(ecrits);
    expect(new Set(envoyes).size).toBe(2);
  });

  test('while the SMTP server is down nothing is lost; once it is back only what is left is sent', async () => {
    const ess = await validation('panne');
    const sansServeur = createEnvoi({ pool: db.pool, mailer: createMailer({ smtpUrl: 'smtp://127.0.0.1:1' }), log });
    expect(await sansServeur(ess)).toMatchObject({ left: 3, errors: { length: 3 } });
    expect((await listAvis(db.pool, 'panne')).every(({ envoyeLe, tentatives }) => !envoyeLe && tentatives === 1)).toBe(
      true,
    );
    await envoyer(ess);
    expect(await readMessages(folder)).toHaveLength(3);
    expect((await listAvis(db.pool, 'panne')).every(({ envoyeLe }) => envoyeLe !== null)).toBe(true);
  });

  test('while the database takes nothing more nothing leaves: a full disk sends no copy at each try', async () => {
    const ess = await validation('disque-plein', ['porteur', 'ars']);
    await db.pool.query(
      `create function plein() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    );
    await db.pool.query('create trigger plein before insert on avis_pdf for each row execute function plein()');
    for (let essai = 0; essai < 3; essai += 1) expect((await envoyer(ess)).left).toBe(2);
    expect(await readMessages(folder)).toEqual([]);
    await db.pool.query('drop trigger plein on avis_pdf');
    expect((await envoyer(ess)).left).toBe(0);
    expect(await readMessages(folder)).toHaveLength(2);
  });

  test('a notice that fails a third time opens an incident, which its departure closes', async () => {
    const ess = await validation('incident', ['porteur']);
    const sansServeur = createEnvoi({ pool: db.pool, mailer: createMailer({ smtpUrl: 'smtp://127.0.0.1:1' }), log });
    for (const ouverts of [0, 0, 1, 1]) {
      expect((await sansServeur(ess)).left).toBe(1);
      expect(await openIncidents(db.pool, 'incident')).toHaveLength(ouverts);
    }
    expect((await openIncidents(db.pool, 'incident'))[0]).toMatchObject({
      cle: 'incident/notifier/1/porteur',
      nature: 'envoi-impossible',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
    await envoyer(ess);
    expect(await openIncidents(db.pool, 'incident')).toEqual([]);
  });

  test('an address corrected while its notice waits is the one that receives it', async () => {
    const ess = await validation('adresse', ['porteur']);
    const sansServeur = createEnvoi({ pool: db.pool, mailer: createMailer({ smtpUrl: 'smtp://127.0.0.1:1' }), log });
    expect((await sansServeur(ess)).left).toBe(1);
    await saveContact(db.pool, { role: 'porteur', ess: 'adresse', adresse: 'corrigee@ess.invalid' });
    await envoyer(ess);
    expect((await listAvis(db.pool, 'adresse'))[0]?.adresses).toEqual(['corrigee@ess.invalid']);
  });

  test('one address that fails does not hold up the others', async () => {
    const ess = await validation('une-seule', ['porteur', 'ars']);
    const choosy: Mailer = {
      send: (courriel) =>
        courriel.adresses[0]?.startsWith('ars') ? Promise.reject(new Error('550')) : mailer.send(courriel),
      close: log,
    };
    expect((await createEnvoi({ pool: db.pool, mailer: choosy, log })(ess)).left).toBe(1);
    expect(await readMessages(folder)).toHaveLength(1);
  });

  test('an address that the server refuses for good is noted, and the others do not receive the notice again', async () => {
    await saveContact(db.pool, { role: 'caisse', territoire: '87', adresse: 'a@caisse.invalid' });
    await saveContact(db.pool, { role: 'caisse', territoire: '87', adresse: 'b@caisse.invalid' });
    const ess = await validation('refusee', ['caisse'], '87');
    const partial: Mailer = { send: () => Promise.resolve(['b@caisse.invalid']), close: log };
    await createEnvoi({ pool: db.pool, mailer: partial, log })(ess);
    const [avis] = await listAvis(db.pool, 'refusee');
    expect(avis?.envoyeLe).not.toBeNull();
    expect(avis?.derniereErreur).toContain('b@caisse.invalid');
    expect(await openIncidents(db.pool, 'refusee')).toMatchObject([{ nature: 'adresse-refusee' }]);
  });

  test('the contacts of the ESS win over those of the territory, which win over the default', async () => {
    await saveContact(db.pool, { role: 'ars', territoire: 'Nouvelle-Aquitaine', adresse: 'ars@region.invalid' });
    await saveContact(db.pool, {
      role: 'porteur',
      ess: 'contacts',
      adresse: 'referent@ess.invalid',
      nom: 'Médecin 01',
    });
    await saveContact(db.pool, { role: 'porteur', ess: 'autre', adresse: 'autre@ess.invalid' });
    await envoyer(await validation('contacts'));
    const avis = await listAvis(db.pool, 'contacts');
    expect(Object.fromEntries(avis.map(({ destinataire, adresses }) => [destinataire, adresses]))).toEqual({
      ars: ['ars@region.invalid'],
      caisse: ['caisse-gironde@exemple.invalid'],
      porteur: ['referent@ess.invalid'],
    });
  });
});

describe('the local mailbox', () => {
  test('keeps each message as a file and shows it, escaped', async () => {
    const objet = 'Essai <script>alert(1)</script>';
    await mailer.send({ messageId: '<essai@ess.invalid>', adresses: ['a@b.invalid'], objet, corps: 'é & <b>' });
    const [message] = await readMessages(folder);
    expect(await readFile(join(folder, message?.file ?? ''), 'utf8')).toContain('<essai@ess.invalid>');
    const list = await (await fetch(mailbox.pageUrl)).text();
    expect(list).toContain('Essai &lt;script&gt;');
    expect(list).not.toContain('<script>');
    const page = await (await fetch(mailbox.pageUrl + (message?.file ?? ''))).text();
    expect(page).toContain('é &amp; &lt;b&gt;');
    expect((await fetch(`${mailbox.pageUrl}..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  });

  test('a port already taken is named', async () => {
    const port = Number(new URL(mailbox.pageUrl).port);
    await expect(startLocalMailbox({ folder, httpPort: port, log })).rejects.toThrow(`Port ${port}`);
  });
});
