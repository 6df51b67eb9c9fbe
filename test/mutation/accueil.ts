/** Where mutants are played: mocha in the place of vitest, and a law that remembers nothing from one test to the next. */
import { registerHooks } from 'node:module';
import { MochaTestRunner } from '@stryker-mutator/mocha-runner';

const REMPLACANTS: Readonly<Record<string, string>> = {
  vitest: new URL('./mots.ts', import.meta.url).href,
  './memoire.ts': new URL('./memoire.ts', import.meta.url).href,
};

registerHooks({
  resolve: (nom, contexte, suite) => suite(REMPLACANTS[nom] ?? nom, contexte),
});

// A mutant is asked once the tests are loaded, never while they load (`ignoreStatic`): Stryker need not start a process anew
// for those that are reached at both moments, which are half of them.
MochaTestRunner.prototype.capabilities = () => Promise.resolve({ reloadEnvironment: true });
