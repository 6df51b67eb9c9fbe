/** Refusals: every one names its rule and says it in a French sentence. */

/** `donnees`: the payload is wrong; `role`: not this actor; `etat`: not now; `regle`: the law says no. */
export type NatureRefus = 'donnees' | 'role' | 'etat' | 'regle';

/** A refused command: it changes nothing. Thrown inside `domain/`, returned by `decider`. */
export class Refus extends Error {
  readonly nature: NatureRefus;
  readonly regle: string;

  constructor(regle: string, phrase: string, nature: NatureRefus = 'regle') {
    super(phrase);
    this.name = 'Refus';
    this.regle = regle;
    this.nature = nature;
  }
}

/** Refuses the command unless `condition` holds. */
export function exiger(
  condition: unknown,
  regle: string,
  phrase: string,
  nature: NatureRefus = 'regle',
): asserts condition {
  if (!condition) throw new Refus(regle, phrase, nature);
}
