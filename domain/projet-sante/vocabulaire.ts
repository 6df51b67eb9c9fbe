/** Commands and events of the projet de santé: one payload type each, with the names of `langage.md`. */
import type { Commune, Evaluation } from '../charges.ts';
import type { DateCivile, Partie } from '../valeurs.ts';

export interface CommandesProjetSante {
  'prolonger-depot-projet-sante': Commune & { readonly jusquAu: DateCivile };
  'deposer-projet-sante': Commune & {
    /** Proven date of reception by the ARS (DEC-21); `le` when absent. */
    readonly recueLe?: DateCivile;
    readonly rubriquesAbsentes?: readonly string[];
    readonly indicateursQualitatifs?: number;
    readonly documentDeploiement?: boolean;
    readonly version?: string;
  };
  'accuser-reception-projet-sante': Commune & { readonly recueLe?: DateCivile };
  'demander-precisions': Commune & { readonly delai: DateCivile };
  /** `recueLe`: receipt of the answer by the ARS (DEC-06); `le` when absent. */
  'repondre-precisions': Commune & { readonly recueLe?: DateCivile };
  's-opposer-projet-sante': Commune & { readonly fondement?: string };
  'valider-projet-sante': Commune & { readonly evaluation?: Evaluation };
  'refuser-projet-sante': Commune & { readonly fondement?: string; readonly evaluation?: Evaluation };
}

export interface EvenementsProjetSante {
  DepotProjetSanteProlonge: { readonly dateLimite: DateCivile };
  ProjetSanteDepose: {
    readonly recueLe: DateCivile;
    readonly dateLimite: DateCivile;
    readonly version: number;
    /** PS-12: a new version after validation starts no clock. */
    readonly actualisation: boolean;
  };
  ReceptionProjetSanteAccusee: { readonly partie: Partie; readonly recueLe: DateCivile };
  PrecisionsDemandees: { readonly dateLimite: DateCivile };
  PrecisionsRecues: { readonly dateLimite: DateCivile };
  OppositionCaisseConsignee: { readonly fondement?: string };
  ProjetSanteValide: { readonly mode: 'expresse' | 'tacite'; readonly evaluation?: Evaluation };
  ProjetSanteRefuse: { readonly fondement: string; readonly evaluation?: Evaluation };
}
