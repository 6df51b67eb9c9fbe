/**
 * The simulator is the engine, on lives that nobody wrote: random acts of everyone, late entries included. The seeds are in
 * the names of the tests: `GRAINE=1234 npm test -- test/moteur/vies-au-hasard.test.ts` plays one again.
 */
import { describe } from 'vitest';
import { vieAuHasard } from '../regles/proprietes/scenario-au-hasard.ts';
import { eprouverCas } from './jouer-scenarios.ts';

const { CI, GRAINE, VIES, VIES_LONGUES } = process.env;
/** The first of the seeds: another one every day with VIES_LONGUES, always the same in CI. */
const PREMIERE =
  GRAINE === undefined ? (VIES_LONGUES === '1' ? Math.floor(Date.now() / 86_400_000) * 1000 : 1) : Number(GRAINE);
/** `GRAINE=1234 VIES=25`: twenty-five from that one on. */
const COMBIEN = Number(VIES ?? (GRAINE !== undefined ? 1 : VIES_LONGUES === '1' ? 300 : CI === undefined ? 3 : 20));

describe('simulateur = moteur sur des vies que personne n’a écrites', () => {
  eprouverCas(
    Array.from({ length: COMBIEN }, (_, rang) => {
      const graine = PREMIERE + rang;
      return { nom: `graine ${graine}`, scenario: vieAuHasard(graine).scenario };
    }),
  );
});
