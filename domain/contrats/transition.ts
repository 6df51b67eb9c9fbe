/** Transitional regimes A, B, C: TRA-A…C, TRA-03, DEC-28, DEC-61. (D is droit commun.) */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import { justifie } from '../calculs/calculs.ts';
import { ajoute, depuis, inscrite, type CalculDate } from '../calculs/date.ts';
import { automatique, exigerApres, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import { exigerTerritoireAdmissible } from '../lettre-intention/eligibilite.ts';
import { exigerFiness } from '../creation/actes.ts';
import { exigerCaisse } from '../creation/caisses.ts';
import { arsCompetente } from '../creation/competence.ts';
import { dureeEnMots, sansReport } from '../droit.ts';
import { exiger } from '../refus.ts';
import type { Etat, Transition } from '../etat.ts';
import { exigerSpecialites } from '../lettre-intention/specialites.ts';
import { effectifs } from '../lettre-intention/effectifs.ts';
import { surPs } from '../projet-sante/actes.ts';
import { montantAmorcage } from '../paiements/droits.ts';
import { calculDepot, limiteDepot } from '../projet-sante/delais.ts';
import type { Evenement } from '../evenements.ts';
import type { DateCivile } from '../valeurs.ts';

export const decisionsTransition: Decisions<
  | 'declarer-ess-existante'
  | 'constater-conformite'
  | 'engager-mise-en-conformite'
  | 'declarer-financement-ars'
  | 'fixer-delai-projet-sante'
  | 'accorder-complement'
  | 'interrompre-aide'
> = {
  'declarer-ess-existante': (_etat, commande) => {
    const { departements, siege, medecinsPresents, liberaux, engages, regime, finess } = commande.donnees;
    exiger(
      regime !== 'droit-commun',
      'TRA-D',
      "Une ESS en projet sans aide de l'ARS dépose une lettre d'intention (« deposer-lettre-intention »).",
    );
    exigerTerritoireAdmissible(commande.donnees);
    const specialites = exigerSpecialites(commande.donnees.specialites);
    const caisse = exigerCaisse(siege, commande.donnees.caisse);
    return [
      fait(commande, 'EssExistanteDeclaree', 'DEC-28', {
        specialites,
        departements,
        siege,
        caisse,
        ars: arsCompetente(departements, siege),
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
    const limite = delaiConvenu(depart, { jusquAu, mois }).resultat;
    const maximum = sansReport(etat, 'projetSanteTransition', depart);
    exiger(
      limite <= maximum,
      'TRA-C',
      `Le délai ne peut excéder ${dureeEnMots(etat, 'projetSanteTransition', depart)} à compter de la signature du contrat, soit le ${enToutesLettres(maximum)}.`,
    );
    exigerApres(limite, le, 'le jour où le délai est fixé');
    const partie = commande.acteur === 'caisse' ? 'caisse' : 'ars';
    const enMois = concluLe === null && jusquAu === undefined && mois !== undefined;
    return [
      fait(commande, 'DelaiProjetSanteFixe', 'TRA-C', {
        partie,
        ...(enMois
          ? { mois }
          : { ...justifie({ dateLimite: delaiConvenu(depart, { jusquAu, mois }) }), jusquAu: limite }),
      }),
      ...desaccord(etat, partie, enMois ? mois : limite, le),
    ];
  },

  'interrompre-aide': (etat, commande) => {
    const { le } = commande.donnees;
    exiger(
      etat.regime === 'en-fonctionnement-a-mettre-en-conformite',
      'DEC-61',
      "L'aide de l'ARS s'interrompt pour une ESS en fonctionnement à mettre en conformité (régime B).",
    );
    exiger(
      etat.transition.aideArsInterrompueLe === null,
      'DEC-61',
      "La fin de l'aide de l'ARS est déjà consignée.",
      'etat',
    );
    const { decision, recuLe } = etat.projetSante;
    const limite = limiteDepot(etat);
    const jamaisDepose = recuLe === null && limite !== null && le > limite;
    exiger(
      decision?.sens === 'refuse' || jamaisDepose,
      'DEC-61',
      `L'aide ne s'interrompt qu'après le refus du projet de santé actualisé, ou faute de dépôt dans le délai${limite === null ? '' : `, soit après le ${enToutesLettres(limite)}`}.`,
      'etat',
    );
    if (decision !== null) exigerApres(le, decision.le, 'le refus du projet de santé');
    return [
      fait(commande, 'AideInterrompue', 'DEC-61', {
        cause: jamaisDepose ? 'projet-sante-non-depose' : 'non-conforme',
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
    exiger(
      etat.dotation.concluLe === null,
      'DEC-61',
      "Le contrat de dotation est signé : le complément de crédit d'amorçage n'a plus d'objet.",
      'etat',
    );
    return [
      fait(commande, 'ComplementAccorde', 'TRA-C', {
        paiement: 'amorcage-30',
        ...justifie({ montantCentimes: montantAmorcage(etat, 'complementTransition', commande.donnees.le) }),
      }),
    ];
  },
};

/** TRA-C — the last day that a party names, as a date or in months from the signature. */
const delaiConvenu = (
  depart: DateCivile,
  { jusquAu, mois = 0 }: { readonly jusquAu?: DateCivile | undefined; readonly mois?: number | undefined },
): CalculDate => {
  const signature = depuis('ContratAmorcageConclu', depart);
  return jusquAu === undefined
    ? ajoute(signature, { valeur: mois, unite: 'mois' }, 'TRA-C')
    : inscrite(signature, 'DelaiProjetSanteFixe', jusquAu, 'TRA-C');
};

/** DEC-61 — the two authorities do not say the same: shown, and the text's own maximum runs meanwhile. */
function desaccord(
  etat: Etat,
  partie: 'ars' | 'caisse',
  delai: DateCivile | number | undefined,
  le: DateCivile,
): readonly Evenement[] {
  const dits = etat.projetSante.delaiFixe;
  const [ars, caisse] = partie === 'ars' ? [delai, dits.caisse] : [dits.ars, delai];
  if (ars === undefined || caisse === undefined || ars === caisse) return [];
  const dateLimite = calculDepot({ ...etat, projetSante: { ...etat.projetSante, delaiFixe: { ars, caisse } } });
  return [
    automatique(le, 'DesaccordConstate', 'DEC-61', {
      sur: 'delai-projet-sante',
      ars,
      caisse,
      ...(dateLimite === null ? {} : justifie({ dateLimite })),
    }),
  ];
}

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
  | 'DesaccordConstate'
> = {
  EssExistanteDeclaree: (etat, evenement) => ({
    regime: evenement.regime,
    phase: 'creation',
    entreeLe: evenement.le,
    specialites: evenement.specialites,
    departements: evenement.departements,
    siege: evenement.siege,
    caisse: evenement.caisse,
    ars: evenement.ars,
    effectifs: effectifs(etat, evenement),
  }),
  ConformiteConstatee: (etat, { conforme, le }) => ({
    ...surTransition(etat, { conformite: conforme, conformiteLe: le }),
    // DEC-28: in regime A the PS is valid by this finding.
    ...(conforme ? { projetSante: { ...etat.projetSante, decision: { sens: 'valide', mode: 'expresse', le } } } : {}),
  }),
  MiseEnConformiteEngagee: (etat, { le }) => surTransition(etat, { engagementLe: le }),
  FinancementArsDeclare: (etat, { du, au, montantCentimes, le }) =>
    surTransition(etat, {
      financementsArs: [...etat.transition.financementsArs, { du, au, montantCentimes, declareLe: le }],
    }),
  ChevauchementSignale: (etat, { montantCentimes }) => surTransition(etat, { chevauchementCentimes: montantCentimes }),
  DelaiProjetSanteFixe: (etat, { partie, dateLimite, mois }) => {
    const delai = dateLimite ?? mois;
    return delai === undefined || partie === 'association'
      ? {}
      : surPs(etat, { delaiFixe: { ...etat.projetSante.delaiFixe, [partie]: delai } });
  },
  ComplementAccorde: (etat, { le }) => surTransition(etat, { complementAccordeLe: le }),
  AideInterrompue: (etat, { le, acteur }) =>
    surTransition(etat, acteur === 'ars' ? { aideArsInterrompueLe: le } : { aideInterrompueLe: le }),
  DesaccordConstate: () => ({}),
};
