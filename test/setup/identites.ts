/** The identity provider of a test file, and what its accounts send. */
import { startLocalProvider, type LocalProvider } from '../../local/identity-provider/provider.ts';

let started: Promise<LocalProvider> | undefined;

/** One for all the tests of a file; it ends with their process. */
export const fournisseur = (): Promise<LocalProvider> => (started ??= startLocalProvider());

/** A role of Gironde and its region, unless an account is named in full (`ars-bretagne`). */
const COMPTES: Readonly<Record<string, string>> = {
  porteur: 'porteur-01',
  ars: 'ars-nouvelle-aquitaine',
  caisse: 'caisse-gironde',
};

/** The header that makes a request that of this role. */
export const comme = async (role: string): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await (await fournisseur()).token(COMPTES[role] ?? role)}`,
});
