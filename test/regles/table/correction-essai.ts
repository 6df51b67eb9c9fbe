/** `corriger` on a state, and what it leaves behind. */
import type { Etat } from '../../../domain/etat.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { repondre } from './dernier-acte.ts';
import type { Acte } from './etats.ts';

export const corriger = (le: string, objet: string, valeur: unknown, acteur: Role = 'ars'): Acte => [
  le,
  acteur,
  'corriger',
  { objet, valeur, motif: 'Erreur de saisie.' },
];

/** The state once the correction is applied; it must be accepted. */
export function corrige(etat: Etat, un: Acte, saisiLe?: string): Etat {
  const reponse = repondre(etat, un, saisiLe);
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return evoluerTous(etat, reponse);
}
