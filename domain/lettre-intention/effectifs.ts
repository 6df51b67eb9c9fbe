/** The numbers of doctors that an act declares: what it does not say stays as it was. */
import type { Etat } from '../etat.ts';

export const effectifs = (
  etat: Etat,
  donnees: { readonly medecinsPresents?: number; readonly liberaux?: number; readonly engages?: number },
) => ({
  medecinsPresents: donnees.medecinsPresents ?? etat.effectifs.medecinsPresents,
  liberaux: donnees.liberaux ?? etat.effectifs.liberaux,
  engages: donnees.engages ?? etat.effectifs.engages,
});
