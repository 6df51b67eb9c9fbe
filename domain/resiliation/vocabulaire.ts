/** Commands and events of a résiliation: one payload type each, with the names of `langage.md`. */
import type { DateCivile, Partie, TypeContrat } from '../valeurs.ts';
import type { Commune } from '../charges.ts';

/** Which contract a résiliation is about: there is only one at a time, so it may be left unsaid. */
export interface SurContrat {
  readonly contrat?: TypeContrat;
}

export interface CommandesResiliation {
  resilier: Commune & { readonly contrat?: TypeContrat };
  'accuser-reception-resiliation': Commune & SurContrat & { readonly recueLe?: DateCivile };
  'proposer-resiliation': Commune & { readonly contrat?: TypeContrat; readonly fondement?: string };
  'approuver-resiliation': Commune & SurContrat;
  'notifier-resiliation': Commune & SurContrat & { readonly recueLe?: DateCivile };
  saisir: Commune & SurContrat & { readonly recueLe?: DateCivile };
  'repondre-saisine': Commune & SurContrat & { readonly sens: 'accepte' | 'rejete' };
}

export interface EvenementsResiliation {
  ResiliationDemandee: { readonly contrat: TypeContrat };
  ReceptionResiliationAccusee: {
    readonly partie: Partie;
    readonly recueLe: DateCivile;
    readonly dateLimite?: DateCivile;
  };
  ResiliationProposee: { readonly contrat: TypeContrat; readonly partie: Partie; readonly fondement: string };
  ResiliationApprouvee: { readonly contrat: TypeContrat; readonly partie: Partie };
  ResiliationNotifiee: { readonly contrat: TypeContrat; readonly recueLe: DateCivile; readonly dateLimite: DateCivile };
  /** `objet`: against a dissolution (DEC-42); absent, against the résiliation. */
  SaisineRecue: { readonly contrat: TypeContrat; readonly dateLimite: DateCivile; readonly objet?: 'dissolution' };
  SaisineTranchee: { readonly partie: Partie; readonly sens: 'accepte' | 'rejete'; readonly objet?: 'dissolution' };
  ResiliationRetiree: { readonly contrat: TypeContrat };
  ResiliationEffective: {
    readonly contrat: TypeContrat;
    readonly dateLimite: DateCivile;
    /** DEC-42: the association is dissolved; absent, a résiliation that was notified. */
    readonly cause?: 'dissolution';
  };
}
