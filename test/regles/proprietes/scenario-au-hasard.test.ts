/** Lives that nobody wrote: the simulator leads them as the shell of the property tests does, event by event. */
import { describe, expect, it } from 'vitest';
import { champsInconnus } from '../../../domain/simulation/controles.ts';
import { ligneDe } from '../../../domain/simulation/scenario.ts';
import { simuler } from '../../../domain/simulation/simulateur.ts';
import { vieAuHasard } from './scenario-au-hasard.ts';

const GRAINES = Array.from({ length: 60 }, (_, rang) => rang + 1);

describe('une vie au hasard est un scénario', () => {
  it.each(GRAINES)('graine %i : le simulateur la mène de même', (graine) => {
    const { scenario, evenements } = vieAuHasard(graine);
    expect(champsInconnus(scenario)).toEqual([]);
    const attendues = evenements.map((evenement) => JSON.stringify(ligneDe(evenement, null, {}, (ess) => ess)));
    const lignes = simuler(scenario).map((ligne) => JSON.stringify(ligne));
    expect(lignes.slice(0, attendues.length)).toEqual(attendues);
  });

  it('la même graine donne la même vie', () => {
    expect(vieAuHasard(7)).toEqual(vieAuHasard(7));
  });
});
