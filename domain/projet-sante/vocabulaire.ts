/** Commands and events of the projet de santé: one payload type each, with the names of `langage.md`. */
import type { Commune, Evaluation } from '../charges.ts';
import type { DateCivile, Partie } from '../valeurs.ts';

export interface CommandesProjetSante {
  'prolonger-depot-projet-sante': Commune & { readonly jusquAu: DateCivile };
  'deposer-projet-sante': Commune & {
    /** Proven date of reception by the ARS (DEC-21); `le` when absent. */
    readonly recueLe?: DateCivile;
    /** Sending with a date certaine: in time or not (DEC-53); `le` when absent. */
    readonly deposeLe?: DateCivile;
    /** What the deposit holds; nothing at all is no deposit (DEC-54). */
    readonly contenu?: readonly unknown[];
    readonly rubriquesAbsentes?: readonly string[];
    readonly indicateursQualitatifs?: number;
    readonly documentDeploiement?: boolean;
    /** As the team numbers it; in an event, its rank. */
    readonly version?: string | number;
  };
  'accuser-reception-projet-sante': Commune & { readonly recueLe?: DateCivile };
  'demander-precisions': Commune & { readonly delai: DateCivile };
  /** `recueLe`: receipt of the answer by the ARS (DEC-06); `le` when absent. */
  'repondre-precisions': Commune & { readonly recueLe?: DateCivile; readonly contenu?: readonly unknown[] };
  's-opposer-projet-sante': Commune & { readonly fondement?: string };
  /** DEC-59: the opposition no longer stands in the way of silence. */
  'lever-opposition': Commune;
  'valider-projet-sante': Commune & { readonly evaluation?: Evaluation };
  'refuser-projet-sante': Commune & { readonly fondement?: string; readonly evaluation?: Evaluation };
}

export interface EvenementsProjetSante {
  /** `jusquAu`: as asked; `dateLimite`: the same, rolled (DEC-53). */
  DepotProjetSanteProlonge: { readonly dateLimite: DateCivile; readonly jusquAu?: DateCivile };
  ProjetSanteDepose: {
    readonly recueLe: DateCivile;
    /** Sending, when it is another day (DEC-53). */
    readonly deposeLe?: DateCivile;
    readonly dateLimite: DateCivile;
    readonly version: number;
    /** PS-12: a new version after validation starts no clock. */
    readonly actualisation: boolean;
    readonly rubriquesAbsentes?: readonly string[];
    readonly indicateursQualitatifs?: number;
    readonly documentDeploiement?: boolean;
  };
  ReceptionProjetSanteAccusee: { readonly partie: Partie; readonly recueLe: DateCivile };
  PrecisionsDemandees: { readonly dateLimite: DateCivile; readonly delai?: DateCivile };
  PrecisionsRecues: { readonly dateLimite: DateCivile; readonly recueLe?: DateCivile };
  OppositionCaisseConsignee: { readonly fondement?: string };
  /** `dateLimite`: last day on which silence does not yet validate; absent while precisions are awaited. */
  OppositionLevee: { readonly dateLimite?: DateCivile };
  ProjetSanteValide: { readonly mode: 'expresse' | 'tacite'; readonly evaluation?: Evaluation };
  ProjetSanteRefuse: { readonly fondement: string; readonly evaluation?: Evaluation };
}
