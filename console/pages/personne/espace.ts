/** What one keeps for oneself: views, drafts. */
import type { Visit } from '../../shell/page.ts';

/** Nobody keeps a space under a delegation: it would be the absent one's. */
export const mayKeep = ({ me }: Visit): boolean => me.droits.includes('tenir-espace') && me.delegation === undefined;
