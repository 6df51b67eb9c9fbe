/** The local identity provider of an installation: its key and its secret stay in a file, so that tokens outlive a start. */
import { writeFile } from 'node:fs/promises';
import { newSecrets, startLocalProvider, type LocalProvider } from '../local/identity-provider/provider.ts';
import { readKeptIdentity, type KeptIdentity } from './tokens.ts';

export async function openProvider(fichier: string, port: number): Promise<LocalProvider> {
  const { jwk, secret } = (await readKeptIdentity(fichier)) ?? (await newSecrets());
  const fournisseur = await startLocalProvider({ port, secrets: { jwk, secret } });
  const gardes: KeptIdentity = { jwk, secret, emetteur: fournisseur.issuer };
  await writeFile(fichier, JSON.stringify(gardes), { mode: 0o600 });
  return fournisseur;
}
