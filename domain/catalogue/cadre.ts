/** Purpose, definition, scope (GEN), counting of delays (CNT) and the two technical ids of refusals. */
import type { Regle } from './regle.ts';

export const CADRE: readonly Regle[] = [
  {
    id: 'GEN-01',
    titre: 'Définition légale',
    phrase:
      "Une ESS est un ensemble de professionnels de santé constitué autour de médecins spécialistes d'une ou plusieurs spécialités hors médecine générale, qui choisit d'assurer des soins coordonnés avec tous les acteurs d'un territoire sur la base d'un projet de santé élaboré en commun (article L. 1411-11-1 du code de la santé publique).",
    source: '001:5 ; 003:23 ; 002:176, 346',
    nature: 'texte',
  },
  {
    id: 'GEN-02',
    titre: 'Médecine générale exclue',
    phrase: 'La spécialité couverte par une ESS ne peut pas être la médecine générale.',
    source: '001:5 ; 002:228 ; 004:5',
    nature: 'texte',
  },
  {
    id: 'GEN-03',
    titre: 'Pas une structure de soins',
    phrase: "L'ESS n'est pas une structure de soins et ne peut pas facturer de soins aux patients.",
    source: '002:212 ; 003:34',
    nature: 'texte',
  },
  {
    id: 'GEN-04',
    titre: 'Application outre-mer',
    phrase:
      "L'instruction s'applique aux Outre-mer, sauf à la Polynésie française, à la Nouvelle-Calédonie et à Wallis-et-Futuna.",
    source: '002:40',
    nature: 'texte',
  },
  {
    id: 'GEN-05',
    titre: 'Déploiement selon les besoins',
    phrase:
      "Le but n'est pas de couvrir tout le territoire ni toutes les spécialités, mais de déployer les ESS selon les besoins, après un diagnostic et une analyse rigoureuse de la pertinence des projets.",
    source: '002:57, 103',
    nature: 'texte',
  },
  {
    id: 'GEN-06',
    titre: 'Caisse de rattachement',
    phrase:
      "La caisse de rattachement est celle du siège social de l'association qui porte l'ESS ; si le territoire relève de plusieurs caisses, c'est le siège qui décide.",
    source: '002:57, 277',
    nature: 'texte',
  },
  {
    id: 'GEN-07',
    titre: 'Co-pilotage',
    phrase:
      "L'ARS et l'Assurance maladie pilotent ensemble, de façon continue, tout le cycle de l'ESS : étude du projet, validation, suivi et évaluation, en tenant compte de la dimension régionale.",
    source: '002:57, 116, 118',
    nature: 'texte',
  },
  {
    id: 'GEN-08',
    titre: "Étude d'opportunité et stratégie régionale",
    phrase:
      "L'ARS et l'Assurance maladie peuvent s'appuyer sur une étude d'opportunité, et une stratégie régionale de déploiement doit en découler ; une telle stratégie peut aussi accompagner les ESS déjà créées.",
    source: '002:103, 835',
    nature: 'texte',
  },
  {
    id: 'GEN-09',
    titre: "Dates d'application",
    phrase:
      "Le cahier des charges et la mesure de financement s'appliquent depuis le 1er janvier 2025 ; l'instruction du 24 mars 2025 est d'application immédiate.",
    source: '001:4 ; 002:35, 43, 51',
    nature: 'texte',
  },
  {
    id: 'CNT-1',
    titre: 'Délais en mois ou en années',
    phrase:
      "Un délai en mois ou en années se termine le jour du dernier mois qui porte le même quantième que l'événement de départ ou, à défaut, le dernier jour de ce mois.",
    source: 'CPC art. 641 al. 2',
    nature: 'interpretation',
  },
  {
    id: 'CNT-2',
    titre: 'Délais en jours',
    phrase: "Un délai en jours se compte en jours calendaires, sans compter le jour de l'événement.",
    source: 'CPC art. 641 al. 1',
    nature: 'interpretation',
  },
  {
    id: 'CNT-3',
    titre: "Fin d'un délai",
    phrase:
      "Un délai se termine le dernier jour à 24 heures : une décision notifiée ce jour-là est encore dans les temps, et une validation tacite n'existe qu'à partir de 0 heure le lendemain.",
    source: 'CPC art. 642 al. 1',
    nature: 'interpretation',
  },
  {
    id: 'CNT-4',
    titre: 'Report au jour ouvrable suivant',
    phrase:
      'Les délais de validation tacite ne sont jamais reportés ; les échéances imposées au porteur, comme le dépôt du projet de santé ou un remboursement, sont reportées au jour ouvrable suivant.',
    source: 'CPC art. 642 al. 2 ; DEC-03',
    nature: 'interpretation',
  },
  {
    id: 'CNT-5',
    titre: "Calcul depuis la date d'origine",
    phrase:
      "Tout délai en mois se calcule depuis la date de l'événement d'origine, jamais en additionnant des délais ; un contrat signé un 29 février retrouve son 29 février aux années bissextiles.",
    source: 'CNT-5',
    nature: 'interpretation',
  },
  {
    id: 'CNT-6',
    titre: 'Heure locale',
    phrase:
      "Les dates s'entendent en heure civile locale de l'ESS : celle de Paris en métropole, celle du territoire outre-mer.",
    source: '002:40, 362 ; DEC-01',
    nature: 'interpretation',
  },
  {
    id: 'CNT-7',
    titre: 'Délais calendaires',
    phrase: 'Les délais en mois et en années sont calendaires ; aucun texte ne compte en jours ouvrés.',
    source: 'CNT-7',
    nature: 'interpretation',
  },
  {
    id: 'CNT-8',
    titre: 'Fondement du silence vaut accord',
    phrase:
      "La validation par silence de la lettre d'intention et du projet de santé vient des textes des ESS eux-mêmes ; le droit commun n'est pas nécessaire et ne sert que d'éclairage.",
    source: '002:73, 87',
    nature: 'interpretation',
  },
  {
    id: 'ACTEUR',
    titre: 'Acteur compétent',
    phrase: 'Seuls les acteurs désignés par les textes peuvent accomplir cet acte.',
    source: 'regles.md §13.7',
    nature: 'interpretation',
  },
  {
    id: 'SAISIE',
    titre: 'Saisie mal formée',
    phrase: "La saisie est incomplète ou mal formée : elle doit être corrigée avant d'être examinée.",
    source: 'regles.md §14',
    nature: 'interpretation',
  },
  {
    id: 'INCIDENT',
    titre: 'Incident technique',
    phrase:
      'Une opération qui échoue de façon répétée est signalée et recommencée sans fin ; un avis peut être écarté par décision motivée, jamais un paiement ni un effet de droit.',
    source: 'regles.md §13.7',
    nature: 'interpretation',
  },
];
