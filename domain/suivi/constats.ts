/** What one finds and another confirms: the seat that moved (DEC-47), the end of the association (DEC-42), a reprise (DEC-67). */
import {
  automatique,
  exigerApres,
  exigerMotif,
  fait,
  type Decision,
  type Decisions,
  type Evolutions,
} from '../chapitre.ts';
import { decisionsSiege, evolutionsSiege } from '../creation/siege.ts';
import type { Etat, OrdreDu } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { decisionsDissolution, evolutionsDissolution } from '../fin/dissolution.ts';
import { duPour } from '../paiements/dus.ts';
import { baseDe, enOrdre, versePour } from '../paiements/verses.ts';
import { exiger } from '../refus.ts';
import type { DateCivile } from '../valeurs.ts';

/** By its ordinal; without it, the only one that waits. */
export const decisionsConstats: Decisions<'confirmer-constat'> = {
  'confirmer-constat': (etat, commande, contexte) => {
    const { rang } = commande.donnees;
    const { siegeAnnonce, dissolution } = etat;
    const reprise = repriseEnAttente(etat);
    // A case that was taken up is confirmed before what it holds.
    if (reprise !== null && (rang === undefined || rang === reprise.rang))
      return confirmerReprise(etat, commande, contexte);
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

const repriseEnAttente = ({ reprise }: Etat): Etat['reprise'] =>
  reprise !== null && reprise.confirmeeLe === null ? reprise : null;

/** DEC-67 — the caisse knows what it has paid: what is due and was not is ordered once it has said so. */
const confirmerReprise: Decision<'confirmer-constat'> = (etat, commande) => {
  const { sens, le } = commande.donnees;
  const reprise = repriseEnAttente(etat);
  exiger(reprise !== null, 'DEC-67', "Aucune reprise n'attend de confirmation.", 'etat');
  exiger(
    commande.acteur === 'caisse',
    'DEC-67',
    "La reprise du dossier est confirmée par la caisse, non par l'agence régionale de santé qui l'a faite.",
    'role',
  );
  exigerApres(le, reprise.le, 'la reprise du dossier', 'DEC-67');
  const confirme = sens === 'confirme' || sens === 'confirmee';
  if (!confirme) exigerMotif(commande, 'DEC-67', 'La contestation de la reprise');
  const dit = fait(commande, 'ConstatConfirme', 'DEC-67', {
    rang: reprise.rang,
    partie: 'caisse',
    sens: confirme ? 'confirme' : 'conteste',
    recueLe: le,
  });
  return confirme ? [dit, ...ordresDeLaReprise(etat, reprise.dus, le)] : [dit];
};

/**
 * DEC-67 — what was due before is ordered, whatever its pieces have become since: an order that had left would stand. Not what
 * a fact told since the reprise has paid, or made undue; what is due anew follows from the state.
 */
function ordresDeLaReprise(etat: Etat, dus: readonly OrdreDu[], le: DateCivile): readonly Evenement[] {
  return dus.flatMap(({ paiement, montantCentimes, dateLimite }) => {
    const base = baseDe(paiement);
    const du = (duPour(etat, base) ?? 0) - versePour(etat, base) - enOrdre(etat, base);
    if (etat.paiements[paiement] !== undefined || du < montantCentimes) return [];
    const caisse = etat.caisse === '' ? {} : { caisse: etat.caisse };
    return [automatique(le, 'PaiementOrdonnance', 'DEC-67', { paiement, montantCentimes, dateLimite, ...caisse })];
  });
}

/** Contested, the reprise goes on waiting: the ARS strikes it, or the caisse confirms it later. */
const evolutionReprise = ({ reprise }: Etat, confirme: boolean, le: DateCivile): Partial<Etat> =>
  reprise === null || !confirme ? {} : { reprise: { ...reprise, confirmeeLe: le } };

export const evolutionsConstats: Evolutions<'ConstatConfirme'> = {
  ConstatConfirme: (etat, evenement) => {
    if (evenement.regle === 'DEC-67') return evolutionReprise(etat, evenement.sens === 'confirme', evenement.le);
    return (evenement.siege === undefined ? evolutionsDissolution : evolutionsSiege).ConstatConfirme(etat, evenement);
  },
};
