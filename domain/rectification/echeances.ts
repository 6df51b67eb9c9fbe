/** The confirmation of a date that the porteur declared, the approval of a rectification. DEC-29, DEC-34. */
import { echeance, type Echeance } from '../echeance.ts';
import type { Etat } from '../etat.ts';
import { depuis, inscrite } from '../calculs/date.ts';
import { compter } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

/** The last day to answer each date that the porteur declared, with how it is counted, the oldest first; by ordinal of one day. */
const limitesDesDates = (etat: Etat) =>
  Object.entries(etat.aConfirmer)
    .map(([rang, { saisiLe }]) => {
      const { depart, ...reste } = compter(etat, 'confirmationDate', depuis('', saisiLe));
      return { ...reste, depart: { ...depart, rang: Number(rang) } };
    })
    .sort((a, b) => a.resultat.localeCompare(b.resultat));

/** Dates that the porteur declared and nobody has confirmed or contested, each with its last day, the oldest first. */
export const datesAConfirmer = (etat: Etat): readonly { readonly rang: number; readonly limite: DateCivile }[] =>
  limitesDesDates(etat).map(({ depart, resultat }) => ({ rang: depart.rang, limite: resultat }));

export function* echeancesRectification(etat: Etat): Iterable<Echeance> {
  const limites = limitesDesDates(etat);
  // One at a time, the oldest first: those that were alerted of are no longer waited for.
  const prochaine = limites.find(({ resultat }) => resultat > (etat.depassees['confirmation-date'] ?? ''));
  if (prochaine !== undefined)
    yield echeance(etat, 'confirmation-date', prochaine, 'DEC-29', 'alerte', ['ars', 'caisse']);
  if (etat.rectification !== null) {
    const { dateLimite, proposeePar } = etat.rectification;
    const autre = proposeePar === 'ars' ? 'caisse' : 'ars';
    const proposee = inscrite(
      depuis('RectificationProposee', dateLimite),
      'RectificationProposee',
      dateLimite,
      'DEC-34',
    );
    yield echeance(etat, 'rectification', proposee, 'DEC-34', 'alerte', [autre]);
  }
}
