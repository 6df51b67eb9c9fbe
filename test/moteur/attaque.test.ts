/** The quick part of `npm run attaque`, against an installation of its own: what is played there in whole is proved here in part. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLASSES } from '../securite/attaque/all.ts';
import { play } from '../securite/attaque/attack.ts';
import { openTarget } from '../securite/attaque/target.ts';
import { ouvrirCible, type Cible } from '../setup/cible.ts';

let cible: Cible;
beforeAll(async () => {
  cible = await ouvrirCible();
});
afterAll(() => cible.fermer());

const QUICK = CLASSES.map(({ name, attacks }) => ({ name, quick: attacks.filter(({ slow }) => slow !== true) }));

describe.each(QUICK.filter(({ quick }) => quick.length > 0))('$name', ({ quick }) => {
  test.each(quick.map((attack) => [attack.title, attack] as const))('%s : la porte tient', async (_title, attack) => {
    const { held, seen } = await play(attack, cible.target);
    expect(held, seen).toBe(true);
  });
});

test.each(['http://192.0.2.1:3000', 'https://ess.exemple.fr', 'http://localhost.exemple.fr', 'http://10.0.0.1'])(
  'rien d’autre que cette machine n’est attaqué : %s est refusé',
  (api) => {
    expect(() => openTarget({ ...cible.target, api })).toThrow(/not this machine/);
  },
);
