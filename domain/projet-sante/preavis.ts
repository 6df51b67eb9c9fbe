/** DEC-53 — less than a month to write the PS once the LI is validated: the ARS is told, to fix an extension. */
import { enToutesLettres, plusTard } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { finPreavisProjet } from '../lettre-intention/delais.ts';
import type { Avertissement, DateCivile } from '../valeurs.ts';
import { limiteDepot } from './delais.ts';

/** Was less than a month left, or none, when the LI was validated? */
export function preavisTropCourt(etat: Etat, valideeLe: DateCivile): boolean {
  const limite = limiteDepot(etat);
  return etat.regime === 'droit-commun' && limite !== null && limite < finPreavisProjet(valideeLe, etat);
}

export function avertissementPreavis(etat: Etat, valideeLe: DateCivile): readonly Avertissement[] {
  const limite = limiteDepot(etat);
  if (limite === null || !preavisTropCourt(etat, valideeLe)) return [];
  const reste = limite < valideeLe ? 'est passé' : "laisse moins d'un mois";
  return [
    {
      regle: 'DEC-53',
      phrase: `Le dernier jour du dépôt du projet de santé (${enToutesLettres(limite)}) ${reste} : l'agence régionale de santé est invitée à fixer une prolongation (« prolonger-depot-projet-sante »). Son absence ne peut fonder une résiliation qu'après le ${enToutesLettres(finPreavisProjet(valideeLe, etat))}.`,
    },
  ];
}

/** DEC-53 — last day before which the absence of a PS is no ground of résiliation; null while no clock runs. */
export function finAvantFondement(etat: Etat): DateCivile | null {
  const limite = limiteDepot(etat);
  const validee = etat.li?.decision?.sens === 'validee' ? etat.li.decision.le : null;
  if (limite === null || etat.regime !== 'droit-commun' || validee === null) return limite;
  return plusTard(limite, finPreavisProjet(validee, etat));
}
