/** The files of a dossier: taken from known hosts, whole, checked, and given to our API, which scans them. */
import { createHash } from 'node:crypto';
import type { Fichier } from '../client/dossier.ts';
import { isThisMachine } from '../../runtime/this-machine.ts';
import { actsOf, recordAct } from '../../records/demarches/acts.ts';
import { answerOf, EssAway, EssRefusal, keyOf, type Context } from './context.ts';

/** What our own API takes at most, and a little: it says no in its own words. */
const LARGEST = 60 * 1024 * 1024;
const PATIENCE_MS = 120_000;

/** A file cannot be taken now, or is not what the service said. */
export class UnavailableFile extends Error {
  override readonly name = 'UnavailableFile';
}

export interface ToTake {
  readonly code: string;
  readonly fichier: Fichier;
}

/** Names a file for ever: its bytes where they are known, what is known of it otherwise. */
const nameOf = ({ code, fichier }: ToTake): string =>
  createHash('sha256')
    .update(`${code}\n${fichier.checksum}\n${fichier.byteSizeBigInt}\n${fichier.filename}`)
    .digest('hex')
    .slice(0, 24);

/**
 * Gives each file to the case, once; resolves to their numbers there. A file that the service is still scanning, or that does
 * not come, stops here: the dossier is looked at again later. One that our API refuses is told, and left.
 */
export async function takeFiles(
  context: Context,
  numero: number,
  ess: string,
  fichiers: readonly ToTake[],
): Promise<readonly string[]> {
  const { pool, correspondance } = context;
  const { instance } = correspondance;
  const taken = new Map((await actsOf(pool, instance, numero, 'fichier')).map((act) => [act.cle, act]));
  const ids: string[] = [];
  for (const one of fichiers) {
    const cle = keyOf(correspondance, numero, `fichier:${nameOf(one)}`);
    const before = taken.get(cle);
    if (before !== undefined) {
      if (before.statut === 'fait' && before.detail !== null) ids.push(before.detail);
      continue;
    }
    if (one.fichier.virusScanResult === 'infected' || one.fichier.virusScanResult === 'integrity_error') {
      await recordAct(pool, { cle, instance, numero, genre: 'fichier', statut: 'alerte', detail: 'antivirus' });
      continue;
    }
    try {
      const id = await give(context, ess, one);
      await recordAct(pool, { cle, instance, numero, genre: 'fichier', statut: 'fait', detail: id });
      ids.push(id);
    } catch (error) {
      if (!(error instanceof EssRefusal)) throw error;
      await recordAct(pool, { cle, instance, numero, genre: 'fichier', statut: 'alerte', detail: error.regle });
    }
  }
  return ids;
}

async function give({ correspondance, api }: Context, ess: string, { code, fichier }: ToTake): Promise<string> {
  const bytes = await download(fichier, correspondance.hotesDesFichiers);
  const body = new FormData();
  body.set('code', code);
  body.set('fichier', new Blob([new Uint8Array(bytes)], { type: fichier.contentType }), fichier.filename);
  const { id } = (await answerOf(
    api.porteur.POST('/api/v1/ess/{ess}/fichiers', {
      params: { path: { ess } },
      body: body as never,
      bodySerializer: (whole: unknown) => whole as FormData,
    }),
  )) as { id: string };
  return id;
}

/** The bytes, as the service announced them. Its addresses are good for an hour: they are followed at once, and kept nowhere. */
export async function download(fichier: Fichier, hosts: readonly string[]): Promise<Buffer> {
  if (fichier.virusScanResult === 'pending') throw new UnavailableFile('fichier-en-examen');
  const url = URL.canParse(fichier.url) ? new URL(fichier.url) : undefined;
  const safe =
    url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname)));
  if (!safe || !hosts.includes(url.host)) throw new UnavailableFile('fichier-d-un-autre-hote');
  const announced = Number(fichier.byteSizeBigInt);
  if (announced > LARGEST) throw new UnavailableFile('fichier-trop-gros');
  const bytes = await readAll(url, announced);
  // What the service makes itself has neither.
  const made = fichier.checksum === '' && announced === 0;
  const whole = bytes.length === announced && createHash('md5').update(bytes).digest('base64') === fichier.checksum;
  if (!made && !whole) throw new UnavailableFile('fichier-altere');
  return bytes;
}

async function readAll(url: URL, announced: number): Promise<Buffer> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) throw new UnavailableFile('fichier-absent');
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.byteLength;
      if (size > Math.min(LARGEST, Math.max(announced, 1) + LARGEST * Number(announced === 0)))
        throw new UnavailableFile('fichier-altere');
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof UnavailableFile) throw error;
    throw new EssAway('un fichier ne vient pas');
  }
}
