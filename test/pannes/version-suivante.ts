/** `domain/revision.ts` of the program after the next: yet another revision, and another shape of the state. */
import { REVISION as AUJOURDHUI, VERSION_ETAT as FORME } from '../../domain/revision.ts';

export const VERSION_ETAT = FORME + 1;
export const REVISION = AUJOURDHUI + 2;
