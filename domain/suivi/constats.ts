/** What one finds and another confirms: the seat that moved (DEC-47), the association that is dissolved (DEC-42). */
import type { Decisions, Evolutions } from '../chapitre.ts';
import { decisionsSiege, evolutionsSiege } from '../creation/siege.ts';
import { decisionsDissolution, evolutionsDissolution } from '../fin/dissolution.ts';
import { exiger } from '../refus.ts';

/** By its ordinal; without it, the only one that waits. */
export const decisionsConstats: Decisions<'confirmer-constat'> = {
  'confirmer-constat': (etat, commande, contexte) => {
    const { rang } = commande.donnees;
    const { siegeAnnonce, dissolution } = etat;
    const dissolue = dissolution !== null && dissolution.confirmeeLe === null;
    exiger(
      rang !== undefined || siegeAnnonce === null || !dissolue,
      'DEC-42',
      `Deux constats attendent une confirmation : dites lequel par « rang » (${siegeAnnonce?.rang} ou ${dissolution?.rang}).`,
      'donnees',
    );
    const duSiege = siegeAnnonce !== null && (rang === undefined || rang === siegeAnnonce.rang);
    return (dissolue && !duSiege ? decisionsDissolution : decisionsSiege)['confirmer-constat'](
      etat,
      commande,
      contexte,
    );
  },
};

export const evolutionsConstats: Evolutions<'ConstatConfirme'> = {
  ConstatConfirme: (etat, evenement) =>
    (evenement.siege === undefined ? evolutionsDissolution : evolutionsSiege).ConstatConfirme(etat, evenement),
};
