/**
 * `domain/echeances.ts` of a program to come: one more deadline, hence one more timer, behind the last revision of that
 * program. Without a revision of its own, it is a program that changed what running cases ask for.
 */
import { echeance, type Echeance } from '../../domain/echeance.ts';
import { echeances as celles } from '../../domain/echeances.ts';
import type { Etat } from '../../domain/etat.ts';
import { depuis } from '../../domain/calculs/date.ts';
import { REVISION } from '../../domain/revision.ts';
import type { DateCivile } from '../../domain/valeurs.ts';

export * from '../../domain/echeances.ts';

/** No life of these tests reaches it. */
export const CLE = 'echeance-de-la-revision-suivante';

export function echeances(etat: Etat): readonly Echeance[] {
  const connues = celles(etat);
  const ajoutee = echeance(etat, CLE, depuis('', '2089-12-31' as DateCivile), 'DEC-02', 'alerte', []);
  return connues.length > 0 && etat.revision >= REVISION ? [...connues, ajoutee] : connues;
}
