/** Transitional regimes A, B, C: TRA-A…C, TRA-03, DEC-28. (D is droit commun.) */
import { ajouterMois, enToutesLettres } from '../calendrier/calendrier.ts';
import { exigerApres, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import { exigerTerritoireAdmissible } from '../lettre-intention/eligibilite.ts';
import { exigerFiness } from '../creation/actes.ts';
import { clause, dureeEnMots, sansReport } from '../droit.ts';
import { exiger } from '../refus.ts';
import type { Etat, Transition } from '../etat.ts';
import { effectifs } from '../lettre-intention/effectifs.ts';
import { surPs } from '../projet-sante/actes.ts';

export const decisionsTransition: Decisions<
  | 'declarer-ess-existante'
  | 'constater-conformite'
  | 'engager-mise-en-conformite'
  | 'declarer-financement-ars'
  | 'fixer-delai-projet-sante'
  | 'accorder-complement'
> = {
  'declarer-ess-existante': (_etat, commande) => {
    const { specialites, departements, siege, medecinsPresents, liberaux, engages, regime, finess } = commande.donnees;
    exiger(
      regime !== 'droit-commun',
      'TRA-D',
      "Une ESS en projet sans aide de l'ARS dépose une lettre d'intention (« deposer-lettre-intention »).",
    );
    exigerTerritoireAdmissible(commande.donnees);
    return [
      fait(commande, 'EssExistanteDeclaree', 'DEC-28', {
        specialites,
        departements,
        siege,
        regime,
        ...(medecinsPresents === undefined ? {} : { medecinsPresents }),
        ...(liberaux === undefined ? {} : { liberaux }),
        ...(engages === undefined ? {} : { engages }),
      }),
      // FIN-05: only a compliant ESS may already have its number.
      ...(finess !== undefined && regime === 'en-fonctionnement-conforme'
        ? [fait(commande, 'FinessAttribue', 'FIN-01', { numero: exigerFiness(finess), mode: 'manuel' })]
        : []),
    ];
  },

  'constater-conformite': (etat, commande) => {
    exiger(
      etat.regime === 'en-fonctionnement-conforme',
      'TRA-A',
      'La conformité se constate pour une ESS déjà en fonctionnement et conforme (régime A).',
    );
    exiger(etat.transition.conformite !== true, 'TRA-A', 'La conformité est déjà constatée.', 'etat');
    return [fait(commande, 'ConformiteConstatee', 'DEC-28', { conforme: commande.donnees.conforme ?? true })];
  },

  'engager-mise-en-conformite': (etat, commande) => {
    exiger(
      etat.regime === 'en-fonctionnement-a-mettre-en-conformite',
      'TRA-B',
      "L'engagement de mise en conformité concerne une ESS en fonctionnement à mettre en conformité (régime B).",
    );
    exiger(etat.transition.engagementLe === null, 'TRA-B', "L'engagement est déjà consigné.", 'etat');
    return [fait(commande, 'MiseEnConformiteEngagee', 'TRA-B', {})];
  },

  'declarer-financement-ars': (etat, commande) => {
    exiger(etat.regime !== 'droit-commun', 'TRA-03', "Le financement antérieur de l'ARS concerne une ESS existante.");
    const { le: declareeLe, du = declareeLe, jusquAu, au = jusquAu, montantCentimes } = commande.donnees;
    exiger(au !== undefined, 'TRA-03', '« au » : indiquez le dernier jour de la période financée.', 'donnees');
    exiger(au >= du, 'TRA-03', '« au » précède « du ».', 'donnees');
    exiger(montantCentimes > 0, 'TRA-03', 'Le montant du financement doit être positif.', 'donnees');
    return [fait(commande, 'FinancementArsDeclare', 'TRA-03', { du, au, montantCentimes })];
  },

  'fixer-delai-projet-sante': (etat, commande) => {
    exiger(
      etat.regime === 'en-projet-avec-amorcage-ars',
      'TRA-C',
      "Ce délai se fixe pour une ESS en projet ayant reçu un amorçage de l'ARS (régime C).",
    );
    exiger(etat.projetSante.recuLe === null, 'TRA-C', 'Le projet de santé est déjà déposé.', 'etat');
    const { concluLe } = etat.amorcage;
    const { le, delai, jusquAu = delai, mois } = commande.donnees;
    exiger(jusquAu !== undefined || mois !== undefined, 'TRA-C', '« jusquAu » : indiquez la date limite.', 'donnees');
    const depart = concluLe ?? le;
    const limite = jusquAu ?? ajouterMois(depart, mois ?? 0);
    const maximum = sansReport(etat, 'projetSanteTransition', depart);
    exiger(
      limite <= maximum,
      'TRA-C',
      `Le délai ne peut excéder ${dureeEnMots(etat, 'projetSanteTransition', depart)} à compter de la signature du contrat, soit le ${enToutesLettres(maximum)}.`,
    );
    exigerApres(limite, le, 'le jour où le délai est fixé');
    return [
      fait(commande, 'DelaiProjetSanteFixe', 'TRA-C', {
        partie: commande.acteur === 'caisse' ? 'caisse' : 'ars',
        ...(concluLe === null && jusquAu === undefined && mois !== undefined ? { mois } : { dateLimite: limite }),
      }),
    ];
  },

  'accorder-complement': (etat, commande) => {
    exiger(
      etat.regime === 'en-projet-avec-amorcage-ars',
      'TRA-C',
      "Le complément concerne une ESS en projet ayant reçu un amorçage de l'ARS (régime C).",
    );
    exiger(etat.transition.complementAccordeLe === null, 'TRA-C', 'Le complément est déjà accordé.', 'etat');
    return [
      fait(commande, 'ComplementAccorde', 'TRA-C', {
        paiement: 'amorcage-30',
        montantCentimes: clause(etat, 'complementTransition', {
          signeLe: etat.amorcage.concluLe,
          ouvertLe: commande.donnees.le,
        }),
      }),
    ];
  },
};

const surTransition = (etat: Etat, changement: Partial<Transition>): Partial<Etat> => ({
  transition: { ...etat.transition, ...changement },
});

export const evolutionsTransition: Evolutions<
  | 'EssExistanteDeclaree'
  | 'ConformiteConstatee'
  | 'MiseEnConformiteEngagee'
  | 'FinancementArsDeclare'
  | 'ChevauchementSignale'
  | 'DelaiProjetSanteFixe'
  | 'ComplementAccorde'
  | 'AideInterrompue'
> = {
  EssExistanteDeclaree: (etat, evenement) => ({
    regime: evenement.regime,
    phase: 'creation',
    entreeLe: evenement.le,
    specialites: evenement.specialites,
    departements: evenement.departements,
    siege: evenement.siege,
    effectifs: effectifs(etat, evenement),
  }),
  ConformiteConstatee: (etat, { conforme, le }) => ({
    ...surTransition(etat, { conformite: conforme, conformiteLe: le }),
    // DEC-28: in regime A the PS is valid by this finding.
    ...(conforme ? { projetSante: { ...etat.projetSante, decision: { sens: 'valide', mode: 'expresse', le } } } : {}),
  }),
  MiseEnConformiteEngagee: (etat, { le }) => surTransition(etat, { engagementLe: le }),
  FinancementArsDeclare: (etat, { du, au, montantCentimes }) =>
    surTransition(etat, { financementArs: { du, au, montantCentimes } }),
  ChevauchementSignale: (etat) => surTransition(etat, { chevauchementSignale: true }),
  DelaiProjetSanteFixe: (etat, { partie, dateLimite, mois }) => {
    const delai = dateLimite ?? mois;
    return delai === undefined || partie === 'association'
      ? {}
      : surPs(etat, { delaiFixe: { ...etat.projetSante.delaiFixe, [partie]: delai } });
  },
  ComplementAccorde: (etat, { le }) => surTransition(etat, { complementAccordeLe: le }),
  AideInterrompue: (etat, { le }) => surTransition(etat, { aideInterrompueLe: le }),
};
