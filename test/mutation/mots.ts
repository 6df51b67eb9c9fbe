/** What the tests of the law take from vitest, said to mocha: a mutant then costs its tests alone, in one warm process. */
import { readFileSync } from 'node:fs';
import { format } from 'node:util';
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend, chai } from '@vitest/expect';
import { oublier } from './memoire.ts';

for (const vocabulaire of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(vocabulaire);
/** The recorded worked cases; nothing else is a snapshot where mutants are played. */
chai.use(({ Assertion }) => {
  Assertion.addMethod('toMatchFileSnapshot', function (fichier: string) {
    chai.expect(this._obj).to.equal(readFileSync(fichier, 'utf8'));
  });
});

type Corps = (...cas: never[]) => unknown;
type Mot = (titre: string, corps: () => unknown) => void;
type MotDeMocha = Mot & { readonly skip: Mot };
/** Mocha gives its words as globals to the files that it loads. */
const {
  describe: groupe,
  it: essai,
  beforeEach,
  afterEach,
} = globalThis as unknown as Readonly<
  Record<'describe' | 'it', MotDeMocha> & Record<'beforeEach' | 'afterEach', (faire: () => void) => void>
>;
// The first of the tests loads this file, outside any group: for all of them.
beforeEach(oublier);

/** One test, or one group, a case: `%s` and `%i` of the title are the case's values. */
const motDeVitest = (mot: MotDeMocha) =>
  Object.assign((titre: string, corps: () => unknown) => mot(titre, corps), {
    skipIf: (vrai: boolean) => (vrai ? mot.skip : mot),
    each: (cas: readonly unknown[]) => (titre: string, corps: Corps) => {
      for (const un of cas) {
        const valeurs: readonly unknown[] = Array.isArray(un) ? un : [un];
        mot(format(titre, ...valeurs), () => corps(...(valeurs as never[])));
      }
    },
  });

export const describe = motDeVitest(groupe);
export const it = motDeVitest(essai);
export const test = it;
export const { expect } = chai;
export { afterEach };
