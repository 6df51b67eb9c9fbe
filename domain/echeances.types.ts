import type { DateCivile, Instant, Role } from './valeurs.ts';

/** What happens by itself when a deadline is reached. */
export type EffetEcheance =
  | 'validation-tacite'
  | 'alerte'
  | 'fin-de-contrat'
  | 'resiliation'
  | 'reconduction'
  | 'denombrement'
  | 'procedure'
  | 'impaye'
  | 'rappel';

/** One legal timer (T1…T23), derived from the state, never stored. */
export interface Echeance {
  /** Name of `langage.md`: `decision-lettre-intention`, `paiement-dotation-2`… */
  readonly cle: string;
  /** Last day of the delay (DEC-02), or the day itself for anniversaries and renewals. */
  readonly expire: DateCivile;
  /** `expire` + grace (DEC-19), where grace applies. */
  readonly declenche: DateCivile;
  /** Legal date of what it does. */
  readonly effetLe: DateCivile;
  /** Instant at which its timer fires: 00:00 local of the day after `declenche`, or of the day itself. */
  readonly reveil: Instant;
  readonly regle: string;
  readonly effet: EffetEcheance;
  /** For a reminder: of which last day, how many days before it, and what silence will then do. */
  readonly rappel?: { readonly expire: DateCivile; readonly jours: number; readonly effet: EffetEcheance };
  /** Who is awaited until then. */
  readonly attendu: readonly Role[];
}
