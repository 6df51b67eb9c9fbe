/** « Cette machine » sous tous ses noms, et les valeurs de NODE_ENV : ce que la production refuse avant de démarrer. */
import { describe, expect, test } from 'vitest';
import { isAsSafe } from '../../identity/verifier.ts';
import { parseIdentitySettings, requireSafe } from '../../identity/settings.ts';
import { readReach } from '../../runtime/public-address.ts';
import { isProduction } from '../../runtime/environment.ts';
import { readOrigins } from '../../runtime/http/headers.ts';
import { requireGiven } from '../../runtime/secrets.ts';
import { isThisMachine } from '../../runtime/this-machine.ts';
import { lancer } from '../production/processus.ts';

const ICI = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localhost..',
  'foo.localhost',
  'foo.localhost.',
  '127.0.0.1',
  '127.0.0.2',
  '127.255.255.254',
  '127.1',
  '0x7f.1',
  '2130706433',
  '0177.0.0.1',
  '１２７.0.0.1',
  '0.0.0.0',
  '0',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:2]',
  '[::ffff:0.0.0.0]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:0:7f00:1]',
  '[64:ff9b::7f00:1]',
];
const AILLEURS = [
  'identites.exemple.fr',
  'localhost.exemple.fr',
  'notlocalhost',
  '192.0.2.1',
  '[2001:db8::1]',
  '[::ffff:192.0.2.1]',
];
const nomme = (emetteur: string) =>
  parseIdentitySettings({
    fournisseurs: [
      { emetteur, audience: 'a', attributions: [{ si: { siret: ['00000000000001'] }, role: 'porteur' as const }] },
    ],
  });

describe('cette machine', () => {
  test.each(ICI)('%s en est un nom : ni fournisseur, ni site, en production', (host) => {
    const address = `https://${host}`;
    expect(isThisMachine(new URL(address).hostname)).toBe(true);
    expect(() => requireSafe(nomme(`${address}/realms/ess`))).toThrow(/must be https and not this machine/);
    const { origin } = new URL(address);
    expect(() => readOrigins({ ESS_ORIGINES: origin, NODE_ENV: 'production' })).toThrow(/not this machine/);
  });

  test.each(AILLEURS)('%s n’en est pas un', (host) => {
    const address = `https://${host}`;
    expect(isThisMachine(new URL(address).hostname)).toBe(false);
    expect(() => requireSafe(nomme(address))).not.toThrow();
    expect(() => requireSafe(nomme(`http://${host}`))).toThrow(/must be https/);
  });
});

describe('NODE_ENV', () => {
  test.each(['Production', 'PRODUCTION', 'prod', 'production ', 'staging', 'dev', ''])(
    '« %s » n’est rien : tout ce qui le lit refuse',
    (NODE_ENV) => {
      const refus = /^NODE_ENV must be development, test, production, or unset, not «/;
      expect(() => isProduction({ NODE_ENV })).toThrow(refus);
      expect(() => requireGiven({ NODE_ENV }, [])).toThrow(refus);
      expect(() => readReach({ NODE_ENV })).toThrow(refus);
    },
  );

  test('ses quatre états', () => {
    expect(
      [{}, { NODE_ENV: 'development' }, { NODE_ENV: 'test' }, { NODE_ENV: 'production' }].map(isProduction),
    ).toEqual([false, false, false, true]);
  });

  test.each(['api/main.ts', 'worker/main.ts', 'engine/codec-server/main.ts', 'cli/ess.ts', 'cli/start.ts'])(
    '%s ne démarre pas avec « prod »',
    async (programme) => {
      const { processus, traces } = lancer(programme, [], { NODE_ENV: 'prod' });
      const code = await new Promise<number | null>((resolve) => processus.once('close', resolve));
      expect(traces.join('')).toMatch(/NODE_ENV must be .* not «prod»/);
      expect([1, 2]).toContain(code);
    },
  );
});

test.each([
  ['https://a.exemple.fr', 'https://cles.exemple.fr/jwks', true],
  ['https://a.exemple.fr', 'http://a.exemple.fr/jwks', false],
  ['https://a.exemple.fr', 'https://localhost./jwks', false],
  ['https://a.exemple.fr', 'https://[::ffff:127.0.0.1]/jwks', false],
  ['http://127.0.0.1:8026', 'http://127.0.0.1:8026/jwks', true],
  ['http://127.0.0.1:8026', 'https://cles.exemple.fr/jwks', true],
])('un fournisseur à %s peut avoir ses clés à %s : %s', (emetteur, cles, admis) => {
  expect(isAsSafe(new URL(cles), new URL(emetteur))).toBe(admis);
});
