/** Money to recover: RES-A-04, RES-D-05, REC-01, REC-02, DEC-10. One recovery per origin; amounts in cents. */
import { ajouterMois, finDelai } from '../calendrier/calendrier.ts';
import { exigerApres, exigerMotif, fait, type Decisions } from '../decision.ts';
import type { Etat, Recouvrement } from '../etat.ts';
import { totalPaye } from '../paiements/actes.ts';
import { PARAMETRES } from '../parametres.ts';
import { exiger } from '../refus.ts';
import { centimes, type Centimes, type DateCivile } from '../valeurs.ts';

/** RES-A-04, DEC-03 — last day of the reimbursement: two months from the effective date, rolled. */
export const limiteRemboursement = (depuis: DateCivile, siege: string): DateCivile =>
  finDelai('remboursement', ajouterMois(depuis, PARAMETRES.remboursement.valeur), siege);

export const ouvert = ({ statut }: Recouvrement): boolean =>
  statut === 'propose' || statut === 'notifie' || statut === 'impaye';
export const recouvrementsOuverts = (etat: Etat): readonly [string, Recouvrement][] =>
  Object.entries(etat.recouvrements).filter(([, recouvrement]) => ouvert(recouvrement));

export const resteDu = ({ montantCentimes, rembourseCentimes }: Recouvrement): Centimes =>
  centimes(Math.max(0, montantCentimes - rembourseCentimes));

/** Everything reimbursed so far. */
export const totalRembourse = (etat: Etat): Centimes =>
  centimes(Object.values(etat.recouvrements).reduce((total, { rembourseCentimes }) => total + rembourseCentimes, 0));

/** What may still be claimed: paid, not repaid, and not already claimed by another recovery than `sauf`. */
export const reclamable = (etat: Etat, sauf?: string): Centimes =>
  centimes(
    Math.max(
      0,
      recouvrementsOuverts(etat)
        .filter(([cle]) => cle !== sauf)
        .reduce((reste, [, autre]) => reste - resteDu(autre), totalPaye(etat) - totalRembourse(etat)),
    ),
  );

function premierOuvert(etat: Etat, statuts: readonly Recouvrement['statut'][]): readonly [string, Recouvrement] {
  // In the order of `statuts`: a proposal waits for its confirmation before an amount already fixed is looked at again.
  const trouve = statuts.flatMap((voulu) => recouvrementsOuverts(etat).filter(([, { statut }]) => statut === voulu))[0];
  exiger(trouve !== undefined, 'REC-02', "Aucun recouvrement n'est ouvert à ce stade.", 'etat');
  return trouve;
}

export const decisionsRecouvrement: Decisions<
  'confirmer-recouvrement' | 'constater-remboursement' | 'clore-recouvrement'
> = {
  'confirmer-recouvrement': (etat, commande) => {
    const [recouvrement, en] = premierOuvert(etat, ['propose', 'notifie']);
    const { montantCentimes: propose, rembourseCentimes: dejaRembourse, dateLimite, ouvertLe } = en;
    const { le, montantCentimes = propose } = commande.donnees;
    exigerApres(le, ouvertLe, "l'ouverture du recouvrement");
    exiger(montantCentimes >= 0, 'DEC-10', 'Le montant à recouvrer ne peut être négatif.', 'donnees');
    const maximum = reclamable(etat, recouvrement) + dejaRembourse;
    exiger(
      montantCentimes <= maximum,
      'DEC-10',
      `Le montant à recouvrer ne peut dépasser les sommes versées et non remboursées (${maximum / 100} €).`,
    );
    exiger(
      en.origine !== 'amorcage' || montantCentimes === propose,
      'RES-A-04',
      `La totalité de la somme versée au titre de l'amorçage est due (${propose / 100} €) : ce montant ne se modifie pas.`,
    );
    if (montantCentimes !== propose) exigerMotif(commande, 'DEC-10', 'Un montant différent de la proposition');
    return [
      fait(commande, 'RecouvrementConfirme', 'DEC-10', {
        recouvrement,
        montantCentimes,
        dateLimite: dateLimite ?? limiteRemboursement(le, etat.siege),
      }),
    ];
  },

  'constater-remboursement': (etat, commande) => {
    const [recouvrement, en] = premierOuvert(etat, ['notifie', 'impaye', 'propose']);
    const { le, montantCentimes } = commande.donnees;
    exigerApres(le, en.ouvertLe, "l'ouverture du recouvrement");
    const reste = resteDu(en);
    exiger(
      montantCentimes > 0 && montantCentimes <= reste,
      'REC-02',
      `Le remboursement doit être positif et ne peut dépasser le reste dû (${reste / 100} €).`,
    );
    return [
      fait(commande, 'RemboursementConstate', 'REC-02', {
        recouvrement,
        montantCentimes,
        resteDuCentimes: centimes(reste - montantCentimes),
      }),
    ];
  },

  'clore-recouvrement': (etat, commande) => {
    const [recouvrement, en] = premierOuvert(etat, ['propose', 'notifie', 'impaye']);
    exigerMotif(commande, 'REC-02', 'La clôture du recouvrement');
    exigerApres(commande.donnees.le, en.ouvertLe, "l'ouverture du recouvrement");
    const reste = resteDu(en);
    return [
      fait(commande, 'RecouvrementClos', 'REC-02', {
        recouvrement,
        montantCentimes: reste,
        issue: reste === 0 ? 'rien-du' : 'remise',
      }),
    ];
  },
};
