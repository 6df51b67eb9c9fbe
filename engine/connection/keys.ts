/**
 * The keys that encrypt what the engine keeps: one JSON Web Key a file (RFC 7517, `oct`, A256GCM), the files named by
 * ESS_CLES (of the console: ESS_CONSOLE_CLES) in order. The first encrypts; all decrypt, so that a key can be replaced while histories made with it live.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isProduction } from '../../runtime/environment.ts';

const KEY_BYTES = 32;

export interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/** At least one key; the first one encrypts. */
export interface Keyring {
  readonly first: Key;
  readonly byId: ReadonlyMap<string, Key>;
}

const jwk = z.object({
  kty: z.literal('oct'),
  alg: z.literal('A256GCM'),
  kid: z.string().regex(/^[\w.-]{1,64}$/),
  k: z.string().regex(/^[\w-]+$/),
});

/** A new key, as the text of its file. Its id holds the month it was made in: an operator sees which one is old. */
export function newKey(now: Date): string {
  const kid = `ess-${now.toISOString().slice(0, 7)}-${randomBytes(4).toString('hex')}`;
  return `${JSON.stringify({ kty: 'oct', alg: 'A256GCM', kid, k: randomBytes(KEY_BYTES).toString('base64url') })}\n`;
}

/** Throws a sentence that says what is wrong with the file, and nothing of what it holds. */
export function parseKey(text: string, file: string, setting = 'ESS_CLES'): Key {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`${setting}: the file ${file} is not JSON: a key is made by «ess cle FILE».`);
  }
  const read = jwk.safeParse(content);
  const bytes = Buffer.from(read.data?.k ?? '', 'base64url');
  if (!read.success || bytes.length !== KEY_BYTES)
    throw new Error(
      `${setting}: the file ${file} is not a key of 256 bits for A256GCM: one is made by «ess cle FILE».`,
    );
  return { id: read.data.kid, bytes };
}

/** @throws Error when there is none, or when two of them have the same id */
export function keyring(keys: readonly Key[], setting = 'ESS_CLES'): Keyring {
  const [first] = keys;
  if (first === undefined) throw new Error(`${setting} names no file.`);
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (byId.size < keys.length) throw new Error(`${setting}: two files hold a key of the same id.`);
  return { first, byId };
}

/**
 * The keys of a process; undefined when `setting` (ESS_CLES) is not set, which is for development only.
 * @throws Error when NODE_ENV=production and there are none; when a file cannot be read or is not a key
 */
export async function readKeyring(env: NodeJS.ProcessEnv, setting = 'ESS_CLES'): Promise<Keyring | undefined> {
  const files = (env[setting] ?? '').split(',').flatMap((file) => (file.trim() === '' ? [] : [file.trim()]));
  if (files.length === 0) {
    if (!isProduction(env)) return undefined;
    throw new Error(
      `${setting} must name the file of an encryption key when NODE_ENV=production (made by «ess cle FILE»; docs/production.md).`,
    );
  }
  const keys = files.map(async (file) => {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw new Error(`${setting}: the file ${file} cannot be read.`, { cause: error });
    });
    return parseKey(text, file, setting);
  });
  return keyring(await Promise.all(keys), setting);
}
