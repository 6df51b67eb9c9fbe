/** The quick part of `npm run attaque`, against an installation of its own: what is played there in whole is proved here in part. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecrets, startLocalProvider, type LocalProvider } from '../../local/identity-provider/provider.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { CLASSES } from '../securite/attaque/all.ts';
import { play } from '../securite/attaque/attack.ts';
import { openTarget, type Target } from '../securite/attaque/target.ts';

let installation: Installation;
let provider: LocalProvider;
let target: Target;

beforeAll(async () => {
  const secrets = await newSecrets();
  provider = await startLocalProvider({ secrets });
  installation = await ouvrirInstallation({ provider });
  const { api, client, namespace } = installation.terrain;
  target = openTarget({
    api,
    issuer: provider.issuer,
    secrets,
    token: provider.token.bind(provider),
    engine: { client, namespace },
  });
});
afterAll(async () => {
  await installation.fermer();
  await provider.close();
});

const QUICK = CLASSES.map(({ name, attacks }) => ({ name, quick: attacks.filter(({ slow }) => slow !== true) }));

describe.each(QUICK.filter(({ quick }) => quick.length > 0))('$name', ({ quick }) => {
  test.each(quick.map((attack) => [attack.title, attack] as const))('%s : la porte tient', async (_title, attack) => {
    const { held, seen } = await play(attack, target);
    expect(held, seen).toBe(true);
  });
});

test.each(['http://192.0.2.1:3000', 'https://ess.exemple.fr', 'http://localhost.exemple.fr', 'http://10.0.0.1'])(
  'rien d’autre que cette machine n’est attaqué : %s est refusé',
  (api) => {
    expect(() => openTarget({ ...target, api })).toThrow(/not this machine/);
  },
);
