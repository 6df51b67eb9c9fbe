/** The tests of the law alone: no Postgres, no engine. Stryker runs them too. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/regles/**/*.test.ts'],
    exclude: ['test/regles/catalogue.test.ts'],
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
