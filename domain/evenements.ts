/** Events of `langage.md`: what happened, by whom, dated by the law. Plain JSON, appended to the journal, never changed. */
import type { Calculs } from './calculs/calculs.ts';
import type { Avertissement, DateCivile, Role } from './valeurs.ts';
import type { EvenementsLettreIntention } from './lettre-intention/vocabulaire.ts';
import type { EvenementsCreation } from './creation/vocabulaire.ts';
import type { EvenementsProjetSante } from './projet-sante/vocabulaire.ts';
import type { EvenementsFin } from './fin/vocabulaire.ts';
import type { EvenementsContrats } from './contrats/vocabulaire.ts';
import type { EvenementsPaiements } from './paiements/vocabulaire.ts';
import type { EvenementsResiliation } from './resiliation/vocabulaire.ts';
import type { EvenementsRecouvrement } from './recouvrement/vocabulaire.ts';
import type { EvenementsSuivi } from './suivi/vocabulaire.ts';
import type { EvenementsRectification } from './rectification/vocabulaire.ts';

/** Fields of every event. `le`: its legal date; `regle`: the rule it applies. */
export interface Enveloppe {
  readonly le: DateCivile;
  readonly acteur: Role;
  readonly regle: string;
  readonly avertissements?: readonly Avertissement[];
  readonly motif?: string;
  readonly fiche?: string;
  readonly preuve?: { readonly nature: string; readonly reference?: string };
  /** Day on which it was entered, when that is later than the day on which it could be known: grace counts from it (DEC-30). */
  readonly saisiLe?: DateCivile;
  /** The earlier date that the porteur declares; `le` is that of the reception until it is confirmed (DEC-29). */
  readonly declareLe?: DateCivile;
  /** DEC-65 — the texts that gave its date or its amount, where they are not the first. */
  readonly versionDroit?: string;
  /** How the last day and the amounts that it bears were found. */
  readonly calculs?: Calculs;
}

/** What each event says; the payload of each is in its chapter. */
export interface Charges
  extends
    EvenementsLettreIntention,
    EvenementsCreation,
    EvenementsProjetSante,
    EvenementsContrats,
    EvenementsPaiements,
    EvenementsResiliation,
    EvenementsRecouvrement,
    EvenementsSuivi,
    EvenementsFin,
    EvenementsRectification {}

export type NomEvenement = keyof Charges;
/** An event of a given name, or of any (then discriminated by `evenement`). */
export type Evenement<N extends NomEvenement = NomEvenement> = {
  [Nom in N]: { readonly evenement: Nom } & Enveloppe & Charges[Nom];
}[N];
