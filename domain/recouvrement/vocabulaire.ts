/** Commands and events of money to recover: one payload type each, with the names of `langage.md`. */
import type { BasePaiement, Centimes, ClePaiement, DateCivile, OrigineRecouvrement } from '../valeurs.ts';
import type { Commune } from '../charges.ts';

/** `recouvrement`: its key: `amorcage`, `dotation`, `dix-huit-mois`, `indu-<paiement>`. */
interface AvecRecouvrement {
  readonly recouvrement: string;
  readonly montantCentimes: Centimes;
}

/** Which recovery, where several are open; left unsaid, the first that waits for the act. */
interface Lequel {
  readonly recouvrement?: string;
}

export interface CommandesRecouvrement {
  'confirmer-recouvrement': Commune & Lequel & { readonly montantCentimes?: Centimes };
  'constater-remboursement': Commune & Lequel & { readonly montantCentimes: Centimes; readonly reference?: string };
  'clore-recouvrement': Commune & Lequel;
}

export interface EvenementsRecouvrement {
  /**
   * Said again under the same key when the sum changes. `duCentimes`: what the law gives; absent, the sum itself.
   * `paiement`: of an indu. `aConfirmer`: the amorçage waits for the caisse too. `reduite`: the sum went down.
   * `aRendreCentimes`: what was repaid beyond it. `imputation`: what was repaid on another ground, that claims it no more.
   */
  RecouvrementPropose: AvecRecouvrement & {
    readonly origine: OrigineRecouvrement;
    readonly dateLimite?: DateCivile;
    readonly duCentimes?: Centimes;
    readonly paiement?: BasePaiement;
    readonly aConfirmer?: true;
    readonly reduite?: true;
    readonly aRendreCentimes?: Centimes;
    readonly imputation?: {
      readonly de: string;
      readonly montantCentimes: Centimes;
      readonly resteDuCentimes: Centimes;
    };
  };
  RecouvrementConfirme: AvecRecouvrement & { readonly dateLimite: DateCivile };
  /** `aRendreCentimes`: repaid beyond the sum due so far, to be returned (DEC-63). */
  RemboursementConstate: AvecRecouvrement & {
    readonly resteDuCentimes: Centimes;
    readonly aRendreCentimes?: Centimes;
    readonly reference?: string;
  };
  RecouvrementEchu: AvecRecouvrement;
  RecouvrementClos: AvecRecouvrement & { readonly issue: 'rembourse' | 'remise' | 'rien-du' };
  ProcedureDixHuitMoisOuverte: { readonly montantCentimes: Centimes; readonly paiements: readonly ClePaiement[] };
}
