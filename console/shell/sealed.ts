/** What leaves the process readable by this console alone: a compact JWE under the first key; any key of ours opens. */
import { CompactEncrypt, compactDecrypt, errors } from 'jose';
import type { Keyring } from '../../engine/connection/keys.ts';

export interface Sealer {
  readonly seal: (content: unknown) => Promise<string>;
  /** `undefined`: sealed by no key of ours, or changed since. */
  readonly open: (text: string) => Promise<unknown>;
}

export const createSealer = ({ first, byId }: Keyring): Sealer => ({
  seal: (content) =>
    new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: first.id })
      .encrypt(first.bytes),
  async open(text) {
    try {
      const { plaintext } = await compactDecrypt(
        text,
        ({ kid }) => {
          const key = byId.get(kid ?? '');
          if (key === undefined) throw new errors.JWEDecryptionFailed();
          return key.bytes;
        },
        { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
      );
      return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
    } catch (error) {
      // Another algorithm, a header that is none, a tag that is not the content's: whatever makes it not ours.
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  },
});
