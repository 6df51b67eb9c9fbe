/** Commands and events of the creation: association, FINESS, territory, bank details: one payload type each, with the names of `langage.md`. */
import type { Commune, Vide } from '../charges.ts';
import type { Rival } from '../etat.ts';
import type { Partie, RegimeRequalifiable } from '../valeurs.ts';

export interface CommandesCreation {
  /** DEC-47: `siege`, `caisse` when they are not those of the deposit. */
  'declarer-association': Commune & { readonly siege?: string; readonly caisse?: string };
  'attribuer-finess': Commune & { readonly numero: string };
  'rectifier-finess': Commune & { readonly numero: string };
  'declarer-coordonnees-bancaires': Commune;
  /** `caisse`: where the department of the seat has several. */
  'transferer-siege': Commune & { readonly siege: string; readonly caisse?: string };
  'modifier-territoire': Commune & {
    readonly departements: readonly string[];
    readonly specialites?: readonly string[];
    readonly liberaux: number;
    readonly medecinsPresents: number;
  };
  'approuver-territoire': Commune & { readonly sens: 'approuvee' | 'accordee' | 'refusee' };
  'requalifier-regime': Commune & { readonly regime: RegimeRequalifiable };
  /** DEC-57: one act of each authority. */
  'attester-autre-ess': Commune;
  'fermer-finess': Commune;
}

/** DEC-48 */
interface TerritoireDemande {
  readonly departements: readonly string[];
  readonly specialites: readonly string[];
  readonly liberaux: number;
  readonly medecinsPresents: number;
}

export interface EvenementsCreation {
  /** `dejaFinances`: cases that had an amorçage there (DEC-57). */
  TerritoireRevendique: {
    readonly conteste: boolean;
    readonly autres: readonly string[];
    readonly dejaFinances?: readonly string[];
  };
  TerritoireLibere: Vide;
  /**
   * `rivaux`: where each of them stands; `identiques`: those that seem to be the same letter (DEC-56). `modification`: of the
   * territory that is asked (DEC-48), not of the one that is held; `financees`: those of them that are paid for it.
   */
  ConflitTerritoireSignale: {
    readonly autres: readonly string[];
    readonly modification?: true;
    readonly financees?: readonly string[];
    readonly rivaux?: readonly Rival[];
    readonly identiques?: readonly string[];
    readonly dejaFinances?: readonly string[];
  };
  AutreEssAttestee: { readonly partie: Partie; readonly autres: readonly string[] };
  ModificationTerritoireDemandee: TerritoireDemande;
  TerritoireModifie: TerritoireDemande & { readonly sens: 'accordee' | 'refusee' };
  AssociationDeclaree: { readonly siege?: string; readonly caisse?: string };
  FinessAttribue: { readonly numero: string; readonly mode: 'automatique' | 'manuel' };
  FinessRectifie: { readonly numero: string; readonly avant: string };
  /** `nouvelles`: another account was known; the caisse verifies these before any payment (DEC-52). */
  CoordonneesBancairesDeclarees: { readonly nouvelles?: true };
  /** `effectif`: the caisse is the same, nothing is awaited. */
  SiegeTransfere: { readonly siege: string; readonly caisse: string; readonly effectif: boolean };
  RegimeRequalifie: { readonly regime: RegimeRequalifiable; readonly avant: string };
  FinessFerme: { readonly numero: string };
}
