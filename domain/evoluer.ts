/** The fold: an event applied to the state. Total, never throws; the only place where a state is born from another. */
import { plusTard } from './calendrier/calendrier.ts';
import { phaseApres } from './suivi/cloture.ts';
import type { Etat } from './etat.ts';
import type { Evenement, NomEvenement } from './evenements.ts';
import { evolutionsContrats } from './evolution-contrats.ts';
import { evolutionsEntree } from './evolution-entree.ts';
import { evolutionsSuivi } from './evolution-suivi.ts';
import type { Evolutions } from './evolution.types.ts';

const EVOLUTIONS: Evolutions<NomEvenement> = { ...evolutionsEntree, ...evolutionsContrats, ...evolutionsSuivi };

export function evoluer(etat: Etat, evenement: Evenement): Etat {
  const evolution = EVOLUTIONS[evenement.evenement] as (etat: Etat, evenement: Evenement) => Partial<Etat>;
  const suivant = {
    ...etat,
    ...evolution(etat, evenement),
    rang: etat.rang + 1,
    dernierLe: plusTard(etat.dernierLe ?? evenement.le, evenement.le),
  };
  return { ...suivant, phase: phaseApres(suivant) };
}

export const evoluerTous = (etat: Etat, evenements: readonly Evenement[]): Etat => evenements.reduce(evoluer, etat);
