/** What an event says of how its figures were found, by the field that holds each. */
import type { Centimes, DateCivile } from '../valeurs.ts';
import type { CalculDate } from './date.ts';
import type { CalculMontant } from './montant.ts';

export interface Calculs {
  readonly dateLimite?: CalculDate;
  readonly montantCentimes?: CalculMontant;
  readonly duCentimes?: CalculMontant;
}

type Figures<C extends Calculs> = {
  [Champ in keyof C]: NonNullable<C[Champ]> extends CalculDate ? DateCivile : Centimes;
};

/** The figures of an event, each with how it was found: the figure is the result, and nothing else can be written. */
export function justifie<C extends Calculs>(calculs: C): Figures<C> & { readonly calculs: C } {
  const figures = Object.fromEntries(
    Object.entries(calculs).map(([champ, { resultat }]: [string, CalculDate | CalculMontant]) => [champ, resultat]),
  );
  return { ...(figures as Figures<C>), calculs };
}
