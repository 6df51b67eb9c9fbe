/** Conditions of funding (ELI) and derogations (DER). */
import type { Regle } from './regle.ts';

export const ELIGIBILITE: readonly Regle[] = [
  {
    id: 'ELI-01',
    titre: 'Territoire départemental au moins',
    phrase: "Le territoire de l'ESS est au moins un département, avec une cible régionale possible.",
    source: '002:258 ; 003:37 ; 004:34',
    nature: 'texte',
  },
  {
    id: 'ELI-02',
    titre: 'Une seule ESS par spécialité et par territoire',
    phrase:
      "Il ne peut y avoir plusieurs ESS d'une même spécialité sur un même territoire : celui-ci ne doit pas être déjà couvert par une ESS de cette spécialité qui répond au cahier des charges.",
    source: '002:258, 267 ; 003:39 ; 004:34',
    nature: 'texte',
  },
  {
    id: 'ELI-03',
    titre: 'Médecins présents sur le territoire',
    phrase:
      'Au moins 10 médecins de la spécialité sont présents sur le territoire ; ce critère peut être assoupli, notamment dans les zones les plus en tension.',
    source: '002:258 ; 003:38 ; 001:17',
    nature: 'texte',
    valeur: 10,
    unite: 'medecins',
  },
  {
    id: 'ELI-04',
    titre: 'Adhésion au départ',
    phrase: "Au départ, au moins 10 % des médecins libéraux de la spécialité sur le territoire adhèrent à l'ESS.",
    source: '002:259 ; 003:42 ; 004:41',
    nature: 'texte',
    valeur: 10,
    unite: 'pour-cent',
  },
  {
    id: 'ELI-05',
    titre: "Objectifs d'adhésion",
    phrase:
      "Au terme de 5 ans, l'ESS vise l'adhésion d'au moins 50 % des spécialistes libéraux du territoire, avec une cible intermédiaire d'au moins 30 %.",
    source: '002:259 ; 003:43',
    nature: 'texte',
    valeur: 50,
    unite: 'pour-cent',
  },
  {
    id: 'ELI-06',
    titre: 'Une spécialité, pas une pathologie',
    phrase: "L'ESS traite la plupart des problématiques d'une spécialité médicale, et non une seule pathologie.",
    source: '002:214, 260 ; 003:33 ; 001:19',
    nature: 'texte',
  },
  {
    id: 'ELI-07',
    titre: 'Coopérations',
    phrase:
      "L'ESS coopère avec tous les acteurs du premier recours quel que soit leur statut, les autres ESS, les dispositifs d'appui à la coordination, les CPTS et les établissements de santé.",
    source: '002:220-224, 261 ; 001:20 ; 003:47',
    nature: 'texte',
  },
  {
    id: 'ELI-08',
    titre: 'Professionnels hospitaliers',
    phrase: "L'ESS s'articule avec les professionnels hospitaliers ; leur adhésion n'est pas exigée.",
    source: '002:262',
    nature: 'texte',
  },
  {
    id: 'ELI-09',
    titre: 'Association loi 1901',
    phrase: "L'ESS doit être une association loi 1901 pour recevoir les financements de la convention.",
    source: '002:263 ; 003:29',
    nature: 'texte',
  },
  {
    id: 'ELI-10',
    titre: 'Gouvernance',
    phrase:
      'La gouvernance, formalisée dans le projet de santé, réunit des médecins libéraux spécialistes en exercice, hors médecine générale, et uniquement des personnes physiques ; les autres acteurs y ont une voix consultative. Au terme de 5 ans au plus, elle prévoit une consultation traçable des autres acteurs de santé du territoire.',
    source: '002:228-230 ; 003:32 ; 004:27',
    nature: 'texte',
    valeur: 60,
    unite: 'mois',
  },
  {
    id: 'ELI-11',
    titre: 'Pertinence du projet',
    phrase:
      "Au-delà des critères, l'ARS et la caisse s'assurent de la pertinence du projet, notamment au regard des coopérations qui existent déjà.",
    source: '002:316',
    nature: 'texte',
  },
  {
    id: 'ELI-12',
    titre: "Grille d'évaluation",
    phrase:
      "La lettre d'intention et le projet de santé sont examinés selon quatre questions : le besoin réel d'accès aux soins, l'adéquation au cahier des charges, la qualité et l'effet du contenu, la maturité des moyens et de l'organisation.",
    source: '002:105-110',
    nature: 'texte',
  },
  {
    id: 'DER-01',
    titre: 'Dérogation pour plusieurs spécialités',
    phrase:
      "Par dérogation validée par la commission paritaire nationale, une ESS peut réunir plusieurs spécialités là où la démographie médicale est trop tendue pour former une ESS d'une seule spécialité.",
    source: '002:112, 216 ; 003:120',
    nature: 'texte',
  },
  {
    id: 'DER-02',
    titre: "Dérogation aux seuils ou à l'unicité",
    phrase:
      "La commission paritaire nationale peut valider une exception aux seuils minimaux ou à l'unicité de l'ESS par spécialité, en raison de circonstances particulières.",
    source: '002:112, 269',
    nature: 'texte',
  },
  {
    id: 'DER-03',
    titre: 'Procédure de dérogation',
    phrase:
      "Les textes ne fixent ni formulaire, ni délai, ni effet du silence pour une dérogation : celle-ci n'est jamais tacite, et la lettre d'intention qui en dépend ne peut pas être validée par silence avant la décision.",
    source: '002:112 ; DEC-14',
    nature: 'interpretation',
  },
];
