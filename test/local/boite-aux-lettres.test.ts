/** The local mailbox: what was sent can be read as a person would, and its attachments come out as they went in. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailer } from '../../activities/mailer.ts';
import { startLocalMailbox, type LocalMailbox } from '../../local/mailbox/mailbox.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

let folder: string;
let boite: LocalMailbox;
let chemin: string;
const PDF = Buffer.from('%PDF-1.7 contenu\u0000\u00ff');
const lire = (suite: string) => fetch(new URL(suite, boite.pageUrl));

beforeAll(async () => {
  folder = await temporaryFolder();
  boite = await startLocalMailbox({ folder, log: () => undefined });
  const mailer = createMailer({ smtpUrl: boite.smtpUrl });
  await mailer.send({
    messageId: '<essai@ess.invalid>',
    adresses: ['porteur@exemple.invalid'],
    objet: 'accusé de réception',
    corps: 'Le <b>texte</b>.\n',
    corpsHtml: '<!doctype html><p>Le <strong>HTML</strong>.</p>',
    piece: { nom: 'ess-1-courrier-é.pdf', contenu: PDF },
  });
  mailer.close();
  chemin = /href="(\/[^"]+\.eml)"/.exec(await (await lire('/')).text())?.[1] ?? '';
});
afterAll(async () => {
  await boite.close();
  await rm(folder, { recursive: true, force: true });
});

test('un message montre son texte, échappé, son HTML dans un cadre, et le nom de sa pièce jointe', async () => {
  const page = await (await lire(chemin)).text();
  expect(page).toContain('Le &lt;b&gt;texte&lt;/b&gt;.');
  expect(page).toContain(`<iframe title="Le message en HTML" src="${chemin}/html" sandbox></iframe>`);
  expect(page).toContain('ess-1-courrier-é.pdf</a> (application/pdf, 1 Kio)');
});

test('le HTML est celui du message, et rien n’y court ni ne s’y charge', async () => {
  const html = await lire(`${chemin}/html`);
  expect(await html.text()).toContain('Le <strong>HTML</strong>.');
  expect(html.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
});

test('la pièce jointe se télécharge, octet pour octet', async () => {
  const piece = await lire(`${chemin}/piece-1`);
  expect(piece.headers.get('content-type')).toBe('application/pdf');
  expect(piece.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('ess-1-courrier-é.pdf')}`,
  );
  expect(Buffer.from(await piece.arrayBuffer())).toEqual(PDF);
});

test.each(['/piece-0', '/piece-2', '/piece-x', '/autre', '/piece-1/suite'])(
  'ce qui n’est pas de ce message est introuvable : %s',
  async (suite) => {
    expect((await lire(`${chemin}${suite}`)).status).toBe(404);
  },
);
