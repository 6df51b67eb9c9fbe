/** What follows by itself for money to recover: proposed, closed once nothing is left. RES-A-04, RES-D-05, DEC-10, REC-02. */
import { type Consequence, automatique } from '../chapitre.ts';
import { CONTRATS, centimes } from '../valeurs.ts';
import { anneeContrat, prorataRestant } from '../paiements/montants.ts';
import { versionDuDelai } from '../droit.ts';
import { ouvert, resteDu, reclamable, limiteRemboursement } from './dus.ts';
import { totalPaye } from '../paiements/attendus.ts';
/** RES-A-04: the whole amorçage. RES-D-05, DEC-10: what is left to run of the year paid, a proposal. */
export const recouvrementPropose: Consequence = (etat) => {
  for (const contrat of CONTRATS) {
    const { fin, finiLe, concluLe } = etat[contrat];
    if (fin !== 'resilie' || finiLe === null || concluLe === null || etat.recouvrements[contrat] !== undefined)
      continue;
    const annee = etat.paiements[`dotation-${anneeContrat(concluLe, finiLe)}`];
    const enCause = etat.recouvrements['dix-huit-mois'];
    // The whole sum due by the contract takes the place of the 18-month case: nothing is claimed twice.
    if (contrat === 'amorcage' && enCause !== undefined && ouvert(enCause))
      return automatique(finiLe, 'RecouvrementClos', 'RES-A-04', {
        recouvrement: 'dix-huit-mois',
        montantCentimes: resteDu(enCause),
        issue: 'rien-du',
      });
    const du =
      contrat === 'amorcage'
        ? totalPaye(etat, 'amorcage')
        : annee?.statut === 'execute'
          ? prorataRestant(annee.montantCentimes, concluLe, finiLe)
          : centimes(0);
    const montantCentimes = centimes(Math.min(du, reclamable(etat)));
    if (montantCentimes > 0)
      return automatique(finiLe, 'RecouvrementPropose', contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05', {
        recouvrement: contrat,
        origine: contrat,
        montantCentimes,
        dateLimite: limiteRemboursement(finiLe, etat),
        ...versionDuDelai(etat, 'remboursement', finiLe),
      });
  }
  return null;
};

export const recouvrementSolde: Consequence = (etat, le) => {
  for (const [recouvrement, en] of Object.entries(etat.recouvrements))
    // A proposal repaid in full needs no confirmation any more.
    if (
      resteDu(en) === 0 &&
      (en.statut === 'propose' ? en.rembourseCentimes > 0 : en.statut !== 'clos' && en.statut !== 'rembourse')
    )
      return automatique(le, 'RecouvrementClos', 'REC-02', {
        recouvrement,
        montantCentimes: en.montantCentimes,
        issue: en.montantCentimes === 0 ? 'rien-du' : 'rembourse',
      });
  return null;
};
