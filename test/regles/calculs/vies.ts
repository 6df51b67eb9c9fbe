/** The cases of a scenario: the journal of each, and every state it went through. */
import type { LigneJournal } from '../../../domain/demandes.types.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import { lireDroit } from '../../../domain/lire-droit.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import { derouler } from '../../../domain/simulation/simulateur.ts';

export interface Vie {
  readonly journal: readonly LigneJournal[];
  readonly etats: readonly Etat[];
}

export function vies(scenario: Scenario): readonly Vie[] {
  const droit = scenario.droit === undefined ? undefined : lireDroit(scenario.droit);
  return [...derouler(scenario).dossiers].map(([nom, { journal }]) => {
    let etat = etatInitial(nom, scenario.grace, undefined, droit);
    return { journal, etats: journal.map(({ evenement }) => (etat = evoluer(etat, evenement))) };
  });
}
