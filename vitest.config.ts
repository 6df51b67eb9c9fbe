import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/postgres.global.ts', 'test/setup/engine.global.ts'],
    // Two cores: the engine, Postgres and the workers share them with the tests.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 900_000,
    reporters: ['default'],
  },
});
