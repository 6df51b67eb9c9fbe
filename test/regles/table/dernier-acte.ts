/** One act after others: what the tables of refusals say of it. */
import { expect } from 'vitest';
import { regle } from '../../../domain/catalogue/index.ts';
import { decider } from '../../../domain/decider.ts';
import type { Etat } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { Refus } from '../../../domain/refus.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { acte, midi, vivre, type Acte } from './etats.ts';

export const d = (texte: string) => texte as DateCivile;

/** What an answer says: `accepté`, or the refusal as [nature, rule]; either way in words that people can read. */
export function juger(reponse: readonly Evenement[] | Refus): unknown {
  if (reponse instanceof Refus) {
    expect(reponse.message).toMatch(/^[«\p{Lu}].{10,}[^ .]\.$/su);
    expect(reponse.message).not.toMatch(/ {2}|« »|\(\)|undefined/);
    expect(regle(reponse.regle), reponse.regle).toBeDefined();
    return [reponse.nature, reponse.regle];
  }
  for (const evenement of reponse) expect(regle(evenement.regle), evenement.evenement).toBeDefined();
  return 'accepté';
}

/** The answer to one act on a state, at noon of that day or of the day on which it is entered. */
export const repondre = (
  etat: Etat,
  [le, acteur, commande, donnees]: Acte,
  saisiLe = le,
): readonly Evenement[] | Refus => decider(etat, acte(commande, acteur, le, donnees), midi(saisiLe));

/** The last act, after the others. */
export const issue = (actes: readonly Acte[], dernierActe: Acte, saisiLe = dernierActe[0]): unknown => {
  const [le, acteur, commande, donnees] = dernierActe;
  return juger(vivre(actes, saisiLe).commander(acte(commande, acteur, le, donnees)));
};

/** The events of the last act, which must be accepted. */
export function dernier(actes: readonly Acte[], [le, acteur, commande, donnees]: Acte) {
  const reponse = vivre(actes, le).commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse;
}
