/** DEC-51 — the number that the ARS is asked for. */
import { depuis } from '../calculs/date.ts';
import { compter } from '../droit.ts';
import { echeance, type Echeance } from '../echeance.ts';
import type { Etat } from '../etat.ts';
import type { DateCivile } from '../valeurs.ts';
import { finessPossibleDepuis } from './actes.ts';

/** Where no range gives it, the ARS is awaited from the day on which the number may be attributed. */
export function* echeancesCreation(etat: Etat): Iterable<Echeance> {
  const possible = etat.finess === null ? finessPossibleDepuis(etat) : null;
  if (possible === null) return;
  const limite = compter(etat, 'attributionFiness', depuis(faitDuFiness(etat, possible), possible));
  yield echeance(etat, 'attribution-finess', limite, 'DEC-51', 'alerte', ['ars']);
}

/** The last of the facts that the number waits for (FIN-01). */
function faitDuFiness({ regime, associationLe, li }: Etat, possible: DateCivile): string {
  if (regime === 'droit-commun')
    return li?.decision?.le === possible ? 'LettreIntentionValidee' : 'AssociationDeclaree';
  if (regime === 'en-projet-avec-amorcage-ars')
    return associationLe === null ? 'ContratAmorcageConclu' : 'AssociationDeclaree';
  return 'ProjetSanteValide';
}
