/**
 * ClamAV's daemon, by its INSTREAM command: the file is sent in sized chunks, a chunk of size zero ends it, and one line
 * answers. Whatever is not a clear « OK » is no permission: no answer, an error, a limit passed.
 * Source: clamd(8). Written here because the libraries that speak it take an unclear answer for a clean file, or read
 * faster than the daemon.
 */
import { createReadStream } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

export type Verdict = { readonly clean: true } | { readonly clean: false; readonly signature: string };
export type Antivirus = (path: string) => Promise<Verdict>;

/** The scanner did not answer, or not clearly: the file is neither clean nor infected, and is not kept. */
export class AntivirusUnavailable extends Error {
  override readonly name = 'AntivirusUnavailable';
}

/** `hote:port`, or the path of a Unix socket. Throws on anything else. */
export function antivirusAddress(
  said: string,
): { readonly path: string } | { readonly host: string; readonly port: number } {
  if (said.startsWith('/')) return { path: said };
  const [, host, port] = /^(?:tcp:\/\/)?\[?([^\]]+?)\]?:(\d{1,5})$/.exec(said) ?? [];
  if (host === undefined || Number(port) > 65_535)
    throw new Error(`ESS_CLAMAV must be host:port or the path of a Unix socket, not «${said}».`);
  return { host, port: Number(port) };
}

async function* inChunks(path: string): AsyncIterable<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(chunk.length);
    yield size;
    yield chunk;
  }
  yield Buffer.alloc(4);
}

/** A scanner at this address; a silence longer than `patienceMs` is no answer. */
export function antivirus(address: string, patienceMs = 60_000): Antivirus {
  const where = antivirusAddress(address);
  return async (path) => {
    const socket: Socket = createConnection({ ...where, allowHalfOpen: true });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error(`no answer in ${patienceMs} ms`)));
    try {
      const answer = text(socket);
      // The daemon may answer before the end (limit passed) and close: its answer then says more than the broken pipe.
      await Promise.all([pipeline(inChunks(path), socket, { end: false }).catch(() => {}), answer]);
      return readVerdict(await answer);
    } catch (error) {
      if (error instanceof AntivirusUnavailable) throw error;
      throw new AntivirusUnavailable(`ClamAV at ${address}: ${(error as Error).message}`, { cause: error });
    } finally {
      socket.destroy();
    }
  };
}

function readVerdict(answer: string): Verdict {
  const said = answer.replaceAll('\0', '').trim();
  if (said === 'stream: OK') return { clean: true };
  const signature = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (signature !== undefined) return { clean: false, signature };
  throw new AntivirusUnavailable(`ClamAV answered «${said.slice(0, 200)}»`);
}
