/**
 * The codec server as a process. Settings: PORT (8081), HOST, ESS_CLES, ESS_IDENTITES, TEMPORAL_NAMESPACE,
 * ESS_LIMITE_…, ESS_PROXYS (runtime/http/limits.ts), ESS_CODEC_ORIGINES (pages that may call), ESS_CODEC_ROLES (default `exploitant`), ESS_CODEC_TLS_CERT and
 * ESS_CODEC_TLS_CLE (files): the Web UI sends its token to an https address only.
 */
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { isProduction } from '../../runtime/environment.ts';
import { runProgram } from '../../runtime/program.ts';
import { readLimits } from '../../runtime/http/limits.ts';
import { createHttpServer, type Patience, type Tls } from '../../runtime/http/server.ts';
import { readIdentitySettings } from '../../identity/settings.ts';
import { createVerifier } from '../../identity/verifier.ts';
import { OUTSIDE } from '../../identity/rights.ts';
import { createLog, type Log } from '../../runtime/log.ts';
import { requireElsewhere } from '../../runtime/this-machine.ts';
import type { Role } from '../../domain/valeurs.ts';
import { readKeyring } from '../connection/keys.ts';
import { createPayloadCodec } from '../connection/payload-codec.ts';
import { createCodecServer, type CodecDeps } from './app.ts';

const words = (text = ''): string[] => text.split(/[ ,]+/).filter((word) => word !== '');

function readRoles(text = 'exploitant'): Role[] {
  const unknown = words(text).find((role) => !(OUTSIDE as readonly string[]).includes(role));
  if (unknown !== undefined) throw new Error(`ESS_CODEC_ROLES: «${unknown}» is not one of ${OUTSIDE.join(', ')}.`);
  return words(text) as Role[];
}

function readOrigins(text: string | undefined, production: boolean): string[] {
  const origins = words(text);
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined)
    throw new Error(`ESS_CODEC_ORIGINES: «${wrong}» is not an origin such as https://temporal.example.`);
  if (production) for (const origin of origins) requireElsewhere('ESS_CODEC_ORIGINES:', origin);
  return origins;
}

async function readDeps(env: NodeJS.ProcessEnv, log: Log): Promise<CodecDeps> {
  const keys = await readKeyring(env);
  if (keys === undefined) throw new Error('ESS_CLES must name the file of an encryption key (made by «ess cle FILE»).');
  return {
    codec: createPayloadCodec(keys),
    verify: createVerifier(await readIdentitySettings(env)),
    origins: readOrigins(env['ESS_CODEC_ORIGINES'], isProduction(env)),
    roles: readRoles(env['ESS_CODEC_ROLES']),
    namespace: env['TEMPORAL_NAMESPACE'] ?? 'ess',
    limits: readLimits(env),
    log: (entry) => log.info(entry),
  };
}

async function readTls({
  ESS_CODEC_TLS_CERT: cert,
  ESS_CODEC_TLS_CLE: key,
}: NodeJS.ProcessEnv): Promise<Tls | undefined> {
  if ((cert === undefined) !== (key === undefined))
    throw new Error('ESS_CODEC_TLS_CERT and ESS_CODEC_TLS_CLE go together: one of them is missing.');
  return cert === undefined || key === undefined ? undefined : { cert: await readFile(cert), key: await readFile(key) };
}

/** A body of 4 MB at most, read whole before anything is done with it: as long for the request as for a JSON body. */
const PATIENCE: Partial<Patience> = { request: 40_000 };

async function start(env: NodeJS.ProcessEnv): Promise<{ stop(): Promise<void> }> {
  const log = createLog('codec');
  const port = Number(env['PORT'] ?? 8081);
  const { server, stop } = createHttpServer(createCodecServer(await readDeps(env, log)), PATIENCE, await readTls(env));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, env['HOST'] ?? '127.0.0.1', resolve);
  });
  log.info(`codec: ready on port ${(server.address() as AddressInfo).port}`);
  return { stop };
}

await runProgram(() => start(process.env));
