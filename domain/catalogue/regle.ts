/** One entry of the catalogue: what a person reads beside a date, an amount or an effect. */

/**
 * `texte`: the sentence can be read in the source. `interpretation`: it says something that the source does not
 * (a standing decision, a counting rule, the resolution of a contradiction).
 */
export type Nature = 'texte' | 'interpretation';

/** The units of `domain/parametres.ts`; money is in integer cents. */
export type UniteRegle = 'mois' | 'jours' | 'centimes' | 'medecins' | 'pour-cent';

export interface Regle {
  readonly id: string;
  readonly titre: string;
  /** One to three sentences in plain French. */
  readonly phrase: string;
  /** Text and line (`002:73`), article of a code, or the decision itself (`DEC-02`). Several: separated by « ; ». */
  readonly source: string;
  readonly nature: Nature;
  /** The main figure of the rule, as in `domain/parametres.ts`; further figures are in the sentence. */
  readonly valeur?: number;
  readonly unite?: UniteRegle;
}
