/** Commands and events of a résiliation: one payload type each, with the names of `langage.md`. */
import type { DateCivile, OrigineResiliation, Partie, TypeContrat } from '../valeurs.ts';
import type { Commune } from '../charges.ts';

/** Which contract a résiliation is about: it may be left unsaid. */
export interface SurContrat {
  readonly contrat?: TypeContrat;
}

export interface CommandesResiliation {
  resilier: Commune & { readonly contrat?: TypeContrat };
  'accuser-reception-resiliation': Commune &
    SurContrat & { readonly recueLe?: DateCivile; readonly partie?: 'ars' | 'caisse' };
  'proposer-resiliation': Commune & { readonly contrat?: TypeContrat; readonly fondement?: string };
  'approuver-resiliation': Commune & SurContrat;
  'notifier-resiliation': Commune & SurContrat & { readonly recueLe?: DateCivile };
  'abandonner-resiliation': Commune & SurContrat;
  'retirer-resiliation': Commune & SurContrat & { readonly origine?: OrigineResiliation };
  saisir: Commune & SurContrat & { readonly recueLe?: DateCivile };
  'repondre-saisine': Commune & SurContrat & { readonly sens: 'accepte' | 'rejete' };
}

/** A receipt that changes nothing any more (DEC-39), or that gives life back to what had lapsed (DEC-40). */
interface Tardive {
  readonly sansEffet?: true;
  readonly ranimee?: true;
}
interface Sur {
  readonly contrat: TypeContrat;
  readonly origine: OrigineResiliation;
}

export interface EvenementsResiliation {
  ResiliationDemandee: { readonly contrat: TypeContrat };
  ReceptionResiliationAccusee: Tardive & {
    readonly contrat: TypeContrat;
    readonly partie: Partie;
    readonly recueLe: DateCivile;
    readonly dateLimite?: DateCivile;
  };
  ResiliationProposee: { readonly contrat: TypeContrat; readonly partie: Partie; readonly fondement: string };
  /** `fondement`: the ground that it agrees to. */
  ResiliationApprouvee: { readonly contrat: TypeContrat; readonly partie: Partie; readonly fondement?: string };
  ResiliationNotifiee: Tardive & {
    readonly contrat: TypeContrat;
    readonly recueLe: DateCivile;
    readonly dateLimite?: DateCivile;
  };
  ResiliationAbandonnee: { readonly contrat: TypeContrat };
  RetraitResiliationDemande: Sur & { readonly partie: Partie };
  /** `objet`: against a dissolution (DEC-42); absent, against the résiliation. */
  SaisineRecue: { readonly contrat: TypeContrat; readonly dateLimite: DateCivile; readonly objet?: 'dissolution' };
  SaisineTranchee: { readonly partie: Partie; readonly sens: 'accepte' | 'rejete'; readonly objet?: 'dissolution' };
  ResiliationRetiree: Sur;
  ResiliationCaduque: Sur & { readonly cause: 'terme' | 'non-notifiee' | 'autre-resiliation' };
  /** `cause`: the association is dissolved (DEC-42); absent, a résiliation that was notified. */
  ResiliationEffective: Sur & { readonly dateLimite: DateCivile; readonly cause?: 'dissolution' };
}
