/** Where mutants are played: mocha in the place of vitest, and a law that remembers nothing from one test to the next. */
import { registerHooks } from 'node:module';

const REMPLACANTS: Readonly<Record<string, string>> = {
  vitest: new URL('./mots.ts', import.meta.url).href,
  './memoire.ts': new URL('./memoire.ts', import.meta.url).href,
};

registerHooks({
  resolve: (nom, contexte, suite) => suite(REMPLACANTS[nom] ?? nom, contexte),
});
