/** `npm start` on machines that have nothing: it does all its set-up, or says in words what is missing. */
import { afterEach, describe, expect, test } from 'vitest';
import { empechement, machine, type Machine, type Neuve } from './machine.ts';

const obstacle = await empechement();
if (obstacle !== undefined) console.warn(`[machines: ${obstacle}: none is made here]`);

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
    { distribution: 'noble', node: 24 },
  ])('met tout en marche sur $distribution, avec Node $node et Go', async (comment) => {
    neuve = await machine(comment);
    const debut = Date.now();
    const { dit, console: adresse, arreter } = await neuve.demarrer();
    console.log(
      `[machines: ${comment.distribution}, Node ${comment.node}: ${Math.round((Date.now() - debut) / 1000)} s]`,
    );
    expect(dit).toContain('[setup] installing the pinned dependencies');
    expect(dit).toMatch(/engine: built in \d+ s/);
    expect(dit).toContain('Total versé par la caisse : 460 555,55 €');
    const accueil = await fetch(adresse);
    expect(accueil.status).toBe(200);
    expect(await accueil.text()).toContain('<html lang="fr"');
    expect(await arreter()).toBe(0);
  });

  test('dit ce qui manque, et où le prendre, sans Go ni Temporal', async () => {
    neuve = await machine({ distribution: 'bookworm', node: 24, go: false });
    const { code, dit } = await neuve.npm('start');
    console.log(dit);
    expect(code).not.toBe(0);
    expect(dit).toContain('Go is not installed');
    expect(dit).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });

  test('dit quel Node il faut, quand celui de la distribution est trop vieux', async () => {
    neuve = await machine({ distribution: 'bookworm', go: false });
    const { code, dit } = await neuve.npm('start');
    console.log(dit);
    expect(code).not.toBe(0);
    expect(dit).toMatch(/Node (20\.11|22\.18|24)/);
    expect(dit).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });
});
