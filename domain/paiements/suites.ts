/** What follows by itself for the payments: ordered when due, interrupted with their contract. PAY-01, RES-A-04, RES-D-05. */
import { type Consequence, automatique } from '../chapitre.ts';
import { ensemble } from '../droit.ts';
import { paiementsExigibles } from './attendus.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import { CONTRATS, type ClePaiement } from '../valeurs.ts';
export const paiementOrdonnance: Consequence = (etat, le) => {
  const exigible = paiementsExigibles(etat)[0];
  if (exigible === undefined) return null;
  const { cle, montantCentimes, dateLimite, ouvertLe, regle } = exigible;
  return automatique(plusTard(le, ouvertLe), 'PaiementOrdonnance', regle, {
    paiement: cle,
    montantCentimes,
    dateLimite,
    ...ensemble(exigible),
  });
};

/** RES-A-04, RES-D-05 — payments of a terminated contract are interrupted, whatever the origin. */
export const paiementInterrompu: Consequence = (etat) => {
  const aideFinie =
    etat.regime === 'en-fonctionnement-a-mettre-en-conformite' && etat.projetSante.decision?.sens === 'refuse';
  for (const contrat of CONTRATS) {
    const { fin, finiLe } = etat[contrat];
    if (finiLe === null || (fin !== 'resilie' && !aideFinie)) continue;
    for (const [cle, { statut, montantCentimes }] of Object.entries(etat.paiements))
      if (cle.startsWith(contrat) && (statut === 'ordonnance' || statut === 'rejete'))
        return automatique(finiLe, 'PaiementInterrompu', contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05', {
          paiement: cle as ClePaiement,
          montantCentimes,
        });
  }
  return null;
};
