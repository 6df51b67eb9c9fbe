/** `npm run conteneurs`: our image and Compose for real. A quarter of an hour the first time; nothing of it is in `npm test`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/conteneurs/*.test.ts'],
    testTimeout: 900_000,
    // The first time, the images are made.
    hookTimeout: 3_600_000,
    fileParallelism: false,
  },
});
