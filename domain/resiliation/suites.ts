/** What follows by itself for a résiliation: DEC-22. */
import { type Consequence, automatique } from '../chapitre.ts';
/** DEC-22 — one acceptance breaks the common agreement. */
export const resiliationRetiree: Consequence = ({ resiliation }, le) => {
  const reponses = Object.values(resiliation?.saisine?.reponses ?? {});
  return resiliation !== null && reponses.some(({ sens }) => sens === 'accepte')
    ? automatique(le, 'ResiliationRetiree', 'DEC-22', { contrat: resiliation.contrat })
    : null;
};
