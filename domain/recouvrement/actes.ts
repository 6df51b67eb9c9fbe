/** Money to recover: RES-A-04, RES-D-05, REC-01, REC-02, DEC-10. One recovery per origin; amounts in cents. */
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, Recouvrement } from '../etat.ts';
import { exiger } from '../refus.ts';
import { centimes } from '../valeurs.ts';
import { recouvrementsOuverts, reclamable, limiteRemboursement, resteDu } from './dus.ts';

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
        dateLimite: dateLimite ?? limiteRemboursement(le, etat),
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

const surRecouvrement = (
  etat: Etat,
  cle: string,
  changement: (recouvrement: Recouvrement) => Partial<Recouvrement>,
): Partial<Etat> => {
  const recouvrement = etat.recouvrements[cle];
  return recouvrement === undefined
    ? {}
    : { recouvrements: { ...etat.recouvrements, [cle]: { ...recouvrement, ...changement(recouvrement) } } };
};

export const evolutionsRecouvrement: Evolutions<
  | 'RecouvrementPropose'
  | 'RecouvrementConfirme'
  | 'RemboursementConstate'
  | 'RecouvrementEchu'
  | 'RecouvrementClos'
  | 'ProcedureDixHuitMoisOuverte'
> = {
  RecouvrementPropose: (etat, { recouvrement, origine, montantCentimes, dateLimite, le }) => ({
    recouvrements: {
      ...etat.recouvrements,
      [recouvrement]: {
        origine,
        // RES-A-04: the whole amorçage is due by contract; the others wait for the caisse (DEC-10).
        statut: origine === 'amorcage' ? 'notifie' : 'propose',
        montantCentimes,
        rembourseCentimes: centimes(0),
        dateLimite: dateLimite ?? null,
        ouvertLe: le,
      },
    },
  }),
  RecouvrementConfirme: (etat, { recouvrement, montantCentimes, dateLimite }) =>
    surRecouvrement(etat, recouvrement, () => ({ statut: 'notifie', montantCentimes, dateLimite })),
  RemboursementConstate: (etat, { recouvrement, montantCentimes }) =>
    surRecouvrement(etat, recouvrement, ({ rembourseCentimes }) => ({
      rembourseCentimes: centimes(rembourseCentimes + montantCentimes),
    })),
  RecouvrementEchu: (etat, { recouvrement }) => surRecouvrement(etat, recouvrement, () => ({ statut: 'impaye' })),
  RecouvrementClos: (etat, { recouvrement, issue }) =>
    surRecouvrement(etat, recouvrement, () => ({ statut: issue === 'rembourse' ? 'rembourse' : 'clos' })),
  ProcedureDixHuitMoisOuverte: (_etat, { le }) => ({ dixHuitMoisOuvertLe: le }),
};
