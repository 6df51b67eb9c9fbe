/**
 * The seal on a PDF (PAdES, EN 319 142-1, level B-B, or B-T where a service dates it), appended to the file: what was
 * there stays byte for byte, and a PDF/A stays one.
 */
import { PDF } from '@libpdf/core';
import { toBaseline } from './baseline.ts';
import type { Seal } from './open.ts';

/** In the PDF, what follows « /Contents » of the signature: hexadecimal, padded with zeros. */
const CONTENTS = /\/Contents\s*<([0-9A-Fa-f]+)>/g;

/** What a reader shows beside the seal. */
export interface Wording {
  readonly reason: string;
  /** Claimed time of the seal: the machine's, when the PDF is sent. */
  readonly now: Date;
}

/** The sealed PDF. Fails when the certificate is over, or when the time-stamping service does not answer rightly. */
export async function sealPdf(pdf: Uint8Array, seal: Seal, { reason, now }: Wording): Promise<Uint8Array> {
  if (seal.expires <= now)
    throw new Error(`the certificate of the seal (${seal.subject}) is over since ${seal.expires.toISOString()}`);
  const document = await PDF.load(pdf);
  const { bytes } = await document.sign({ signer: seal.signer, reason, signingTime: now, fieldName: 'Cachet' });
  return replaceContents(bytes, (cms) => toBaseline(cms, seal));
}

/** Changes the last signature of the file where it stands: the signed ranges go around it. */
async function replaceContents(pdf: Uint8Array, change: (cms: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const text = Buffer.from(pdf).toString('latin1');
  const found = [...text.matchAll(CONTENTS)].at(-1);
  if (found?.[1] === undefined) throw new Error('the signature that was just written is not in the PDF');
  const [whole, padded] = found;
  const changed = Buffer.from(await change(Buffer.from(padded, 'hex'))).toString('hex');
  if (changed.length > padded.length) throw new Error('the seal is longer than the room kept for it');
  const start = found.index + whole.length - 1 - padded.length;
  const sealed = Buffer.from(pdf);
  sealed.write(changed.padEnd(padded.length, '0'), start, 'latin1');
  return new Uint8Array(sealed);
}
