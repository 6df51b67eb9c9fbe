/** `npm start`: what it leaves on the disk is for its user alone, and its pages answer to the names of this machine. */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailer } from '../../activities/mailer.ts';
import { freePort } from '../../runtime/ports.ts';
import { lancer, type Programme } from '../production/processus.ts';
import { ouvrirPrise } from '../setup/prise.ts';
import { engineOfTheRun } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

let dossier: string;
let programme: Programme;
const ports = {
  MAIL_PORT: 0,
  SMTP_PORT: 0,
  PORT: 0,
  TEMPORAL_PORT: 0,
  TEMPORAL_UI_PORT: 0,
  IDENTITES_PORT: 0,
  DEMARCHE_NUMERIQUE_PORT: 0,
};

beforeAll(async () => {
  await engineOfTheRun(); // built by now
  dossier = join(await temporaryFolder(), 'donnees');
  // What an earlier version left, readable by all.
  await mkdir(join(dossier, 'courrier'), { recursive: true, mode: 0o755 });
  await writeFile(join(dossier, 'courrier', '000000000000001-000001.eml'), 'Subject: ancien\n\n', { mode: 0o644 });
  for (const nom of Object.keys(ports) as (keyof typeof ports)[]) ports[nom] = await freePort();
  programme = lancer('cli/start.ts', ['--vide'], {
    HOME: process.env['HOME'] ?? '',
    ESS_DONNEES: dossier,
    ...Object.fromEntries(Object.entries(ports).map(([nom, port]) => [nom, String(port)])),
  });
  await programme.dit('code de cette installation');
});

afterAll(async () => {
  const fin = new Promise((resolve) => programme.processus.once('close', resolve));
  programme.processus.kill('SIGTERM');
  await fin;
});

/** Paths that somebody else than their owner can open, with their modes: a file behind a closed folder is not one. */
async function ouverts(lieu: string): Promise<string[]> {
  const trouves: string[] = [];
  for (const entree of await readdir(lieu, { withFileTypes: true })) {
    const chemin = join(lieu, entree.name);
    const mode = (await stat(chemin)).mode & 0o777;
    if (entree.isDirectory() ? (mode & 0o011) !== 0 : (mode & 0o044) !== 0)
      trouves.push(`${chemin} ${mode.toString(8)}`);
    if (entree.isDirectory() && (mode & 0o011) !== 0) trouves.push(...(await ouverts(chemin)));
  }
  return trouves;
}

test('aucun fichier de données ne se lit par un autre utilisateur de la machine', async () => {
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${ports.SMTP_PORT}` });
  await mailer.send({ messageId: '<a@exemple.invalid>', adresses: ['b@exemple.invalid'], objet: 'x', corps: 'y' });
  mailer.close();
  const noms = await readdir(dossier);
  for (const attendu of ['temporal.sqlite', 'courrier', 'identites.json', 'postgres']) expect(noms).toContain(attendu);
  expect(await readdir(join(dossier, 'courrier'))).toHaveLength(2);
  // Run by root, PostgreSQL is another user: it crosses two folders, and reads nothing in them.
  const traverses = process.getuid?.() === 0 ? [`${join(dossier, 'postgres')} 711`] : [];
  expect(await ouverts(dossier)).toEqual(traverses);
  expect((await stat(dossier)).mode & 0o066).toBe(0);
});

test.each(['MAIL_PORT', 'IDENTITES_PORT', 'TEMPORAL_UI_PORT', 'DEMARCHE_NUMERIQUE_PORT'] as const)(
  '%s ne répond pas à une page venue d’ailleurs',
  async (quoi) => {
    const prise = await ouvrirPrise(ports[quoi]);
    prise.write(`GET / HTTP/1.1\r\nHost: mechant.exemple:${ports[quoi]}\r\nConnection: close\r\n\r\n`);
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 421 /);
  },
);

test('la Web UI répond aux noms de cette machine', async () => {
  for (const nom of ['localhost', '127.0.0.1']) {
    const prise = await ouvrirPrise(ports.TEMPORAL_UI_PORT);
    prise.write(`GET / HTTP/1.1\r\nHost: ${nom}:${ports.TEMPORAL_UI_PORT}\r\nConnection: close\r\n\r\n`);
    expect(await prise.ended).toMatch(/^HTTP\/1\.1 200 /);
  }
});

test.each(['//', '///', '//a', '/%2f', '/..'])('la boîte aux lettres répond 404 à « %s »', async (adresse) => {
  const prise = await ouvrirPrise(ports.MAIL_PORT);
  prise.write(`GET ${adresse} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  expect(await prise.ended).toMatch(/^HTTP\/1\.1 404 /);
});
