/** Who is trusted to say who someone is, and what their claims make of them: the file that ESS_IDENTITES names. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { estCaisse } from '../domain/creation/caisses.ts';
import { SLUGS_REGIONS } from '../domain/creation/regions.ts';
import { isProduction } from '../runtime/environment.ts';
import { requireElsewhere } from '../runtime/this-machine.ts';

/** Signatures by public key only: with a shared secret, whoever can verify could also forge. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

const region = z.string().refine((slug) => SLUGS_REGIONS.includes(slug), { error: 'unknown region' });
const caisse = z.string().refine(estCaisse, { error: 'unknown caisse' });

/** Claim → values, one of which it must have; every claim of the list must match. */
const condition = z.record(z.string(), z.array(z.string()).min(1)).refine((si) => Object.keys(si).length > 0, {
  error: 'at least one claim is expected: everybody would have the role',
});

const attribution = z.discriminatedUnion('role', [
  z.strictObject({ si: condition, role: z.literal('ars'), regions: z.array(region).min(1) }),
  z.strictObject({ si: condition, role: z.literal('caisse'), caisses: z.array(caisse).min(1) }),
  z.strictObject({
    si: condition,
    role: z.literal('porteur'),
    /** The connector of a deposit platform: it alone may say that the platform has stamped an act (DEC-29). */
    connecteur: z.boolean().exactOptional(),
  }),
  z.strictObject({ si: condition, role: z.enum(['national', 'exploitant']) }),
]);

const provider = z.strictObject({
  emetteur: z.url(),
  audience: z.string().min(1),
  algorithmes: z.array(z.enum(ALGORITHMS)).min(1).default(['RS256', 'PS256', 'ES256']),
  /** Types of token (`typ`, RFC 9068 §2.1) that are access tokens here; a token without one is a `JWT`. */
  types: z
    .array(z.enum(['at+jwt', 'JWT']))
    .min(1)
    .default(['at+jwt', 'JWT']),
  /** Longest life of a token: nothing here asks the provider whether it still stands. */
  dureeMaximaleHeures: z.number().positive().max(24).default(24),
  /** Claim that names the organisation of the bearer: two-party acts need two of them. */
  organisation: z.string().default('siret'),
  attributions: z.array(attribution).min(1),
});

const settings = z.strictObject({ fournisseurs: z.array(provider).min(1) });

export type Provider = z.output<typeof provider>;
export type Attribution = z.output<typeof attribution>;
export type IdentitySettings = z.output<typeof settings>;

/** Reads the settings from what a JSON file holds; throws a sentence that names the faulty place. */
export function parseIdentitySettings(content: unknown): IdentitySettings {
  const read = settings.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`ESS_IDENTITES: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'unreadable'}`);
}

/** In production, tokens come over TLS, from somebody else than this machine. */
export function requireSafe({ fournisseurs }: { readonly fournisseurs: readonly Pick<Provider, 'emetteur'>[] }): void {
  for (const { emetteur } of fournisseurs) requireElsewhere('ESS_IDENTITES: the provider', emetteur);
}

/** The settings of a process. Throws when the file is missing, wrong, or unsafe in production. */
export async function readIdentitySettings(env: NodeJS.ProcessEnv): Promise<IdentitySettings> {
  const file = env['ESS_IDENTITES'];
  if (file === undefined || file === '')
    throw new Error('ESS_IDENTITES must name the JSON file of the identity providers (docs/identites.md).');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`ESS_IDENTITES: the file ${file} cannot be read.`, { cause: error });
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new Error(`ESS_IDENTITES: the file ${file} is not JSON.`, { cause: error });
  }
  const read = parseIdentitySettings(content);
  if (isProduction(env)) requireSafe(read);
  return read;
}
