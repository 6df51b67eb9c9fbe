/** An installation behind a real identity provider, and what is needed to knock at its door as anybody. */
import { newSecrets, startLocalProvider, type LocalProvider } from '../../local/identity-provider/provider.ts';
import { openTarget, type Target } from '../securite/attaque/target.ts';
import { ouvrirInstallation, type Installation } from './installation.ts';

export interface Cible {
  readonly installation: Installation;
  readonly provider: LocalProvider;
  readonly target: Target;
  fermer(): Promise<void>;
}

export async function ouvrirCible(): Promise<Cible> {
  const secrets = await newSecrets();
  const provider = await startLocalProvider({ secrets });
  const installation = await ouvrirInstallation({ provider });
  const { api, client, namespace } = installation.terrain;
  const { issuer } = provider;
  const token = provider.token.bind(provider);
  return {
    installation,
    provider,
    target: openTarget({ api, issuer, secrets, token, engine: { client, namespace } }),
    async fermer() {
      await installation.fermer();
      await provider.close();
    },
  };
}
