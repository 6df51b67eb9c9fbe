import type { Etat } from './etat.ts';
import type { Evenement, NomEvenement } from './evenements.ts';

/** How an event changes the state: the fields that change. Total: never throws, whatever the state. */
export type Evolutions<N extends NomEvenement> = {
  readonly [Nom in N]: (etat: Etat, evenement: Evenement<Nom>) => Partial<Etat>;
};
