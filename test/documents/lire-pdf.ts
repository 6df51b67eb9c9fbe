/** What the tests read of a PDF, with the tools of this machine: poppler for its text and fonts, veraPDF for its conformity. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const lancer = promisify(execFile);
const present = (programme: string, ...options: string[]) =>
  lancer(programme, options).then(
    () => true,
    () => false,
  );

export const poppler = await present('pdftotext', '-v');
if (!poppler)
  console.warn('pdftotext is not on this machine (Debian: poppler-utils): the text of PDFs is not read here');

/** org.verapdf.apps:greenfield-apps of Maven Central, where `npm run verapdf` puts it. */
const JAR = process.env['VERAPDF_JAR'] ?? join(homedir(), '.cache', 'ess-verapdf', 'greenfield-apps.jar');
export const verapdf = existsSync(JAR) && (await present('java', '-version'));
if (!verapdf)
  console.warn('veraPDF is not here (Java, then `npm run verapdf`): the conformity of PDFs is not checked here');

async function ecrit(pdf: Uint8Array): Promise<string> {
  const fichier = join(await temporaryFolder(), 'lu.pdf');
  await writeFile(fichier, pdf);
  return fichier;
}

/** The text of each page, in the order in which it is read, one space for any white. */
export async function pagesDuPdf(pdf: Uint8Array): Promise<readonly string[]> {
  const { stdout } = await lancer('pdftotext', [await ecrit(pdf), '-']);
  return stdout
    .replace(/\f$/, '')
    .split('\f')
    .map((page) => page.replace(/[\s\u00a0\u202f]+/g, ' '));
}

/** The whole text. */
export const texteDuPdf = async (pdf: Uint8Array): Promise<string> => (await pagesDuPdf(pdf)).join(' ');

/** The fonts of a PDF, and whether each is inside it. */
export async function fontesDuPdf(
  pdf: Uint8Array,
): Promise<readonly { readonly nom: string; readonly dedans: boolean }[]> {
  const { stdout } = await lancer('pdffonts', [await ecrit(pdf)]);
  return stdout
    .trim()
    .split('\n')
    .slice(2)
    .map((ligne) => ({
      nom: (ligne.split(/\s+/)[0] ?? '').replace(/^[A-Z]{6}\+/, ''),
      dedans: /\b(yes)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.test(ligne.trimEnd()),
    }));
}

/** Pages that a screen reader is told of: the tags, by poppler. */
export async function balisesDuPdf(pdf: Uint8Array): Promise<string> {
  return (await lancer('pdfinfo', ['-struct', await ecrit(pdf)])).stdout;
}

/** What veraPDF says of each of these, « PASS » or « FAIL », by its name. */
export async function conformite(
  pdfs: Readonly<Record<string, Uint8Array>>,
): Promise<Readonly<Record<string, string>>> {
  const dossier = await temporaryFolder();
  for (const [nom, pdf] of Object.entries(pdfs)) await writeFile(join(dossier, `${nom}.pdf`), pdf);
  const { stdout } = await lancer(
    'java',
    ['-cp', JAR, 'org.verapdf.apps.GreenfieldCliWrapper', '--flavour', '2a', '--format', 'text', dossier],
    { maxBuffer: 2 ** 24 },
  ).catch((error: unknown) => error as { readonly stdout: string });
  return Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((ligne) => /^(PASS|FAIL) .*\/(.+)\.pdf/.exec(ligne))
      .map((lue) => [lue?.[2] ?? '', lue?.[1] ?? '']),
  );
}
