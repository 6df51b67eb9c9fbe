/** The form of the projet de santé, by the sections of its trame (003): what identifies it, and its documents. */
import type { Descripteur } from '../world/model.ts';
import { SPECIALITES } from './lettre-intention.ts';

export const SIEGE_PROJET = 2005;

const association = { stableId: 2006, valeur: 'true' };

export const PROJET: readonly Descripteur[] = [
  { stableId: 2000, type: 'header_section', label: '1. Identification' },
  { stableId: 2001, type: 'text', label: 'Nom de l’ESS', required: true },
  { stableId: 2002, type: 'drop_down_list', label: 'Spécialité médicale', required: true, options: SPECIALITES },
  { stableId: 2003, type: 'dossier_link', label: 'Numéro du dossier de la lettre d’intention' },
  { stableId: 2004, type: 'text', label: 'Identifiant de l’ESS (porté sur la validation de la lettre d’intention)' },
  { stableId: SIEGE_PROJET, type: 'departements', label: 'Département du siège de l’ESS', required: true },
  { stableId: 2006, type: 'yes_no', label: 'L’association est-elle créée ?', required: true },
  { stableId: 2007, type: 'text', label: 'Nom de l’association', required: true, visibleIf: association },
  { stableId: 2008, type: 'siret', label: 'Numéro SIRET', visibleIf: association },
  { stableId: 2009, type: 'rna', label: 'Numéro RNA', visibleIf: association },
  { stableId: 2010, type: 'text', label: 'Nom et coordonnées du représentant légal', required: true },
  { stableId: 2020, type: 'textarea', label: '2. Diagnostic territorial' },
  {
    stableId: 2030,
    type: 'repetition',
    label: '3. Composition de l’équipe',
    champs: [
      { stableId: 2031, type: 'text', label: 'Spécialité' },
      { stableId: 2032, type: 'integer_number', label: 'Médecins adhérents' },
      { stableId: 2033, type: 'integer_number', label: 'Médecins sur le territoire' },
    ],
  },
  { stableId: 2040, type: 'textarea', label: '4. Partenariats et gouvernance' },
  { stableId: 2050, type: 'textarea', label: '5.1 Missions socles' },
  { stableId: 2051, type: 'yes_no', label: '5.2 Consultations avancées (mission optionnelle)' },
  { stableId: 2070, type: 'textarea', label: '7. Indicateur qualitatif retenu', required: true },
  { stableId: 2080, type: 'piece_justificative', label: 'Projet de santé signé du représentant légal', required: true },
  { stableId: 2081, type: 'piece_justificative', label: 'Schéma de l’articulation entre acteurs' },
];

export const ANNOTATIONS_PROJET: readonly Descripteur[] = [
  { stableId: 2101, type: 'text', label: 'Identifiant de l’ESS' },
  { stableId: 2102, type: 'date', label: 'Dernier jour pour décider' },
  { stableId: 2103, type: 'text', label: 'Où en est la procédure' },
  { stableId: 2104, type: 'date', label: 'Date légale de la décision' },
  { stableId: 2105, type: 'drop_down_list', label: 'Mode de la décision', options: ['expresse', 'tacite'] },
];
