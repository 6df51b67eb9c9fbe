/** What follows by itself for the payments: ordered when due, interrupted when no longer due. PAY-01, RES-A-04, RES-D-05, DEC-34, DEC-36. */
import { type Consequence, automatique } from '../chapitre.ts';
import { notifieeDepuis } from '../resiliation/encours.ts';
import { ensemble } from '../droit.ts';
import { paiementsExigibles, type Exigible } from './attendus.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import { finDesDroits, ordreEnTrop } from './dus.ts';
import { baseDe, bases, calculReste, contratDe, paiementsDe, verseSur } from './verses.ts';
import { justifie } from '../calculs/calculs.ts';
import { somme } from '../calculs/montant.ts';
import type { ClePaiement, DateCivile, TypeContrat } from '../valeurs.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { projetArreteLe } from '../fin/delais.ts';

export const paiementOrdonnance: Consequence = (etat, le) => {
  const exigible = paiementsExigibles(etat, le)[0];
  return exigible === undefined ? null : ordonner(etat, exigible, le);
};

/** The order of a payment that is due. DEC-36: made during a notice too; the order shows it. */
export function ordonner(etat: Etat, exigible: Exigible, le: DateCivile): Evenement<'PaiementOrdonnance'> {
  const { cle, montant, limite, ouvertLe, regle } = exigible;
  const notifiee = notifieeDepuis(etat, contratDe(cle));
  return automatique(plusTard(le, ouvertLe), 'PaiementOrdonnance', regle, {
    paiement: cle,
    ...justifie({ montantCentimes: montant, dateLimite: limite }),
    ...(notifiee === null ? {} : { resiliationLe: notifiee }),
    ...(etat.caisse === '' ? {} : { caisse: etat.caisse }),
    ...ensemble(exigible),
  });
}

/** DEC-34 — an order that was interrupted and is due again, for the same sum: issued again, under its own key. */
export const paiementRepris: Consequence = (etat, le) => {
  for (const { cle, montant, montantCentimes, limite } of paiementsExigibles(etat, le)) {
    const [paiement] =
      paiementsDe(etat, baseDe(cle)).find(
        ([, un]) => un.statut === 'interrompu' && verseSur(un) === 0 && un.montantCentimes === montantCentimes,
      ) ?? [];
    if (paiement !== undefined)
      return automatique(le, 'PaiementReemis', 'DEC-34', {
        paiement,
        ...justifie({ montantCentimes: montant, dateLimite: limite }),
      });
  }
  return null;
};

/** RES-A-04, RES-D-05 — at the effect, the orders of that contract; DEC-34 — any order that is no longer due. */
export const paiementInterrompu: Consequence = (etat, le) => {
  for (const base of bases(etat)) {
    const paiement = ordreEnTrop(etat, base);
    if (paiement === null) continue;
    const contrat = contratDe(base);
    const fin = finDesDroits(etat, contrat);
    const ordre = etat.paiements[paiement];
    return automatique(plusTard(fin ?? le, le), 'PaiementInterrompu', regleDeLaFin(etat, contrat, fin !== null), {
      paiement,
      ...justifie({ montantCentimes: ordre === undefined ? somme([], 'DEC-34') : calculReste(paiement, ordre) }),
    });
  }
  return null;
};

function regleDeLaFin(etat: Etat, contrat: TypeContrat, fini: boolean): string {
  if (!fini) return 'DEC-34';
  // Regime B: the projet de santé was refused, and so ends the aid.
  if (etat[contrat].fin !== 'resilie') return projetArreteLe(etat) === null ? 'FIN-05' : 'DEC-43';
  return contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05';
}

/** DEC-36 — what the caisse holds back is held back no longer than the résiliation lasts. */
export const paiementLibere: Consequence = (etat, le) => {
  for (const [cle, paiement] of Object.entries(etat.paiements))
    if (paiement.statut === 'retenu' && notifieeDepuis(etat, contratDe(cle)) === null)
      return automatique(le, 'PaiementLibere', 'DEC-36', {
        paiement: cle as ClePaiement,
        ...justifie({ montantCentimes: calculReste(cle, paiement) }),
      });
  return null;
};
