import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { autreServeur } from './test/setup/machine-postgres.ts';

/**
 * Tests that need the engine come last: a first build of it takes minutes, and the others run meanwhile. Of these the
 * scenarios come first, being the longest: last, they would run alone.
 */
class EngineLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      /\/test\/moteur\/scenarios/.test(moduleId) ? 1 : /\/test\/(moteur\/|pannes\/|api\/cases)/.test(moduleId) ? 2 : 0;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const DELAIS = {
  testTimeout: 120_000,
  // The first build of the engine on a machine.
  hookTimeout: 1_800_000,
};

export default defineConfig({
  test: {
    sequence: { sequencer: EngineLast },
    // Two cores: the engine, Postgres and the workers share them with the tests.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'tout',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/setup/postgres.global.ts', 'test/setup/engine.global.ts'],
          ...DELAIS,
        },
      },
      // The same tests of the records on another PostgreSQL than the embedded one, where there is one.
      ...(autreServeur() === undefined
        ? []
        : [
            {
              test: {
                name: 'records-serveur',
                include: ['test/records/**/*.test.ts'],
                // It tests how the embedded server is started, found and stopped.
                exclude: ['test/records/serveur.test.ts'],
                globalSetup: ['test/setup/postgres-serveur.global.ts'],
                ...DELAIS,
              },
            },
          ]),
    ],
  },
});
