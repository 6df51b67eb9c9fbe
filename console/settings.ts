/** Settings of the console: where it listens, what it is called, its API, its providers, its keys. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ALGORITHMS } from '../identity/settings.ts';
import { readKeyring, type Keyring } from '../engine/connection/keys.ts';
import { isProduction } from '../runtime/environment.ts';
import { readLimits, type Limits } from '../runtime/http/limits.ts';
import { requireGiven } from '../runtime/secrets.ts';
import { requireElsewhere } from '../runtime/this-machine.ts';

const provider = z.strictObject({
  /** In addresses: `/connexion/agents`. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  /** On the button: « ProConnect ». */
  nom: z.string().min(1),
  emetteur: z.url(),
  client: z.string().min(1),
  secret: z.string().min(1),
  authentification: z.enum(['entete', 'corps']).default('entete'),
  algorithme: z.enum(ALGORITHMS).default('RS256'),
  portees: z.array(z.string()).min(1).default(['openid']),
  /** What the access token is for (RFC 8707), where the provider asks. */
  ressource: z.string().exactOptional(),
});
const providers = z.strictObject({ fournisseurs: z.array(provider).min(1) });

/** Of one provider: what signs people in. */
export type ProviderSettings = z.output<typeof provider>;

export interface ConsoleSettings {
  readonly host: string;
  readonly port: number;
  /** What browsers call it, without a path: `https://console.exemple.fr`. */
  readonly url: string;
  /** Root of the API. */
  readonly api: string;
  readonly providers: readonly ProviderSettings[];
  /** Of tokens and forms at rest; drawn at each start when absent, which is for development only. */
  readonly keys: Keyring | undefined;
  readonly limits: Limits;
  /** Where the Temporal Web UI lists the cases: for operators alone. */
  readonly engineUi?: string;
}

/** Reads the content of the file that ESS_CONSOLE_FOURNISSEURS names. Throws a sentence that names the faulty place. */
export function parseProviders(content: unknown): readonly ProviderSettings[] {
  const read = providers.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`ESS_CONSOLE_FOURNISSEURS: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'unreadable'}`);
  }
  const { fournisseurs } = read.data;
  if (new Set(fournisseurs.map(({ id }) => id)).size < fournisseurs.length)
    throw new Error('ESS_CONSOLE_FOURNISSEURS: two providers have the same id.');
  return fournisseurs;
}

async function readProviders(env: NodeJS.ProcessEnv): Promise<readonly ProviderSettings[]> {
  const file = env['ESS_CONSOLE_FOURNISSEURS'] ?? '';
  if (file === '')
    throw new Error('ESS_CONSOLE_FOURNISSEURS must name the JSON file of the providers (docs/console.md).');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`ESS_CONSOLE_FOURNISSEURS: the file ${file} cannot be read.`, { cause: error });
  });
  try {
    return parseProviders(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Error(`ESS_CONSOLE_FOURNISSEURS: the file ${file} is not JSON.`, { cause: error });
    throw error;
  }
}

function originOf(env: NodeJS.ProcessEnv, name: string): string {
  const given = env[name] ?? '';
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || url.origin !== given.replace(/\/$/, ''))
    throw new Error(`${name} must be an address without a path, not «${given}» (example: https://console.exemple.fr).`);
  return url.origin;
}

/** The Web UI's list of workflows: `https://temporal.exemple.fr/namespaces/ess/workflows`. */
function engineUiIn(env: NodeJS.ProcessEnv): { readonly engineUi?: string } {
  const given = (env['ESS_CONSOLE_MOTEUR_WEB'] ?? '').replace(/\/$/, '');
  if (given === '') return {};
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new Error(`ESS_CONSOLE_MOTEUR_WEB must be an address, not «${given}».`);
  return { engineUi: given };
}

/** Reads the environment; throws a sentence that names the wrong setting. */
export async function readConsoleSettings(env: NodeJS.ProcessEnv): Promise<ConsoleSettings> {
  requireGiven(env, ['DATABASE_URL']);
  const port = Number(env['PORT'] ?? 3100);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a whole number from 0 to 65535, not «${env['PORT']}».`);
  const url = originOf(env, 'ESS_CONSOLE_URL');
  const providersRead = await readProviders(env);
  if (isProduction(env)) {
    requireElsewhere('ESS_CONSOLE_URL:', url);
    for (const { emetteur } of providersRead) requireElsewhere('ESS_CONSOLE_FOURNISSEURS: the provider', emetteur);
  }
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port,
    url,
    api: originOf(env, 'ESS_API_URL'),
    providers: providersRead,
    keys: await readKeyring(env, 'ESS_CONSOLE_CLES'),
    limits: readLimits(env),
    ...engineUiIn(env),
  };
}
