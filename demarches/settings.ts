/** Settings of the connector: the démarches, our API, and the accounts that act there. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isProduction } from '../runtime/environment.ts';
import { requireGiven } from '../runtime/secrets.ts';
import { requireElsewhere } from '../runtime/this-machine.ts';
import { readAccounts, type Accounts } from './access.ts';
import { readMapping, type Correspondance } from './mapping/file.ts';

export interface ConnectorSettings {
  readonly api: string;
  readonly accounts: Accounts;
  readonly correspondances: readonly Correspondance[];
  /** Between two readings of one démarche. */
  readonly everyMs: number;
}

/** Reads the environment; throws a sentence that names the wrong setting. */
export async function readConnectorSettings(env: NodeJS.ProcessEnv): Promise<ConnectorSettings> {
  requireGiven(env, ['DATABASE_URL', 'ESS_DEMARCHES', 'ESS_DEMARCHES_COMPTES', 'ESS_API_URL']);
  const missing = ['ESS_DEMARCHES', 'ESS_DEMARCHES_COMPTES', 'ESS_API_URL'].filter((name) => (env[name] ?? '') === '');
  if (missing.length > 0) throw new Error(`${missing.join(', ')} must be set: the connector has no default for them.`);
  const [folder, api] = [env['ESS_DEMARCHES'] ?? '', env['ESS_API_URL'] ?? ''];
  if (!URL.canParse(api)) throw new Error(`ESS_API_URL must be an address, not «${api}».`);
  const minutes = Number(env['ESS_DEMARCHES_MINUTES'] ?? 5);
  if (!Number.isFinite(minutes) || minutes < 1 || minutes > 60)
    throw new Error(`ESS_DEMARCHES_MINUTES must be from 1 to 60, not «${env['ESS_DEMARCHES_MINUTES']}».`);
  const names = await readdir(folder).catch(() => {
    throw new Error(`ESS_DEMARCHES: the folder ${folder} cannot be read.`);
  });
  const files = names.filter((name) => name.endsWith('.json')).toSorted();
  if (files.length === 0) throw new Error(`ESS_DEMARCHES: the folder ${folder} holds no .json file.`);
  const correspondances: Correspondance[] = [];
  for (const name of files)
    correspondances.push(
      await readMapping(join(folder, name)).catch((error: unknown) => {
        throw new Error(`ESS_DEMARCHES, ${name} : ${error instanceof Error ? error.message : String(error)}`);
      }),
    );
  const called = correspondances.map(({ instance, demarche }) => `${instance} ${demarche}`);
  const twice = called.find((one, index) => called.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`ESS_DEMARCHES: two files are of the démarche ${twice}.`);
  if (isProduction(env)) for (const { adresse } of correspondances) requireElsewhere('ESS_DEMARCHES:', adresse);
  const accounts = await readAccounts(env['ESS_DEMARCHES_COMPTES'] ?? '');
  return { api: new URL(api).origin, accounts, correspondances, everyMs: minutes * 60_000 };
}
