/** The token of a démarche: in a file that a secret manager writes, read again when it changes, never shown. */
import { readFile, stat } from 'node:fs/promises';
import { DnFault } from './faults.ts';

export type Token = () => Promise<string>;

/** Reads `file` at its first use, and again once it has been written to. Throws « jeton-absent ». */
export function tokenOf(file: string): Token {
  let known: { readonly version: string; readonly token: string } | undefined;
  return async () => {
    try {
      const { mtimeMs, size, ino } = await stat(file);
      const version = `${mtimeMs} ${size} ${ino}`;
      if (known?.version === version) return known.token;
      const token = (await readFile(file, 'utf8')).trim();
      // What a header cannot hold would be quoted whole in the error of `fetch`.
      if (!/^[\x21-\x7e]{1,4096}$/.test(token)) throw new Error('no token');
      known = { version, token };
      return token;
    } catch {
      // The cause names the path, and could quote what was read: the sentence is enough.
      throw new DnFault('jeton-absent', { operation: 'lire le jeton' });
    }
  };
}

/** Days before the end of a token at which someone is told. */
const NOTICES = [30, 7, 1, 0] as const;

/**
 * What to say of a token that is good until `expireLe` (civil date): nothing, or the nearest of the notices reached.
 * `aujourdhui`: civil date.
 */
export function expiryNotice(
  expireLe: string,
  aujourdhui: string,
): { readonly jours: number; readonly palier: (typeof NOTICES)[number] } | undefined {
  const jours = Math.round((Date.parse(expireLe) - Date.parse(aujourdhui)) / 86_400_000);
  const palier = NOTICES.findLast((notice) => jours <= notice);
  return palier === undefined ? undefined : { jours, palier };
}
