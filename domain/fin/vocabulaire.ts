/** Commands and events of an ESS that ends: renunciation, abandon, dissolution, territory, reopening, archive: one payload type each. */
import type { Commune, Vide } from '../charges.ts';
import type { ClePaiement, DateCivile, Partie, Phase } from '../valeurs.ts';

/** What the other authority says of a finding; both genders are understood, the event says `confirme` or `conteste`. */
export const SENS_CONSTAT = ['confirme', 'conteste', 'confirmee', 'contestee'] as const;
export type SensConstat = (typeof SENS_CONSTAT)[number];

export interface CommandesFin {
  renoncer: Commune;
  /** `recueLe`: receipt of the formal notice, from which the month runs; `le` when absent. */
  'mettre-en-demeure': Commune & { readonly recueLe?: DateCivile };
  'constater-abandon': Commune;
  /** `le`: the day of the dissolution. */
  'constater-dissolution': Commune;
  /** `rang`: ordinal of the finding; the only one that waits when absent. `recueLe`: receipt of the letter, `le` when absent. */
  'confirmer-constat': Commune & {
    readonly rang?: number;
    readonly sens: SensConstat;
    readonly recueLe?: DateCivile;
    /** DEC-47: orders in a batch (the API says which). */
    readonly enLot?: readonly ClePaiement[];
  };
}

export interface EvenementsFin {
  Renonciation: Vide;
  MiseEnDemeure: {
    /** The deadline of the porteur that was missed. */
    readonly echeance: string;
    readonly recueLe: DateCivile;
    readonly dateLimite: DateCivile;
  };
  AbandonConstate: Vide;
  DissolutionConstatee: { readonly partie: 'ars' | 'caisse' };
  ConstatConfirme: {
    readonly rang: number;
    readonly partie: Partie;
    readonly sens: 'confirme' | 'conteste';
    readonly recueLe: DateCivile;
    /** DEC-42: last day of an objection; absent when the finding is contested. */
    readonly dateLimite?: DateCivile;
    /** DEC-47: of the seat that was announced. */
    readonly siege?: string;
    readonly caisse?: string;
    readonly enLot?: readonly ClePaiement[];
  };
  InstructionSansObjet: Vide;
  DossierRouvert: { readonly phase: Phase };
  DossierArchive: Vide;
}
