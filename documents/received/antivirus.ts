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

export type Verdict = { readonly sain: true } | { readonly sain: false; readonly signature: string };
export type Antivirus = (chemin: string) => Promise<Verdict>;

/** The scanner did not answer, or not clearly: the file is neither clean nor infected, and is not kept. */
export class AntivirusIndisponible extends Error {
  override readonly name = 'AntivirusIndisponible';
}

/** `hote:port`, or the path of a Unix socket. Throws on anything else. */
export function adresseAntivirus(
  lue: string,
): { readonly path: string } | { readonly host: string; readonly port: number } {
  if (lue.startsWith('/')) return { path: lue };
  const [, host, port] = /^(?:tcp:\/\/)?\[?([^\]]+?)\]?:(\d{1,5})$/.exec(lue) ?? [];
  if (host === undefined || Number(port) > 65_535)
    throw new Error(`ESS_CLAMAV must be host:port or the path of a Unix socket, not «${lue}».`);
  return { host, port: Number(port) };
}

async function* enMorceaux(chemin: string): AsyncIterable<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const morceau of createReadStream(chemin, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    const taille = Buffer.alloc(4);
    taille.writeUInt32BE(morceau.length);
    yield taille;
    yield morceau;
  }
  yield Buffer.alloc(4);
}

/** A scanner at this address; a silence longer than `delaiMs` is no answer. */
export function antivirus(adresse: string, delaiMs = 60_000): Antivirus {
  const ou = adresseAntivirus(adresse);
  return async (chemin) => {
    const socket: Socket = createConnection({ ...ou, allowHalfOpen: true });
    socket.setTimeout(delaiMs, () => socket.destroy(new Error(`no answer in ${delaiMs} ms`)));
    try {
      const reponse = text(socket);
      // The daemon may answer before the end (limit passed) and close: its answer then says more than the broken pipe.
      await Promise.all([pipeline(enMorceaux(chemin), socket, { end: false }).catch(() => {}), reponse]);
      return lireVerdict(await reponse);
    } catch (error) {
      if (error instanceof AntivirusIndisponible) throw error;
      throw new AntivirusIndisponible(`ClamAV at ${adresse}: ${(error as Error).message}`, { cause: error });
    } finally {
      socket.destroy();
    }
  };
}

function lireVerdict(reponse: string): Verdict {
  const lue = reponse.replaceAll('\0', '').trim();
  if (lue === 'stream: OK') return { sain: true };
  const signature = /^stream: (.+) FOUND$/.exec(lue)?.[1];
  if (signature !== undefined) return { sain: false, signature };
  throw new AntivirusIndisponible(`ClamAV answered «${lue.slice(0, 200)}»`);
}
