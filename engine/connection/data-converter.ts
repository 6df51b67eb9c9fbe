/** How every client and worker of ours writes to the engine and reads from it. */
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { readKeyring, type Keyring } from './keys.ts';
import { createPayloadCodec } from './payload-codec.ts';

/** Given to the bundler too: workflow code makes failures of its own. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(new URL('./failure-converter.ts', import.meta.url));

/** All that can be encrypted is. */
export const encryptedWith = (keys: Keyring): DataConverter => ({
  payloadCodecs: [createPayloadCodec(keys)],
  failureConverterPath: FAILURE_CONVERTER_PATH,
});

/**
 * The converter of a process, from ESS_CLES: nothing is encrypted when it is not set.
 * @throws Error when NODE_ENV=production and no key is given; when a file is not a key
 */
export async function readDataConverter(env: NodeJS.ProcessEnv): Promise<DataConverter | undefined> {
  const keys = await readKeyring(env);
  return keys === undefined ? undefined : encryptedWith(keys);
}
