/** A file of the API, handed on: never a page of ours, whatever it holds. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Response } from 'express';
import type { Download } from './page.ts';

/** Shown inside a page of ours, or saved; without script, form or link to elsewhere in either case. */
const LOCKED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";
/** A PDF is drawn by the browser's own reader, which a sandbox would stop. */
const LOCKED_PDF = "default-src 'none'; object-src 'self'; frame-ancestors 'self'";

export async function sendDownload(
  response: Response,
  { response: from, name, inline = false }: Download,
): Promise<void> {
  const type = from.headers.get('content-type') ?? 'application/octet-stream';
  response.status(200);
  response.set('Content-Type', type);
  response.set('Content-Security-Policy', type.startsWith('application/pdf') ? LOCKED_PDF : LOCKED);
  response.set('X-Frame-Options', 'SAMEORIGIN');
  const length = from.headers.get('content-length');
  if (length !== null) response.set('Content-Length', length);
  response.attachment(name);
  if (inline)
    response.set('Content-Disposition', (response.get('Content-Disposition') ?? '').replace('attachment', 'inline'));
  response.set('Content-Type', type);
  if (from.body === null) response.end();
  else await pipeline(Readable.fromWeb(from.body as ReadableStream), response);
}
