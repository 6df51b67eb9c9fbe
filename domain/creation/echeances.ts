/** DEC-51 — the number that the ARS is asked for. */
import { sansReport } from '../droit.ts';
import { echeance, type Echeance } from '../echeance.ts';
import type { Etat } from '../etat.ts';
import { finessPossibleDepuis } from './actes.ts';

/** Where no range gives it, the ARS is awaited from the day on which the number may be attributed. */
export function* echeancesCreation(etat: Etat): Iterable<Echeance> {
  const depuis = etat.finess === null ? finessPossibleDepuis(etat) : null;
  if (depuis === null) return;
  const limite = sansReport(etat, 'attributionFiness', depuis);
  yield echeance(etat, 'attribution-finess', limite, 'DEC-51', 'alerte', ['ars']);
}
