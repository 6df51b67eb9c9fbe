/** The projet de santé in the order of the « trame type » (source 003): its parts, and the question of each rubric in its words. */
import type { Section } from './parties.tsx';

const P = 'projetSante';

export const TRAME_PROJET: readonly Section[] = [
  {
    id: 'identification',
    title: '1. Identification de l’ESS',
    fields: [
      `${P}.nomEss`,
      `${P}.date`,
      [`${P}.association`, 'Statut juridique : association loi 1901'],
      `${P}.associationEnCours`,
      [`${P}.referent`, 'Contact du référent de l’ESS'],
    ],
  },
  {
    id: 'diagnostic',
    title: '2. Diagnostic territorial',
    fields: [
      [
        `${P}.diagnostic.besoinsSante`,
        'État de santé de la population et besoins, en termes d’accès aux soins, pour la spécialité ciblée',
      ],
      [`${P}.diagnostic.offre`, 'État des lieux de l’offre de soins de spécialité médicale sur le territoire envisagé'],
      [
        `${P}.diagnostic.besoinsExprimes`,
        'Besoins exprimés par les CPTS, en particulier les médecins traitants et, le cas échéant, les structures médico-sociales',
      ],
      [
        `${P}.diagnostic.fragilites`,
        'Fragilités observées au niveau des parcours de soins (délais de rendez-vous, accès au dépistage et aux examens de suivi, articulation entre le 1er et le 2nd recours…)',
      ],
      [`${P}.diagnostic.autres`, 'Autres éléments de diagnostic'],
    ],
  },
  {
    id: 'composition',
    title: '3. Composition de l’ESS',
    help: 'Une autre spécialité que celle de l’équipe relève du cas particulier où la tension démographique ne permet pas une ESS mono-spécialisée : il fait l’objet d’une demande de dérogation.',
    fields: [`${P}.composition`],
  },
  {
    id: 'partenariats',
    title: '4. Partenariats et gouvernance de l’ESS',
    help: 'Pour chaque partenaire : le type de structure, les coopérations envisagées, leur niveau de formalisation.',
    fields: [
      [`${P}.partenariats.premierRecours`, '1er recours, notamment les médecins traitants (MSP, CDS, ESP…)'],
      [`${P}.partenariats.dispositifsCoordination`, 'Dispositifs de coordination (DAC, ESS, CPTS…)'],
      [`${P}.partenariats.etablissements`, 'Établissements et services de santé'],
      [`${P}.partenariats.medicoSocial`, 'Structures médico-sociales'],
      [`${P}.partenariats.autres`, 'Autres structures'],
      [`${P}.articulation`, 'Schéma de l’articulation entre les acteurs et de la gradation de soins'],
      [
        `${P}.gouvernance`,
        'Instances envisagées pour le suivi et l’actualisation du projet de santé (bureau, conseil d’administration, AG…)',
      ],
      [`${P}.actualisation`, 'Modalités d’actualisation du projet de santé'],
    ],
  },
  {
    id: 'missions-socles',
    title: '5.1. Missions socles',
    help: 'Coordonner et sécuriser les prises en charge dans une logique de parcours.',
    fields: [
      [
        `${P}.missionsSocles.coordination`,
        'Coordination des parcours : organisation qui facilite la collaboration entre les acteurs du 1er, du 2nd et du 3ème recours',
      ],
      [
        `${P}.missionsSocles.appuiExpertise`,
        'Appui d’expertise : organisation qui donne un avis spécialisé ponctuel aux médecins traitants et aux soignants du territoire, dans un délai réduit (jours, horaires, délais d’accès)',
      ],
      [`${P}.missionsSocles.consultation`, 'Consultation : professionnels de santé impliqués et bénéficiaires'],
      [
        `${P}.missionsSocles.teleexpertise`,
        'Téléconsultations, téléexpertise : professionnels de santé impliqués et bénéficiaires',
      ],
    ],
  },
  {
    id: 'consultations-avancees',
    title: '5.2. Mission optionnelle : consultations avancées',
    help: 'Améliorer l’égal accès aux soins de spécialité en termes géographique et financier : consultations dans les territoires en tension (notamment les ZIP) où les médecins spécialistes n’exercent pas habituellement.',
    fields: [
      [`${P}.consultationsAvancees.lieux`, 'Lieux, jours et nombre de vacations'],
      [
        `${P}.consultationsAvancees.modalitesAdressage`,
        'Modalités d’adressage des patients vers ces consultations avancées',
      ],
    ],
  },
  {
    id: 'fonctionnement',
    title: '5.3. Description approfondie du fonctionnement de l’ESS',
    fields: [
      [
        `${P}.description.exercicePluriprofessionnel`,
        'Exercice pluriprofessionnel : organisation coordonnée avec les professionnels de 1er recours et les paramédicaux (RCP, protocoles de coopération, IPA…)',
      ],
      [
        `${P}.description.accesExamens`,
        'Accès aux examens : organisation qui facilite l’accès aux examens de diagnostic et de suivi',
      ],
      [
        `${P}.description.soinsNonProgrammes`,
        'Soins non programmés : accès à des consultations non programmées, en lien avec les médecins traitants et, le cas échéant, avec le SAS (jours, horaires, délais, modalités d’accès)',
      ],
      [
        `${P}.description.telemedecine`,
        'Télémédecine : organisation qui facilite l’accès aux soins par la télémédecine',
      ],
      [
        `${P}.description.autres`,
        'Autres activités développées (éducation thérapeutique, formation, accueil d’internes, télésurveillance, parcours coordonné renforcé…)',
      ],
    ],
  },
  {
    id: 'outillage',
    title: '6. Outillage numérique',
    help: 'Outils numériques envisagés pour la coordination :',
    fields: [
      [`${P}.outillage.adherents`, 'Entre les adhérents de l’ESS'],
      [
        `${P}.outillage.premierRecours`,
        'Entre l’ESS et les professionnels du 1er recours, notamment les médecins traitants',
      ],
      [
        `${P}.outillage.troisiemeRecours`,
        'Entre l’ESS et les professionnels du 3ème recours, notamment les établissements de santé',
      ],
    ],
  },
  {
    id: 'indicateurs',
    title: '7. Indicateurs de suivi et d’évaluation',
    help: 'Les indicateurs nationaux figurent au rapport d’activité annuel ; ils peuvent être complétés d’indicateurs propres à l’ESS.',
    fields: [
      [`${P}.indicateurs`, 'Indicateurs de suivi et d’évaluation, un par ligne'],
      [
        `${P}.indicateursQualitatifs`,
        'Indicateur qualitatif relatif à l’amélioration du parcours des patients, un par ligne',
      ],
    ],
  },
  {
    id: 'deploiement',
    title: '8. Plan de déploiement de l’ESS',
    fields: [
      [`${P}.deploiement.calendrierGouvernance`, 'Calendrier prévisionnel de mise en place de la gouvernance'],
      [
        `${P}.deploiement.structurationOffre`,
        'Déploiement : structuration de l’offre de 2nd recours sur le territoire',
      ],
      [
        `${P}.deploiement.avisPonctuel`,
        'Déploiement : avis spécialisé ponctuel à la demande de médecins traitants et de soignants du territoire',
      ],
      [
        `${P}.deploiement.consultationsAvancees`,
        'Déploiement : consultations avancées, notamment dans les ZIP (optionnel pour le financement)',
      ],
      [
        `${P}.deploiement.communication`,
        'Actions de communication prévues auprès des médecins généralistes, des professionnels de santé du 1er recours, des établissements de santé et du 3ème recours',
      ],
      [
        `${P}.deploiement.adherents`,
        'Actions prévues en vue d’augmenter le nombre de médecins adhérents de la spécialité concernée',
      ],
      [`${P}.deploiement.cooperations`, 'Actions prévues en vue de développer les coopérations avec les partenaires'],
      [`${P}.deploiement.autres`, 'Autres actions prévues'],
      'documentDeploiement',
    ],
  },
  {
    id: 'medecins',
    title: 'Annexe 1 : médecins adhérents de la spécialité concernée',
    fields: [`${P}.medecins`],
  },
  {
    id: 'depot',
    title: 'Signature et dépôt',
    fields: [
      [`${P}.signataire`, 'Signature : représentant légal de l’association'],
      'le',
      'recueLe',
      'deposeLe',
      'version',
      'contenu',
    ],
  },
];

/** Worked out of the form itself: how many qualitative indicators, which rubrics lack. */
export const OF_THE_PROJECT: ReadonlySet<string> = new Set(['rubriquesAbsentes', 'indicateursQualitatifs', 'acteur']);
