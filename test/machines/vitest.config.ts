/** `npm run machines`: the two commands on machines that have nothing yet. Ten minutes and more; nothing of it is in `npm test`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/machines/*.test.ts'],
    // The engine is built on each.
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    fileParallelism: false,
  },
});
