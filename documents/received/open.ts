/** The deposit of files as the environment sets it. */
import { antivirus } from './antivirus.ts';
import { magasinDossier } from './folder-store.ts';
import { ouvrirDepot, type Depot } from './reception.ts';
import { magasinS3 } from './s3-store.ts';
import type { Magasin, ReglagesMagasin } from './store.ts';

export const ouvrirMagasin = ({ dossier, s3 }: ReglagesMagasin): Magasin =>
  s3 === undefined ? magasinDossier(dossier) : magasinS3(s3);

/**
 * Settings of the environment: ESS_FICHIERS (folder), or ESS_S3_BUCKET with ESS_S3_ENDPOINT and ESS_S3_REGION; the keys
 * come from the usual places of the AWS SDK.
 */
export function reglagesMagasin(env: NodeJS.ProcessEnv, dossier: string): ReglagesMagasin {
  const bucket = env['ESS_S3_BUCKET'];
  const endpoint = env['ESS_S3_ENDPOINT'];
  return {
    dossier: env['ESS_FICHIERS'] ?? dossier,
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
export function depotDepuis(env: NodeJS.ProcessEnv, dossier: string): Depot {
  const clamav = env['ESS_CLAMAV'];
  return ouvrirDepot(
    ouvrirMagasin(reglagesMagasin(env, dossier)),
    clamav === undefined || clamav === '' ? undefined : antivirus(clamav),
  );
}
