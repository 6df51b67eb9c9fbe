/** One act after others: what the tables of refusals say of it. */
import { expect } from 'vitest';
import { regle } from '../../../domain/catalogue/index.ts';
import { Refus } from '../../../domain/refus.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { acte, vivre, type Acte } from './etats.ts';

export const d = (texte: string) => texte as DateCivile;

/** The last act, after the others: `accepté`, or its refusal as [nature, rule]. */
export function issue(actes: readonly Acte[], [le, acteur, commande, donnees]: Acte, saisiLe = le): unknown {
  const reponse = vivre(actes, saisiLe).commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) {
    expect(reponse.message).toMatch(/^[«\p{Lu}].{10,}[^ .]\.$/su);
    expect(reponse.message).not.toMatch(/ {2}|« »|\(\)|undefined/);
    expect(regle(reponse.regle), reponse.regle).toBeDefined();
    return [reponse.nature, reponse.regle];
  }
  for (const evenement of reponse) expect(regle(evenement.regle), evenement.evenement).toBeDefined();
  return 'accepté';
}
/** The events of the last act, which must be accepted. */
export function dernier(actes: readonly Acte[], [le, acteur, commande, donnees]: Acte) {
  const reponse = vivre(actes, le).commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse;
}
