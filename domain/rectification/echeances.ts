/** The confirmation of a date that the porteur declared, the approval of a rectification. DEC-29, DEC-34. */
import { echeance, type Echeance } from '../echeance.ts';
import type { Etat } from '../etat.ts';
import { sansReport } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

/** Dates that the porteur declared and nobody has confirmed or contested, each with its last day, the oldest first. */
export const datesAConfirmer = (etat: Etat): readonly { readonly rang: number; readonly limite: DateCivile }[] =>
  Object.entries(etat.aConfirmer)
    .map(([rang, { saisiLe }]) => ({ rang: Number(rang), limite: sansReport(etat, 'confirmationDate', saisiLe) }))
    .sort((a, b) => (a.limite < b.limite ? -1 : a.limite > b.limite ? 1 : a.rang - b.rang));

export function* echeancesRectification(etat: Etat): Iterable<Echeance> {
  const limites = datesAConfirmer(etat).map(({ limite }) => limite);
  // One at a time, the oldest first: those that were alerted of are no longer waited for.
  const prochaine = limites.find((limite) => limite > (etat.depassees['confirmation-date'] ?? ''));
  if (prochaine !== undefined)
    yield echeance(etat, 'confirmation-date', prochaine, 'DEC-29', 'alerte', ['ars', 'caisse']);
  if (etat.rectification !== null) {
    const { dateLimite, proposeePar } = etat.rectification;
    const autre = proposeePar === 'ars' ? 'caisse' : 'ars';
    yield echeance(etat, 'rectification', dateLimite, 'DEC-34', 'alerte', [autre]);
  }
}
