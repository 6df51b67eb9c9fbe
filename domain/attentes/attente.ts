/** What a case awaits of somebody: the act, its last day, what silence gives, under which rule. */
import type { NomCommande } from '../commandes.ts';
import type { DateCivile, EffetEcheance, Role } from '../valeurs.ts';

export interface Attente {
  /** Which one: the key of a deadline, or of what has none; one a role (and a caisse) in a case. */
  readonly cle: string;
  readonly de: Role;
  /** Region of the ARS or code of the caisse that is awaited (DEC-47, DEC-49); empty for the others. */
  readonly aupres: string;
  /** Acts that answer, the plain one first; none where what is awaited is no act (money to send back). */
  readonly actes: readonly NomCommande[];
  /** Fields of the act that are known already: which payment, which ordinal. */
  readonly connus: Readonly<Record<string, unknown>>;
  /** Null where the texts give none. */
  readonly dernierJour: DateCivile | null;
  /** What happens by itself if nobody acts, and its legal date; null: nothing (more) does. */
  readonly silence: { readonly effet: EffetEcheance; readonly le: DateCivile } | null;
  readonly regle: string;
}

/** The same before it is known of whom: a chapter says the act and the role, the seat says which caisse. */
export type AttenteDe = Omit<Attente, 'aupres'>;
