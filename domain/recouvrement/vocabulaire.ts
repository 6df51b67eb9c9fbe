/** Commands and events of money to recover: one payload type each, with the names of `langage.md`. */
import type { Centimes, ClePaiement, DateCivile } from '../valeurs.ts';
import type { Commune } from '../charges.ts';

/** `numero`: rank of the recovery within the case. */
interface AvecRecouvrement {
  readonly recouvrement: string;
  readonly montantCentimes: Centimes;
}

export interface CommandesRecouvrement {
  'confirmer-recouvrement': Commune & { readonly montantCentimes?: Centimes };
  'constater-remboursement': Commune & { readonly montantCentimes: Centimes; readonly reference?: string };
  'clore-recouvrement': Commune;
}

export interface EvenementsRecouvrement {
  RecouvrementPropose: AvecRecouvrement & {
    readonly origine: 'amorcage' | 'dotation' | 'dix-huit-mois';
    readonly dateLimite?: DateCivile;
  };
  RecouvrementConfirme: AvecRecouvrement & { readonly dateLimite: DateCivile };
  RemboursementConstate: AvecRecouvrement & { readonly resteDuCentimes: Centimes };
  RecouvrementEchu: AvecRecouvrement;
  RecouvrementClos: AvecRecouvrement & { readonly issue: 'rembourse' | 'remise' | 'rien-du' };
  ProcedureDixHuitMoisOuverte: { readonly montantCentimes: Centimes; readonly paiements: readonly ClePaiement[] };
}
