/** The tests of the law alone: no Postgres, no engine. Stryker runs them too. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const mutation = process.env['STRYKER_MUTATOR_WORKER'] !== undefined;

/** Quickest to answer first: a mutant dies at the first test that fails, and most die in the tables and the worked cases. */
const ORDRE = [/\/table\/(?!table\.)/, /\/regles\/[^/]+$/, /\/constance\//, /\/table\/table\./];
const rang = ({ moduleId }: TestSpecification) => {
  const place = ORDRE.findIndex((motif) => motif.test(moduleId));
  return place === -1 ? ORDRE.length : place;
};

class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rang(a) - rang(b)));
  }
}

export default defineConfig({
  test: {
    include: ['test/regles/**/*.test.ts'],
    // Random histories cost a mutant a minute, and what they alone kill has no test that names its rule.
    exclude: ['test/regles/catalogue.test.ts', ...(mutation ? ['test/regles/proprietes/**'] : [])],
    maxWorkers: 1,
    testTimeout: 120_000,
    sequence: { sequencer: QuickFirst },
    // One module graph for all files: a mutant costs its tests, not thirty-seven imports of the law.
    ...(mutation ? { isolate: false } : {}),
  },
});
