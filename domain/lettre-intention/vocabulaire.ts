/** Commands and events of the letter of intent: one payload type each, with the names of `langage.md`. */
import type { Commune, Competence, Effectifs, Evaluation, Rattachement, Territoire } from '../charges.ts';
import type { Canal, DateCivile } from '../valeurs.ts';
import type { PieceDeposee } from '../paiements/vocabulaire.ts';

export interface CommandesLettreIntention {
  'deposer-lettre-intention': Commune &
    Territoire &
    Partial<Rattachement> &
    Effectifs & {
      readonly canal?: Canal;
      /** LI-03: content that the CDC asks for and that is absent from this deposit (the API works it out). */
      readonly rubriquesAbsentes?: readonly string[];
      /** DER-01, DER-02: a derogation of the CPN is asked for. */
      readonly derogationDemandee?: boolean;
      /** LI-05: at least one qualitative indicator is already defined. */
      readonly indicateurQualitatif?: boolean;
      readonly indicateursQualitatifs?: number;
      /** LI-03 (002:688): explicit commitment to the missions socles. */
      readonly engagementMissions?: boolean;
      readonly territoireContinu?: boolean;
    };
  'demander-pieces-lettre-intention': Commune & {
    readonly piecesManquantes: readonly string[];
    readonly delai?: DateCivile;
  };
  'completer-lettre-intention': Commune & Effectifs & { readonly pieces?: readonly (string | PieceDeposee)[] };
  /** The ARS says that nothing lacks any more (DEC-55). */
  'constater-completude': Commune;
  'consigner-echange': Commune & { readonly sujet?: string };
  'valider-lettre-intention': Commune & { readonly evaluation?: Evaluation };
  'refuser-lettre-intention': Commune & { readonly critere?: string; readonly evaluation?: Evaluation };
  /** `demandee`: the CPN is asked, and its answer awaited until `delai` (DEC-55). */
  'consigner-derogation': Commune & {
    readonly sens: 'demandee' | 'accordee' | 'refusee';
    readonly delai?: DateCivile;
    readonly objet?: 'multi-specialite' | 'seuils' | 'unicite';
  };
}

export interface EvenementsLettreIntention {
  LettreIntentionDeposee: Territoire &
    Rattachement &
    Competence &
    Effectifs & {
      readonly canal: Canal;
      readonly complete: boolean;
      readonly derogationRequise: boolean;
      readonly indicateurQualitatif: boolean;
      readonly dateLimite?: DateCivile;
      /** LI-03, DEC-54: mandatory parts that the letter lacks. */
      readonly rubriquesAbsentes?: readonly string[];
      readonly derogationDemandee?: boolean;
      readonly engagementMissions?: boolean;
      readonly territoireContinu?: boolean;
    };
  /** `delai`: as asked; `dateLimite`: the same, rolled. */
  PiecesLettreIntentionDemandees: {
    readonly piecesManquantes: readonly string[];
    readonly delai?: DateCivile;
    readonly dateLimite?: DateCivile;
  };
  /** `pieces`: those that the answer names; `piecesManquantes`: those still awaited after it (DEC-55). */
  LettreIntentionCompletee: Effectifs & {
    readonly complete: boolean;
    readonly pieces?: readonly string[];
    readonly piecesManquantes?: readonly string[];
    readonly dateLimite?: DateCivile;
  };
  CompletudeConstatee: { readonly complete: boolean; readonly dateLimite?: DateCivile };
  EchangeConsigne: { readonly sujet?: string };
  LettreIntentionValidee: {
    readonly mode: 'expresse' | 'tacite';
    readonly dateLimite: DateCivile;
    readonly evaluation?: Evaluation;
  };
  LettreIntentionRefusee: { readonly critere: string; readonly evaluation?: Evaluation };
  DerogationConsignee: {
    readonly sens: 'demandee' | 'accordee' | 'refusee';
    readonly objet?: string;
    readonly delai?: DateCivile;
    readonly dateLimite?: DateCivile;
  };
}
