/** What a list says of a case beside its phase: drawn from its state, like the deadlines. */
import { retards } from '../echeances.ts';
import type { Etat } from '../etat.ts';
import { statutProjetSante, type StatutProjetSante } from '../projet-sante/delais.ts';

export interface Situation {
  readonly projetSante: StatutProjetSante;
  /** DEC-15: another ESS holds part of the territory. */
  readonly conteste: boolean;
  /** Keys of the deadlines that are past and whose act is still awaited. */
  readonly retards: readonly string[];
}

export const situation = (etat: Etat): Situation => ({
  projetSante: statutProjetSante(etat),
  conteste: etat.territoire === 'conteste',
  retards: retards(etat).map(({ cle }) => cle),
});
