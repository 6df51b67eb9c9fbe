/** The deposit of files as the environment sets it. */
import { antivirus } from './antivirus.ts';
import { folderStore } from './folder-store.ts';
import { openReceivedFiles, type ReceivedFiles } from './reception.ts';
import { s3Store } from './s3-store.ts';
import type { Store, StoreSettings } from './store.ts';

export const openStore = ({ folder, s3 }: StoreSettings): Store =>
  s3 === undefined ? folderStore(folder) : s3Store(s3);

/**
 * Settings of the environment: ESS_FICHIERS (folder), or ESS_S3_BUCKET with ESS_S3_ENDPOINT and ESS_S3_REGION; the keys
 * come from the usual places of the AWS SDK.
 */
export function readStoreSettings(env: NodeJS.ProcessEnv, folder: string): StoreSettings {
  const bucket = env['ESS_S3_BUCKET'];
  const endpoint = env['ESS_S3_ENDPOINT'];
  return {
    folder: env['ESS_FICHIERS'] ?? folder,
    ...(bucket === undefined
      ? {}
      : {
          s3: {
            bucket,
            region: env['ESS_S3_REGION'] ?? 'us-east-1',
            ...(endpoint === undefined ? {} : { endpoint }),
          },
        }),
  };
}

/** ESS_CLAMAV: `host:port` or Unix socket of clamd; absent: files are not scanned, and each says so. */
export function receivedFilesFrom(env: NodeJS.ProcessEnv, folder: string): ReceivedFiles {
  const scanner = env['ESS_CLAMAV'];
  return openReceivedFiles(
    openStore(readStoreSettings(env, folder)),
    scanner === undefined || scanner === '' ? undefined : antivirus(scanner),
  );
}
