/**
 * Commands of `langage.md`; the payload of each is in its chapter. `le` is the civil date of the fact; the instant at which
 * the system learns of it is the workflow's clock (DEC-18).
 */
import type { CommandesLettreIntention } from './lettre-intention/vocabulaire.ts';
import type { CommandesCreation } from './creation/vocabulaire.ts';
import type { CommandesProjetSante } from './projet-sante/vocabulaire.ts';
import type { CommandesFin } from './fin/vocabulaire.ts';
import type { CommandesContrats } from './contrats/vocabulaire.ts';
import type { CommandesPaiements } from './paiements/vocabulaire.ts';
import type { CommandesResiliation } from './resiliation/vocabulaire.ts';
import type { CommandesRecouvrement } from './recouvrement/vocabulaire.ts';
import type { CommandesSuivi } from './suivi/vocabulaire.ts';
import type { CommandesRectification } from './rectification/vocabulaire.ts';
import type { DateCivile, Role } from './valeurs.ts';

export interface Donnees
  extends
    CommandesLettreIntention,
    CommandesCreation,
    CommandesProjetSante,
    CommandesContrats,
    CommandesPaiements,
    CommandesResiliation,
    CommandesRecouvrement,
    CommandesSuivi,
    CommandesFin,
    CommandesRectification {}

export type NomCommande = keyof Donnees;
/** A command as it reaches the case: its name, the role of its author, its payload. */
export interface Commande<N extends NomCommande = NomCommande> {
  readonly commande: N;
  readonly acteur: Role;
  readonly donnees: Donnees[N];
  /** Of an act that is played again: the day on which it was first entered, late. */
  readonly saisiLe?: DateCivile;
}

/** The day on which a fact could be known: its date, or that of a receipt that it tells. */
export function jourDe({ donnees }: Commande): DateCivile {
  const { le, recueLe } = donnees as { readonly le: DateCivile; readonly recueLe?: DateCivile };
  return typeof recueLe === 'string' && recueLe > le ? recueLe : le;
}
