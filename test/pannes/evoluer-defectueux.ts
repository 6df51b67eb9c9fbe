/** `domain/evoluer.ts` of a program with a defect: an exchange of that day makes it throw, as a bug would. */
import { evoluer as sain } from '../../domain/evoluer.ts';

export { evoluerTous } from '../../domain/evoluer.ts';

export const JOUR_FATAL = '2026-01-14';

export const evoluer: typeof sain = (etat, evenement) => {
  if (evenement.evenement === 'EchangeConsigne' && evenement.le === JOUR_FATAL)
    throw new TypeError('a defect of this program');
  return sain(etat, evenement);
};
