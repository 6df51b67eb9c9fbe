/** The form of the letter of intent: annexe 4 (002:680-821), and what the criteria need beside it (002:279-284, ELI-03). */
import { nomDepartement } from '../../../documents/places.ts';
import { CAISSES } from '../../../domain/creation/caisses.ts';
import { REGIONS } from '../../../domain/creation/regions.ts';
import type { Descripteur } from '../world/model.ts';

export const SIEGE_LETTRE = 1021;

export const DEPARTEMENTS: readonly string[] = REGIONS.flatMap(({ departements }) => departements).toSorted();

export const SPECIALITES = [
  'Cardiologie',
  'Dermatologie',
  'Endocrinologie',
  'Gastro-entérologie',
  'Gériatrie',
  'Gynécologie médicale',
  'Neurologie',
  'Ophtalmologie',
  'Oto-rhino-laryngologie',
  'Pédiatrie',
  'Pneumologie',
  'Psychiatrie',
  'Rhumatologie',
];

const existante = { stableId: 1011, valeur: 'true' };
const structure = { stableId: 1014, valeur: 'true' };

export const LETTRE: readonly Descripteur[] = [
  { stableId: 1000, type: 'header_section', label: 'Le projet' },
  { stableId: 1001, type: 'text', label: 'Intitulé du projet', required: true },
  {
    stableId: 1002,
    type: 'drop_down_list',
    label: 'Spécialité médicale couverte par l’ESS',
    required: true,
    options: SPECIALITES,
  },
  { stableId: 1003, type: 'date', label: 'Date de création' },
  {
    stableId: 1029,
    type: 'repetition',
    label: 'Promoteurs du projet',
    required: true,
    champs: [
      { stableId: 1038, type: 'text', label: 'Nom', required: true },
      { stableId: 1039, type: 'text', label: 'Prénom' },
      { stableId: 1040, type: 'text', label: 'Profession' },
    ],
  },
  { stableId: 1004, type: 'header_section', label: 'Le référent' },
  { stableId: 1005, type: 'text', label: 'Nom du référent', required: true },
  { stableId: 1006, type: 'text', label: 'Prénom du référent', required: true },
  { stableId: 1007, type: 'text', label: 'Profession du référent' },
  { stableId: 1008, type: 'email', label: 'Courriel du référent', required: true },
  { stableId: 1009, type: 'phone', label: 'Téléphone du référent' },
  { stableId: 1010, type: 'textarea', label: 'Raisons de la création de l’ESS sur votre territoire', required: true },
  { stableId: 1011, type: 'yes_no', label: 'S’intègre-t-elle dans une démarche existante ?' },
  { stableId: 1012, type: 'textarea', label: 'Missions et initiatives mises en place', visibleIf: existante },
  { stableId: 1013, type: 'textarea', label: 'Pour quels résultats', visibleIf: existante },
  { stableId: 1014, type: 'yes_no', label: 'Une structure juridique est-elle déjà créée pour le projet ?' },
  { stableId: 1015, type: 'text', label: 'Nom de la structure', required: true, visibleIf: structure },
  {
    stableId: 1016,
    type: 'drop_down_list',
    label: 'Type de structure juridique',
    options: ['Association loi 1901', 'Autre'],
    visibleIf: structure,
  },
  { stableId: 1017, type: 'date', label: 'Date de création de la structure', visibleIf: structure },
  { stableId: 1018, type: 'rna', label: 'Numéro RNA de l’association', visibleIf: structure },
  { stableId: 1100, type: 'header_section', label: 'Le territoire' },
  {
    stableId: 1019,
    type: 'drop_down_list',
    label: 'Échelon du territoire couvert',
    options: ['Départemental', 'Interdépartemental', 'Régional', 'Autre'],
    required: true,
  },
  {
    stableId: 1020,
    type: 'multiple_drop_down_list',
    label: 'Territoires couverts (départements)',
    required: true,
    options: DEPARTEMENTS.map((code) => `${code} - ${nomDepartement(code) ?? ''}`),
  },
  { stableId: SIEGE_LETTRE, type: 'departements', label: 'Département du siège de l’ESS', required: true },
  {
    stableId: 1041,
    type: 'drop_down_list',
    label: 'Caisse d’assurance maladie de rattachement, si le département en compte plusieurs',
    options: CAISSES.map(({ nom }) => nom),
  },
  {
    stableId: 1022,
    type: 'integer_number',
    label: 'Nombre de médecins de la spécialité présents sur le territoire',
    required: true,
  },
  { stableId: 1023, type: 'integer_number', label: 'Dont médecins libéraux', required: true },
  { stableId: 1024, type: 'integer_number', label: 'Nombre de médecins spécialistes engagés', required: true },
  { stableId: 1025, type: 'textarea', label: 'Autres professionnels engagés (médicaux et paramédicaux)' },
  { stableId: 1200, type: 'header_section', label: 'Le contenu du projet' },
  { stableId: 1026, type: 'textarea', label: 'Partenariats envisagés (un par ligne)' },
  { stableId: 1027, type: 'textarea', label: 'Coopérations déjà mises en place' },
  { stableId: 1028, type: 'textarea', label: 'Gouvernance envisagée', required: true },
  {
    stableId: 1030,
    type: 'checkbox',
    label: 'L’équipe s’engage à initier un travail sur les missions socles pendant la phase d’amorçage',
    required: true,
  },
  { stableId: 1031, type: 'textarea', label: 'Principaux axes (un par ligne, dix au plus)' },
  {
    stableId: 1032,
    type: 'repetition',
    label: 'Annexe 1 : médecins engagés',
    champs: [
      { stableId: 1033, type: 'text', label: 'Nom', required: true },
      { stableId: 1034, type: 'text', label: 'Prénom', required: true },
      { stableId: 1035, type: 'text', label: 'Numéro RPPS ou AM' },
    ],
  },
  { stableId: 1036, type: 'piece_justificative', label: 'Lettre d’intention signée du référent' },
  { stableId: 1037, type: 'date', label: 'Date' },
];

export const ANNOTATIONS_LETTRE: readonly Descripteur[] = [
  { stableId: 1101, type: 'text', label: 'Identifiant de l’ESS' },
  { stableId: 1102, type: 'date', label: 'Dernier jour pour décider' },
  { stableId: 1103, type: 'text', label: 'Où en est la procédure' },
  { stableId: 1104, type: 'date', label: 'Date légale de la décision' },
  { stableId: 1105, type: 'drop_down_list', label: 'Mode de la décision', options: ['expresse', 'tacite'] },
];
