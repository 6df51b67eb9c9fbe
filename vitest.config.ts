import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that need the engine come last: a first build of it takes minutes, and the others run meanwhile. */
class EngineLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const needsEngine = (file: TestSpecification) => /\/test\/(moteur\/|api\/cases)/.test(file.moduleId);
    return [...sorted.filter((file) => !needsEngine(file)), ...sorted.filter(needsEngine)];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/postgres.global.ts', 'test/setup/engine.global.ts'],
    sequence: { sequencer: EngineLast },
    // Two cores: the engine, Postgres and the workers share them with the tests.
    maxWorkers: 2,
    testTimeout: 120_000,
    // The first build of the engine on a machine.
    hookTimeout: 1_800_000,
  },
});
