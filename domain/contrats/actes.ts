/** Both contracts: who may sign, when, and until when they run. AMO-03…16, DOT-02, DOT-10, DEC-08, DEC-15. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { exigerApres, fait, partieDe, type Decisions, type Evolutions } from '../chapitre.ts';
import { seuilsAdoucis } from '../lettre-intention/derogation.ts';
import { atteintDixPourCent } from '../lettre-intention/eligibilite.ts';
import type { Contrat, Etat } from '../etat.ts';
import { valeur } from '../droit.ts';
import { exiger } from '../refus.ts';
import type { Avertissement, Partie, TypeContrat } from '../valeurs.ts';
import { dateConclusion } from './delais.ts';
import { finSignatureAmorcage } from '../lettre-intention/delais.ts';

/** What a derogation must be about to lift a conflict of territory; silent on its object, it counts. */
export const conflitBloquant = (etat: Etat): boolean => etat.territoire === 'conteste';

function signature(
  commande: Commande<'signer-contrat-amorcage' | 'signer-contrat-dotation'>,
  contrat: Contrat,
  regle: string,
): Partie {
  const partie = partieDe(commande.acteur);
  const annoncee = commande.donnees.partie;
  exiger(
    annoncee === undefined || annoncee === partie,
    regle,
    `Chaque partie signe pour elle-même : vous signez pour « ${partie} ».`,
    'role',
  );
  exiger(contrat.concluLe === null, regle, 'Le contrat est déjà signé par les trois parties.', 'etat');
  exiger(
    contrat.signatures[partie] === undefined,
    regle,
    `Le contrat porte déjà la signature de cette partie (${partie}).`,
    'etat',
  );
  return partie;
}

export const decisionsContrats: Decisions<'signer-contrat-amorcage' | 'signer-contrat-dotation'> = {
  'signer-contrat-amorcage': (etat, commande) => {
    const { le } = commande.donnees;
    exiger(
      etat.regime !== 'en-fonctionnement-conforme',
      'TRA-A',
      "Une ESS déjà en fonctionnement et conforme ne reçoit aucun crédit d'amorçage.",
    );
    exiger(
      etat.amorcage.concluLe === null,
      'AMO-05',
      "Le crédit d'amorçage ne bénéficie qu'une seule fois à une même ESS : le contrat est déjà signé.",
      'etat',
    );
    const partie = signature(commande, etat.amorcage, 'AMO-01');
    const ouverte = creationOuverteLe(etat);
    exiger(
      ouverte !== null,
      'AMO-04',
      "Le contrat d'amorçage se signe une fois la lettre d'intention validée.",
      'etat',
    );
    exigerApres(le, ouverte, "la validation de la lettre d'intention", 'AMO-06');
    const avertissements: Avertissement[] = [];
    if (etat.regime === 'droit-commun') {
      exiger(
        etat.associationLe !== null,
        'AMO-04',
        "Le contrat se signe avec l'association loi 1901 : déclarez-la d'abord (« declarer-association »).",
      );
      exigerApres(le, etat.associationLe, "la création de l'association", 'AMO-04');
      if (etat.finess === null)
        avertissements.push({
          regle: 'FIN-04',
          phrase: "Le numéro FINESS n'est pas encore attribué : il devra figurer au contrat.",
        });
      const limite = finSignatureAmorcage(ouverte, etat);
      if (le > limite)
        avertissements.push({
          regle: 'AMO-03',
          phrase: `La signature devait intervenir au plus tard le ${enToutesLettres(limite)}.`,
        });
    }
    // 002:130 makes this commitment a condition of the ARS's own funding, not of the tripartite contract.
    if (etat.regime === 'en-fonctionnement-a-mettre-en-conformite' && etat.transition.engagementLe === null)
      avertissements.push({
        regle: 'TRA-B',
        phrase: "L'engagement de mise en conformité du porteur n'est pas consigné (« engager-mise-en-conformite »).",
      });
    const budget = etat.pieces['budget-previsionnel'];
    exiger(
      etat.regime !== 'droit-commun' || (budget !== undefined && budget.statut !== 'non-conforme'),
      'AMO-10',
      'Le contrat ne peut être signé sans budget prévisionnel dans la limite de la subvention, signé par le président et le trésorier.',
    );
    exiger(
      !conflitBloquant(etat),
      'DEC-15',
      'Le territoire est déjà couvert pour cette spécialité : le contrat attend la fin du conflit ou une dérogation de la commission paritaire nationale.',
    );
    return [fait(commande, 'ContratAmorcageSigne', 'AMO-16bis', { partie }, { avertissements })];
  },

  'signer-contrat-dotation': (etat, commande) => {
    const { le } = commande.donnees;
    const partie = signature(commande, etat.dotation, 'DOT-01');
    const { decision } = etat.projetSante;
    exiger(
      decision?.sens === 'valide',
      'DOT-02',
      'Le contrat de dotation se signe une fois le projet de santé validé.',
    );
    exigerApres(le, decision.le, 'la validation du projet de santé', 'DOT-02');
    if (etat.regime !== 'en-fonctionnement-conforme') {
      const { finiLe, fin } = etat.amorcage;
      exiger(
        fin !== 'resilie',
        'DOT-02',
        "Le contrat d'amorçage a été résilié : le contrat de dotation ne peut pas être signé.",
      );
      exiger(
        finiLe !== null,
        'AMO-16',
        "Le contrat d'amorçage n'est pas arrivé à son terme (seconde tranche payée ou non due, ou dix mois écoulés).",
      );
      exigerApres(le, finiLe, "le terme du contrat d'amorçage", 'AMO-16');
    }
    exiger(
      etat.regime !== 'droit-commun' || etat.associationLe !== null,
      'ELI-09',
      "L'association loi 1901 doit être constituée.",
    );
    exiger(
      !conflitBloquant(etat),
      'DEC-15',
      'Le territoire est contesté : le contrat attend la fin du conflit ou une dérogation.',
    );
    exiger(
      seuilsAdoucis(etat) ||
        atteintDixPourCent(etat, etat.listeNominative?.nombre ?? null, etat.effectifs.liberaux, etat.entreeLe ?? le),
      'ELI-04',
      `Les adhérents (${etat.listeNominative?.nombre}) sont moins de ${valeur(etat, 'adhesionInitiale', etat.entreeLe ?? le)} % des ${etat.effectifs.liberaux} spécialistes libéraux du territoire.`,
    );
    return [fait(commande, 'ContratDotationSigne', 'DOT-11', { partie })];
  },
};

export const surContrat = (etat: Etat, contrat: TypeContrat, changement: Partial<Contrat>): Partial<Etat> => ({
  [contrat]: { ...etat[contrat], ...changement },
});

export const evolutionsContrats: Evolutions<
  | 'ContratAmorcageSigne'
  | 'ContratAmorcageConclu'
  | 'ContratAmorcageTermine'
  | 'ContratDotationSigne'
  | 'ContratDotationConclu'
  | 'ContratDotationReconduit'
> = {
  ContratAmorcageSigne: (etat, { partie, le }) =>
    surContrat(etat, 'amorcage', { signatures: { ...etat.amorcage.signatures, [partie]: le } }),
  ContratAmorcageConclu: (etat, { le }) => ({
    ...surContrat(etat, 'amorcage', { concluLe: dateConclusion(etat.amorcage.signatures) ?? le }),
    phase: 'amorcage',
  }),
  ContratAmorcageTermine: (etat, { le }) => surContrat(etat, 'amorcage', { finiLe: le, fin: 'termine' }),
  ContratDotationSigne: (etat, { partie, le }) =>
    surContrat(etat, 'dotation', { signatures: { ...etat.dotation.signatures, [partie]: le } }),
  ContratDotationConclu: (etat, { le }) => ({
    ...surContrat(etat, 'dotation', { concluLe: dateConclusion(etat.dotation.signatures) ?? le }),
    phase: 'dotation',
  }),
  ContratDotationReconduit: (etat, { periode }) => surContrat(etat, 'dotation', { reconductions: periode - 1 }),
};
