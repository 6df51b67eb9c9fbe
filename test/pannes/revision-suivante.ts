/** `domain/revision.ts` of the program to come: one more revision. */
import { REVISION as AUJOURDHUI } from '../../domain/revision.ts';

export { VERSION_ETAT } from '../../domain/revision.ts';
export const REVISION = AUJOURDHUI + 1;
