/** Money to recover: RES-A-04, RES-D-05, REC-01, REC-02, DEC-10, DEC-34, DEC-63. One recovery per key; amounts in cents. */
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, Recouvrement } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { euros } from '../mots.ts';
import { exiger } from '../refus.ts';
import { ORIGINES_RECOUVREMENT, centimes, type Centimes, type DateCivile } from '../valeurs.ts';
import { justifie } from '../calculs/calculs.ts';
import { etape, somme } from '../calculs/montant.ts';
import { aRendre, calculLimite, calculRemboursement, calculReste, reclamable, resteDu } from './dus.ts';

/** The recovery that is named, or the first that is at one of these stages. */
function vise(
  etat: Etat,
  nomme: string | undefined,
  statuts: readonly Recouvrement['statut'][],
): readonly [string, Recouvrement] {
  if (nomme !== undefined) {
    const en = Object.hasOwn(etat.recouvrements, nomme) ? etat.recouvrements[nomme] : undefined;
    const connus = Object.keys(etat.recouvrements).join(', ');
    exiger(
      en !== undefined,
      'REC-02',
      `« recouvrement » : ce recouvrement n'existe pas (${connus === '' ? 'aucun ne le peut encore' : `connus : ${connus}`}).`,
      'donnees',
    );
    exiger(statuts.includes(en.statut), 'REC-02', `Le recouvrement « ${nomme} » n'est pas ouvert à ce stade.`, 'etat');
    return [nomme, en];
  }
  // In the order of `statuts`: a proposal waits for its confirmation before an amount already fixed is looked at again.
  const trouve = statuts.flatMap((voulu) =>
    Object.entries(etat.recouvrements).filter(([, { statut }]) => statut === voulu),
  )[0];
  exiger(trouve !== undefined, 'REC-02', "Aucun recouvrement n'est ouvert à ce stade.", 'etat');
  return trouve;
}

export const decisionsRecouvrement: Decisions<
  'confirmer-recouvrement' | 'constater-remboursement' | 'clore-recouvrement'
> = {
  'confirmer-recouvrement': (etat, commande) => {
    const [recouvrement, en] = vise(etat, commande.donnees.recouvrement, ['propose', 'notifie']);
    const { montantCentimes: propose, rembourseCentimes, remisCentimes, ouvertLe } = en;
    const { le, montantCentimes = propose } = commande.donnees;
    exigerApres(le, ouvertLe, "l'ouverture du recouvrement");
    const maximum = reclamable(etat, recouvrement, rembourseCentimes + remisCentimes);
    exiger(
      montantCentimes <= maximum,
      'DEC-10',
      `Le montant à recouvrer ne peut dépasser les sommes versées et non remboursées (${euros(maximum)}).`,
    );
    exiger(
      en.origine !== 'amorcage' || montantCentimes === propose,
      'RES-A-04',
      `La totalité de la somme versée au titre de l'amorçage est due (${euros(propose)}) : ce montant ne se modifie pas.`,
    );
    if (montantCentimes !== propose) exigerMotif(commande, 'DEC-10', 'Un montant différent de la proposition');
    return [
      fait(commande, 'RecouvrementConfirme', 'DEC-10', {
        recouvrement,
        ...justifie({
          montantCentimes:
            montantCentimes === propose
              ? somme([{ quoi: 'propose', cle: recouvrement, montantCentimes }], 'DEC-10')
              : etape({
                  operation: 'fixe',
                  evenement: 'RecouvrementConfirme',
                  le,
                  regle: 'DEC-10',
                  resultat: montantCentimes,
                }),
          dateLimite: calculLimite(en) ?? calculRemboursement(le, etat, 'RecouvrementConfirme'),
        }),
      }),
    ];
  },

  // DEC-63: money that arrived is a fact: more than the sum due, after its end, or before anybody knew that it was due.
  'constater-remboursement': (etat, commande) => {
    const { montantCentimes, reference, recouvrement: nomme } = commande.donnees;
    const statuts = ['notifie', 'impaye', 'propose', 'rembourse', 'clos'] as const;
    const [recouvrement, en] = vise(etat, nomme, statuts);
    exiger(montantCentimes > 0, 'REC-02', 'Le montant remboursé doit être positif.');
    const apres = { ...en, rembourseCentimes: centimes(en.rembourseCentimes + montantCentimes) };
    const surplus = aRendre(apres);
    return [
      fait(commande, 'RemboursementConstate', surplus > 0 ? 'DEC-63' : 'REC-02', {
        recouvrement,
        montantCentimes,
        resteDuCentimes: resteDu(apres),
        ...(surplus > 0 ? { aRendreCentimes: surplus } : {}),
        ...(reference === undefined ? {} : { reference }),
      }),
    ];
  },

  'clore-recouvrement': (etat, commande) => {
    const [recouvrement, en] = vise(etat, commande.donnees.recouvrement, ['propose', 'notifie', 'impaye']);
    exigerMotif(commande, 'REC-02', 'La clôture du recouvrement');
    exigerApres(commande.donnees.le, en.ouvertLe, "l'ouverture du recouvrement");
    const reste = resteDu(en);
    return [
      fait(commande, 'RecouvrementClos', 'REC-02', {
        recouvrement,
        ...justifie({ montantCentimes: calculReste(recouvrement, en) }),
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

/** Money that came back for a sum that the life, played again, does not claim: it came all the same (DEC-34). */
const sansCause = (cle: string, le: DateCivile): Recouvrement => ({
  origine: ORIGINES_RECOUVREMENT.find((origine) => origine === cle) ?? 'indu',
  montantCentimes: centimes(0),
  duCentimes: centimes(0),
  rembourseCentimes: centimes(0),
  remisCentimes: centimes(0),
  ouvertLe: le,
  dateLimite: null,
  statut: 'clos',
  notifieLe: null,
});

/** DEC-34 — what was repaid on one ground is put to another. */
function imputer(
  recouvrements: Etat['recouvrements'],
  vers: string,
  imputation: Evenement<'RecouvrementPropose'>['imputation'],
): Etat['recouvrements'] {
  if (imputation === undefined) return recouvrements;
  const { de, montantCentimes } = imputation;
  const deplacer = (cle: string, sens: 1 | -1): Etat['recouvrements'] => {
    const en = recouvrements[cle];
    const rembourseCentimes = centimes(Math.max(0, (en?.rembourseCentimes ?? 0) + sens * montantCentimes));
    return en === undefined ? {} : { [cle]: { ...en, rembourseCentimes } };
  };
  return { ...recouvrements, ...deplacer(de, -1), ...deplacer(vers, 1) };
}

/** REC-02 — what was given up is what was left: of a sum that shrinks, less. */
const remise = (
  { remisCentimes, rembourseCentimes }: Recouvrement,
  montant: Centimes,
): Pick<Recouvrement, 'remisCentimes'> => ({
  remisCentimes: centimes(Math.min(remisCentimes, Math.max(0, montant - rembourseCentimes))),
});

/** DEC-33 — what the caisse gave up is a sum: of more that a life played again claims, the rest is still due. */
function remettre(avant: Recouvrement, montant: Centimes): Partial<Recouvrement> {
  const reste = resteDu(avant);
  const remisCentimes = centimes(avant.remisCentimes + Math.min(reste, montant));
  return { remisCentimes, ...(montant < reste ? {} : { statut: 'clos' }) };
}

/** DEC-63 — closed as nothing more is due: what comes after is to be given back, or pays another claim. */
const dejaRegle = ({
  rembourseCentimes,
  remisCentimes,
  montantCentimes,
}: Recouvrement): Pick<Recouvrement, 'montantCentimes' | 'duCentimes'> => {
  const regle = centimes(Math.min(montantCentimes, rembourseCentimes + remisCentimes));
  return { montantCentimes: regle, duCentimes: regle };
};

export const evolutionsRecouvrement: Evolutions<
  | 'RecouvrementPropose'
  | 'RecouvrementConfirme'
  | 'RemboursementConstate'
  | 'RecouvrementEchu'
  | 'RecouvrementClos'
  | 'ProcedureDixHuitMoisOuverte'
> = {
  RecouvrementPropose: (etat, evenement) => {
    const { recouvrement, origine, montantCentimes, duCentimes = montantCentimes, le } = evenement;
    const avant = etat.recouvrements[recouvrement];
    // RES-A-04: the whole amorçage is due by contract; the others wait for the caisse (DEC-10).
    const notifie = origine === 'amorcage' && evenement.aConfirmer !== true;
    const propose: Recouvrement = {
      rembourseCentimes: centimes(0),
      remisCentimes: centimes(0),
      ouvertLe: le,
      ...avant,
      origine,
      montantCentimes,
      duCentimes,
      dateLimite: evenement.dateLimite ?? avant?.dateLimite ?? null,
      statut: notifie ? 'notifie' : 'propose',
      notifieLe: notifie ? le : null,
    };
    const reduit =
      avant === undefined ? propose : { ...avant, montantCentimes, duCentimes, ...remise(avant, montantCentimes) };
    const recouvrements = { ...etat.recouvrements, [recouvrement]: evenement.reduite === true ? reduit : propose };
    return { recouvrements: imputer(recouvrements, recouvrement, evenement.imputation) };
  },
  // Confirmed again for no more than before, the two months go on running (DEC-37).
  RecouvrementConfirme: (etat, { recouvrement, montantCentimes, dateLimite, le }) =>
    surRecouvrement(etat, recouvrement, (avant) => ({
      statut: 'notifie',
      montantCentimes,
      dateLimite,
      notifieLe: avant.notifieLe !== null && montantCentimes <= avant.montantCentimes ? avant.notifieLe : le,
    })),
  RemboursementConstate: (etat, { recouvrement, montantCentimes, le }) => {
    const avant = etat.recouvrements[recouvrement] ?? sansCause(recouvrement, le);
    const rembourseCentimes = centimes(avant.rembourseCentimes + montantCentimes);
    return { recouvrements: { ...etat.recouvrements, [recouvrement]: { ...avant, rembourseCentimes } } };
  },
  RecouvrementEchu: (etat, { recouvrement }) => surRecouvrement(etat, recouvrement, () => ({ statut: 'impaye' })),
  RecouvrementClos: (etat, { recouvrement, issue, montantCentimes }) =>
    surRecouvrement(etat, recouvrement, (avant) => {
      switch (issue) {
        case 'rembourse':
          return { statut: 'rembourse' };
        case 'rien-du':
          return { statut: 'clos', ...dejaRegle(avant) };
        case 'remise':
          return remettre(avant, montantCentimes);
      }
    }),
  ProcedureDixHuitMoisOuverte: (_etat, { le }) => ({ dixHuitMoisOuvertLe: le }),
};
