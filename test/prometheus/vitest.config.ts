/** `npm run prometheus`: our measures, alerts and dashboard read by a real Prometheus. An hour; nothing of it is in `npm test`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/prometheus/*.test.ts'],
    globalSetup: ['test/prometheus/outils.global.ts'],
    testTimeout: 2_700_000,
    // The first time, Prometheus and the engine are built.
    hookTimeout: 3_600_000,
    fileParallelism: false,
    // What is left broken by a fault makes those that follow say nothing.
    bail: 1,
  },
});
