/** Both contracts: who may sign, when, and until when they run. AMO-03…16, DOT-02, DOT-10, DEC-08, DEC-15, DEC-57, DEC-58, DEC-61. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { exigerApres, fait, partieDe, type Decisions, type Evolutions } from '../chapitre.ts';
import { exigerAutreEss } from '../creation/autre-ess.ts';
import type { Contrat, Etat } from '../etat.ts';
import { exiger } from '../refus.ts';
import { sansAmorcage } from '../projet-sante/delais.ts';
import type { Avertissement, DateCivile, Partie, TypeContrat } from '../valeurs.ts';
import { exigerListeEtSeuil, manquesAmorcage } from './controles.ts';
import { dateConclusion, departDotation } from './delais.ts';
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
      !sansAmorcage(etat),
      'DEC-61',
      "Sans complément accordé par la caisse (« accorder-complement »), une ESS en projet aidée par l'ARS ne signe pas de contrat d'amorçage : son contrat de dotation suit la validation du projet de santé.",
      'etat',
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
    exiger(
      !conflitBloquant(etat),
      'DEC-15',
      'Le territoire est déjà couvert pour cette spécialité : le contrat attend la fin du conflit ou une dérogation de la commission paritaire nationale.',
    );
    exigerAutreEss(etat);
    avertissements.push(...manquesAmorcage(etat, commande));
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
    // DEC-61: without complement there was no amorçage contract, and no term of it to await.
    if (etat.regime !== 'en-fonctionnement-conforme' && !sansAmorcage(etat)) {
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
    exigerListeEtSeuil(etat);
    const { priseEffet } = commande.donnees;
    exigerPriseEffet(etat, le, priseEffet);
    return [
      fait(commande, 'ContratDotationSigne', 'DOT-11', {
        partie,
        ...(priseEffet === undefined ? {} : { priseEffet }),
      }),
    ];
  },
};

/** DEC-61 — 002:847: in regime A the dotation may take effect at the end of the ARS's own funding, never before it is signed. */
function exigerPriseEffet(etat: Etat, le: DateCivile, priseEffet: DateCivile | undefined): void {
  if (priseEffet === undefined) return;
  exiger(
    etat.regime === 'en-fonctionnement-conforme',
    'DEC-61',
    "Seule une ESS déjà conforme, financée par l'ARS (régime A), peut convenir d'une prise d'effet : les autres contrats courent de leur signature.",
  );
  exigerApres(priseEffet, le, 'la signature du contrat', 'DEC-61');
  const convenue = etat.dotation.priseEffet;
  exiger(
    convenue === null || convenue === priseEffet,
    'DEC-61',
    `Une autre partie a signé pour une prise d'effet le ${convenue === null ? '' : enToutesLettres(convenue)} : la date doit être la même.`,
  );
}

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
  ContratDotationSigne: (etat, { partie, le, priseEffet }) =>
    surContrat(etat, 'dotation', {
      signatures: { ...etat.dotation.signatures, [partie]: le },
      priseEffet: priseEffet ?? etat.dotation.priseEffet,
    }),
  // Anniversaries, counts, term and first payment run from the taking of effect (DEC-61).
  ContratDotationConclu: (etat, { le }) => ({
    ...surContrat(etat, 'dotation', { concluLe: departDotation(etat.dotation) ?? le }),
    phase: 'dotation',
  }),
  ContratDotationReconduit: (etat, { periode }) => surContrat(etat, 'dotation', { reconductions: periode - 1 }),
};
