/** Payments: what is due, why it waits, what becomes of it. PAY-01, PAY-02, DOT-07, DEC-08, DEC-09, DEC-27, TRA-B, TRA-C. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, Paiement } from '../etat.ts';
import { baremeDuCycle, dotation } from './montants.ts';
import { cycleDe, piecesManquantes } from './pieces.ts';
import { exiger } from '../refus.ts';
import type { ClePaiement } from '../valeurs.ts';
import { paiementsAttendus, paiementsSuspendus, suspensionLe } from './attendus.ts';

function ordonnance(etat: Etat, cle: ClePaiement, statut: Paiement['statut']): Paiement {
  const paiement = etat.paiements[cle];
  if (paiement === undefined) {
    const prevu = paiementsAttendus(etat).find((candidat) => candidat.cle === cle);
    const manquantes = piecesManquantes(etat, cle).map(({ code }) => code);
    exiger(prevu !== undefined, 'PAY-01', `Le paiement « ${cle} » n'est pas dû.`);
    exiger(!paiementsSuspendus(etat), 'RES-A-03', `Le paiement « ${cle} » est suspendu par la résiliation en cours.`);
    exiger(
      prevu.montantCentimes !== null,
      'DEC-09',
      `Le montant de « ${cle} » reste à fixer par la caisse et à approuver par l'ARS.`,
    );
    exiger(false, prevu.regle, `Le paiement « ${cle} » attend des pièces conformes : ${manquantes.join(', ')}.`);
  }
  exiger(
    paiement.statut === statut,
    'PAY-01',
    `Le paiement « ${cle} » est « ${paiement.statut} », et non « ${statut} ».`,
    'etat',
  );
  return paiement;
}

/** The cycle whose amount is to be fixed by hand: the one named, else the oldest below ten without an approved amount. */
function cycleAFixer(
  etat: Etat,
  commande: Commande<'fixer-montant-dotation' | 'approuver-montant-dotation'>,
  fixe: boolean,
): number {
  const { paiement } = commande.donnees;
  const cycles = Object.entries(etat.denombrements)
    .filter(
      ([cycle, { nombre, date }]) =>
        dotation(nombre, baremeDuCycle(etat, date)) === null &&
        etat.paiements[`dotation-${Number(cycle)}`] === undefined,
    )
    .map(([cycle]) => Number(cycle))
    .filter((cycle) => (fixe ? etat.montantsFixes[cycle] !== undefined : true))
    .filter((cycle) => paiement === undefined || cycleDe(paiement) === cycle);
  const cycle = cycles.find((un) => etat.montantsFixes[un]?.approuve !== true) ?? cycles[0];
  exiger(
    cycle !== undefined,
    'DEC-09',
    fixe
      ? "Aucun montant fixé par la caisse n'attend d'approbation."
      : "Aucune dotation n'est à fixer : le montant ne se fixe qu'en dessous de dix adhérents.",
    'etat',
  );
  return cycle;
}

/** The rule under which a payment is made: its mail must not cite another's. */
function regleDuPaiement({ regime }: Etat, cle: ClePaiement): string {
  switch (cle) {
    case 'amorcage-1':
      return 'PAY-01';
    case 'amorcage-2':
      return 'PAY-02';
    case 'amorcage-30':
      return regime === 'en-projet-avec-amorcage-ars' ? 'TRA-C' : 'TRA-B';
    default:
      return 'DOT-07';
  }
}

export const decisionsPaiements: Decisions<
  | 'executer-paiement'
  | 'rejeter-paiement'
  | 'reemettre-paiement'
  | 'fixer-montant-dotation'
  | 'approuver-montant-dotation'
> = {
  'executer-paiement': (etat, commande) => {
    const { le, paiement: cle, montantCentimes, reference } = commande.donnees;
    const paiement = ordonnance(etat, cle, 'ordonnance');
    exigerApres(le, paiement.ordonnanceLe, "l'ordonnancement du paiement");
    const suspension = suspensionLe(etat);
    exiger(
      suspension === null || le < suspension,
      etat.resiliation?.contrat === 'dotation' ? 'RES-D-05' : 'RES-A-04',
      `Le paiement « ${cle} » est suspendu par la résiliation en cours${suspension === null ? '' : ` depuis le ${enToutesLettres(suspension)}`}.`,
      'etat',
    );
    exiger(
      montantCentimes === undefined || montantCentimes === paiement.montantCentimes,
      'PAY-01',
      `Le montant exécuté (${(montantCentimes ?? 0) / 100} €) n'est pas le montant ordonnancé (${paiement.montantCentimes / 100} €).`,
    );
    return [
      fait(commande, 'PaiementExecute', regleDuPaiement(etat, cle), {
        paiement: cle,
        montantCentimes: paiement.montantCentimes,
        ...(reference === undefined ? {} : { reference }),
      }),
    ];
  },

  'rejeter-paiement': (etat, commande) => {
    const { paiement: cle, le } = commande.donnees;
    const paiement = ordonnance(etat, cle, 'ordonnance');
    exigerApres(le, paiement.ordonnanceLe, "l'ordonnancement du paiement");
    return [
      fait(commande, 'PaiementRejete', regleDuPaiement(etat, cle), {
        paiement: cle,
        montantCentimes: paiement.montantCentimes,
      }),
    ];
  },

  'reemettre-paiement': (etat, commande) => {
    const { paiement: cle } = commande.donnees;
    const paiement = ordonnance(etat, cle, 'rejete');
    exigerApres(commande.donnees.le, paiement.ordonnanceLe, "l'ordonnancement du paiement");
    exiger(!paiementsSuspendus(etat), 'RES-A-03', 'Les paiements sont suspendus par la résiliation en cours.');
    return [
      fait(commande, 'PaiementReemis', regleDuPaiement(etat, cle), {
        paiement: cle,
        montantCentimes: paiement.montantCentimes,
        dateLimite: paiement.dateLimite,
      }),
    ];
  },

  'fixer-montant-dotation': (etat, commande) => {
    const { montantCentimes } = commande.donnees;
    exigerMotif(commande, 'DEC-09', 'Le montant fixé pour moins de dix adhérents');
    const cycle = cycleAFixer(etat, commande, false);
    const plafond = baremeDuCycle(etat, etat.denombrements[cycle]?.date ?? commande.donnees.le).dotationPlancher;
    exiger(
      montantCentimes > 0 && montantCentimes <= plafond,
      'DEC-09',
      `Le montant fixé doit être positif et ne peut dépasser ${plafond / 100} €.`,
    );
    exigerApres(
      commande.donnees.le,
      etat.denombrements[cycle]?.date ?? commande.donnees.le,
      'le dénombrement des adhérents',
    );
    return [fait(commande, 'MontantDotationFixe', 'DEC-09', { paiement: `dotation-${cycle}`, montantCentimes })];
  },

  'approuver-montant-dotation': (etat, commande) => {
    const cycle = cycleAFixer(etat, commande, true);
    const fixe = etat.montantsFixes[cycle];
    exiger(fixe !== undefined && !fixe.approuve, 'DEC-09', 'Ce montant est déjà approuvé.', 'etat');
    exigerApres(commande.donnees.le, fixe.fixeLe ?? commande.donnees.le, 'le jour où la caisse a fixé le montant');
    return [
      fait(commande, 'MontantDotationApprouve', 'DEC-09', {
        paiement: `dotation-${cycle}`,
        montantCentimes: fixe.montantCentimes,
      }),
    ];
  },
};

const surPaiement = (etat: Etat, cle: ClePaiement, changement: Partial<Paiement>): Partial<Etat> => {
  const paiement = etat.paiements[cle];
  return paiement === undefined ? {} : { paiements: { ...etat.paiements, [cle]: { ...paiement, ...changement } } };
};
const cycle = (paiement: ClePaiement): string => paiement.slice('dotation-'.length);

export const evolutionsPaiements: Evolutions<
  | 'PaiementOrdonnance'
  | 'PaiementExecute'
  | 'PaiementRejete'
  | 'PaiementInterrompu'
  | 'PaiementReemis'
  | 'MontantDotationFixe'
  | 'MontantDotationApprouve'
> = {
  PaiementOrdonnance: (etat, { le, paiement, montantCentimes, dateLimite, versionDroit }) => ({
    paiements: {
      ...etat.paiements,
      [paiement]: {
        montantCentimes,
        statut: 'ordonnance',
        ordonnanceLe: le,
        dateLimite,
        executeLe: null,
        ...(versionDroit === undefined ? {} : { versionDroit }),
      },
    },
  }),
  PaiementExecute: (etat, { le, paiement }) => surPaiement(etat, paiement, { statut: 'execute', executeLe: le }),
  PaiementRejete: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'rejete' }),
  PaiementInterrompu: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'interrompu' }),
  PaiementReemis: (etat, { le, paiement }) => surPaiement(etat, paiement, { statut: 'ordonnance', ordonnanceLe: le }),
  MontantDotationFixe: (etat, { le, paiement, montantCentimes }) => ({
    montantsFixes: { ...etat.montantsFixes, [cycle(paiement)]: { montantCentimes, fixeLe: le, approuve: false } },
  }),
  MontantDotationApprouve: (etat, { paiement, montantCentimes }) => ({
    montantsFixes: {
      ...etat.montantsFixes,
      [cycle(paiement)]: { ...etat.montantsFixes[cycle(paiement)], montantCentimes, approuve: true },
    },
  }),
};
