/** `npm start` on machines that have nothing: it does all its set-up, or says in words what is missing. */
import { afterEach, describe, expect, test } from 'vitest';
import { empechement, machine, type Machine, type Neuve } from './machine.ts';

const obstacle = await empechement();
if (obstacle !== undefined) console.warn(`[machines: ${obstacle}: none is made here]`);

const UBUNTU: readonly Neuve[] =
  process.env['UBUNTU_MIRROR'] === undefined ? [] : [{ distribution: 'noble', node: 24 }];
if (UBUNTU.length === 0) console.warn('[machines: UBUNTU_MIRROR is not set: no Ubuntu is made here]');

let neuve: Machine | undefined;
afterEach(async () => {
  await neuve?.jeter();
  neuve = undefined;
});

describe.skipIf(obstacle !== undefined)('npm start', () => {
  test.each<Neuve>([
    { distribution: 'bookworm', node: 20 },
    { distribution: 'bookworm', node: 22 },
    { distribution: 'bookworm', node: 24 },
    ...UBUNTU,
  ])('met tout en marche sur $distribution, avec Node $node et Go', async (comment) => {
    neuve = await machine(comment);
    const debut = Date.now();
    const { dit, console: adresse, arreter } = await neuve.demarrer();
    console.log(
      `[machines: ${comment.distribution}, Node ${comment.node}: ${Math.round((Date.now() - debut) / 1000)} s]`,
    );
    expect(dit).toContain('[setup] installing the pinned dependencies');
    expect(dit).toMatch(/engine: built in \d+ s/);
    expect(dit).toMatch(/Total versé par la caisse : 460\s555,55\s€/u);
    const accueil = await fetch(adresse);
    expect(accueil.status).toBe(200);
    expect(await accueil.text()).toContain('<html lang="fr"');
    expect(await arreter()).toBe(0);
  });

  // Debian's own Node is 18: npm brings the one that the program runs on.
  test.each<Neuve>([
    { distribution: 'bookworm', node: 24, go: false },
    { distribution: 'bookworm', go: false },
  ])('dit ce qui manque au moteur, et où le prendre, sans Go ni Temporal (Node $node)', async (comment) => {
    neuve = await machine(comment);
    const { code, dit } = await neuve.npm('start');
    console.log(dit);
    expect(code).not.toBe(0);
    expect(dit).toContain('Équipes de soins spécialisés : mise en route');
    expect(dit).toMatch(/Either install the Temporal CLI .* or Go 1\.\d+\.\d+ or later/);
    expect(dit).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });
});
