/** Commands and events of the creation: association, FINESS, territory, bank details: one payload type each, with the names of `langage.md`. */
import type { Commune, Vide } from '../charges.ts';
import type { Rival } from '../etat.ts';
import type { Partie } from '../valeurs.ts';

export interface CommandesCreation {
  'declarer-association': Commune;
  'attribuer-finess': Commune & { readonly numero: string };
  'declarer-coordonnees-bancaires': Commune;
  /** DEC-57: one act of each authority. */
  'attester-autre-ess': Commune;
  'fermer-finess': Commune;
}

export interface EvenementsCreation {
  /** `dejaFinances`: cases that had an amorçage there (DEC-57). */
  TerritoireRevendique: {
    readonly conteste: boolean;
    readonly autres: readonly string[];
    readonly dejaFinances?: readonly string[];
  };
  TerritoireLibere: Vide;
  /** `rivaux`: where each of them stands; `identiques`: those that seem to be the same letter (DEC-56). */
  ConflitTerritoireSignale: {
    readonly autres: readonly string[];
    readonly rivaux?: readonly Rival[];
    readonly identiques?: readonly string[];
    readonly dejaFinances?: readonly string[];
  };
  AutreEssAttestee: { readonly partie: Partie; readonly autres: readonly string[] };
  AssociationDeclaree: Vide;
  FinessAttribue: { readonly numero: string; readonly mode: 'automatique' | 'manuel' };
  /** `nouvelles`: another account was known; the caisse verifies these before any payment (DEC-52). */
  CoordonneesBancairesDeclarees: { readonly nouvelles?: true };
  FinessFerme: { readonly numero: string };
}
