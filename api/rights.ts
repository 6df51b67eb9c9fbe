/** Who may read what a case keeps outside its workflow. Data, until identities exist. */
import type { Role } from '../domain/valeurs.ts';

/** The parties of a case; `national` sees figures, `exploitant` the technical state, neither people nor their papers. */
export const PARTIES: readonly Role[] = ['porteur', 'ars', 'caisse'];

/** Bank details concern who is paid and who pays (DEC-13, GEN-06). */
const BANCAIRES: readonly string[] = ['rib', 'declarer-coordonnees-bancaires'];

/** Roles that may read a file of this code, or a record of this command. */
export const readersOf = (code: string): readonly Role[] =>
  BANCAIRES.includes(code) ? ['porteur', 'caisse'] : PARTIES;
