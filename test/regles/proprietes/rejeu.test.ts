/** A life played again from its facts gives its own state, whatever the order in which they were entered: DEC-33. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faitsDe } from '../../../domain/rectification/faits.ts';
import { ecarts, fusionner } from '../../../domain/rectification/fusion.ts';
import { rejouer } from '../../../domain/rectification/rejeu.ts';
import { Bande, bandes } from './bande.ts';
import { vivre } from './histoires.ts';

const mutation = process.env['STRYKER_MUTATOR_WORKER'] !== undefined;
const reproductible = mutation || process.env['CI'] !== undefined;
const graine = Number(process.env['GRAINE'] ?? (reproductible ? 1 : Date.now() % 2 ** 31));
const VIES = mutation ? 5 : Number(process.env['VIES'] ?? 30);

describe('une vie rejouée par ses faits', () => {
  it(`redonne son état, et aucun de ses faits n'y est refusé (graine ${graine})`, () => {
    fc.assert(
      fc.property(bandes(1_000), (bande) => {
        const { etat, journal, horloge } = vivre(new Bande(bande), {});
        if (etat.rang === 0) return;
        const rejeu = rejouer(etat, faitsDe(journal), horloge);
        const quoi = JSON.stringify(
          {
            impossibles: rejeu.impossibles.map(({ rang, commande, refus }) => [rang, commande, refus.message]),
            ecarts: ecarts(etat, fusionner(etat, rejeu.etat)),
          },
          null,
          1,
        );
        expect(ecarts(etat, fusionner(etat, rejeu.etat)), quoi).toEqual([]);
      }),
      { numRuns: VIES, seed: graine },
    );
  });
});
