/** Commands and events of the creation: association, FINESS, territory, bank details: one payload type each, with the names of `langage.md`. */
import type { Commune, Vide } from '../charges.ts';

export interface CommandesCreation {
  'declarer-association': Commune;
  'attribuer-finess': Commune & { readonly numero: string };
  'declarer-coordonnees-bancaires': Commune;
  'fermer-finess': Commune;
}

export interface EvenementsCreation {
  TerritoireRevendique: { readonly conteste: boolean; readonly autres: readonly string[] };
  TerritoireLibere: Vide;
  ConflitTerritoireSignale: { readonly autres: readonly string[] };
  AssociationDeclaree: Vide;
  FinessAttribue: { readonly numero: string; readonly mode: 'automatique' | 'manuel' };
  /** `nouvelles`: another account was known; the caisse verifies these before any payment (DEC-52). */
  CoordonneesBancairesDeclarees: { readonly nouvelles?: true };
  FinessFerme: { readonly numero: string };
}
