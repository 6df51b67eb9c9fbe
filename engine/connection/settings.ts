/**
 * How a process reaches its engine: the variables that Temporal's own tools read (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,
 * TEMPORAL_TLS…, TEMPORAL_API_KEY, TEMPORAL_CONFIG_FILE), and ESS_CLES for what it encrypts.
 */
import type { ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { readDataConverter } from './data-converter.ts';

export interface TemporalSettings {
  /** For a `Connection` and for a `NativeConnection`. */
  readonly connection: Pick<ConnectionOptions, 'tls' | 'metadata'> & {
    readonly address: string;
    readonly apiKey?: string;
  };
  readonly namespace: string;
  /** Absent: nothing is encrypted (development). */
  readonly dataConverter?: DataConverter;
}

const CERTIFICATE = 'TEMPORAL_TLS_CLIENT_CERT';
const KEY = 'TEMPORAL_TLS_CLIENT_KEY';

/** @throws Error that names the wrong setting; when NODE_ENV=production and no encryption key is given */
export async function readTemporalSettings(env: NodeJS.ProcessEnv): Promise<TemporalSettings> {
  const given = (name: string) => [`${name}_PATH`, `${name}_DATA`].some((variable) => env[variable]);
  if (given(CERTIFICATE) !== given(KEY))
    throw new Error(`${CERTIFICATE}_PATH and ${KEY}_PATH go together: one of them is missing.`);
  const dataConverter = await readDataConverter(env);
  const { connectionOptions, namespace = 'ess' } = loadClientConnectConfig({
    // The file of somebody's command line is not a setting of this program, unless it is named.
    disableFile: !env['TEMPORAL_CONFIG_FILE'],
    overrideEnvVars: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
    ),
  });
  const { address = '127.0.0.1:7233', apiKey, tls, metadata } = connectionOptions;
  return {
    connection: {
      address,
      ...(tls === undefined ? {} : { tls }),
      ...(typeof apiKey === 'string' ? { apiKey } : {}),
      ...(metadata === undefined ? {} : { metadata }),
    },
    namespace,
    ...(dataConverter === undefined ? {} : { dataConverter }),
  };
}
