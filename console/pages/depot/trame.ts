/** The letter of intent in the order of its form (annexe 4 du cahier des charges): the sections, and which field stands in each. */
import type { NamedField } from '../../parts/champs/forme.ts';
import type { Section } from './parties.tsx';

export const TRAME: readonly Section[] = [
  {
    id: 'identification',
    title: 'Éléments d’identification de l’équipe',
    fields: ['intitule', 'specialites', 'dateCreation', 'promoteurs'],
  },
  { id: 'contact', title: 'Contact', fields: ['referent'] },
  {
    id: 'contexte',
    title: 'Contexte de création et historique',
    fields: [
      'raisons',
      'demarcheExistante',
      'demarcheMissions',
      'demarcheResultats',
      'structureExistante',
      'structure',
    ],
  },
  {
    id: 'territoire',
    title: 'Territoire d’action',
    fields: ['echelon', 'departements', 'siege', 'caisse', 'territoirePrecisions', 'territoireContinu'],
  },
  {
    id: 'acteurs',
    title: 'Acteurs et partenaires',
    fields: [
      'medecinsPresents',
      'liberaux',
      'engages',
      'medecinsEngages',
      'autresProfessionnels',
      'partenariats',
      'cooperationsEnPlace',
      'gouvernance',
    ],
  },
  {
    id: 'orientations',
    title: 'Principales orientations',
    help: 'Missions socles : structurer l’offre de second recours, et donner un avis spécialisé ponctuel dans des délais réduits.',
    fields: ['axes', 'engagementMissions'],
  },
  {
    id: 'evaluation',
    title: 'Modalités d’évaluation',
    fields: ['engagementEvaluation', 'indicateursProposes', 'indicateurQualitatif', 'indicateursQualitatifs'],
  },
  { id: 'derogation', title: 'Dérogation', fields: ['derogationDemandee', 'derogationRaisons'] },
  { id: 'signature', title: 'Date et signatures', fields: ['le', 'dateSignature', 'signatures', 'canal'] },
];

/** What a person does not write: the rubrics that lack are worked out of the form itself. */
export const WORKED_OUT: ReadonlySet<string> = new Set(['rubriquesAbsentes', 'acteur']);

/** The fields that are read back: all but those that are worked out. */
export const typedFields = (fields: readonly NamedField[]): readonly NamedField[] =>
  fields.filter(({ name }) => !WORKED_OUT.has(name));
