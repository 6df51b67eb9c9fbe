/** Lettre d'intention: the fields of the CDC's annexe 4 (regles.md §14.1) and those that the criteria add. */
import { z } from 'zod';
import { CANAUX, REGIMES } from '../../../domain/valeurs.ts';
import {
  civilDate,
  count,
  department,
  departments,
  evaluation,
  line,
  list,
  slug,
  specialties,
  text,
} from './fields.ts';
import type { OwnFields } from './fields.ts';
import { doctor, person } from './people.ts';
import { depositedPiece } from './pieces.ts';

/** Rows 1–27 of the form, less what the workflow must know; promoters, governance and cooperations in place: LI-03. */
export const LETTER_FICHE = {
  intitule: line().exactOptional(),
  dateCreation: civilDate.exactOptional(),
  referent: person.exactOptional(),
  promoteurs: list(person, 50).exactOptional(),
  raisons: text(10_000).exactOptional(),
  demarcheExistante: z.boolean().exactOptional(),
  demarcheMissions: text(10_000).exactOptional(),
  demarcheResultats: text(10_000).exactOptional(),
  structureExistante: z.boolean().exactOptional(),
  structure: z
    .strictObject({ intitule: line(), type: line(), dateCreation: civilDate.exactOptional() })
    .exactOptional(),
  echelon: z.enum(['departemental', 'interdepartemental', 'regional', 'autre']).exactOptional(),
  territoirePrecisions: text().exactOptional(),
  autresProfessionnels: list(line(), 100).exactOptional(),
  partenariats: list(text(1000), 50).exactOptional(),
  cooperationsEnPlace: list(text(1000), 50).exactOptional(),
  gouvernance: text(10_000).exactOptional(),
  axes: list(text(1000), 10).exactOptional(),
  engagementEvaluation: z.boolean().exactOptional(),
  indicateursProposes: list(text(1000), 20).exactOptional(),
  derogationRaisons: text(10_000).exactOptional(),
  dateSignature: civilDate.exactOptional(),
  signatures: list(person, 20).exactOptional(),
  medecinsEngages: list(doctor, 1000).exactOptional(),
};

const staff = {
  medecinsPresents: count.exactOptional(),
  liberaux: count.exactOptional(),
  engages: count.exactOptional(),
};
const territory = { specialites: specialties, departements: departments, siege: department };

export const LETTER_COMMANDS = {
  'deposer-lettre-intention': {
    ...territory,
    ...staff,
    canal: z.enum(CANAUX).exactOptional(),
    rubriquesAbsentes: list(line(200), 20).exactOptional(),
    derogationDemandee: z.boolean().exactOptional(),
    indicateurQualitatif: z.boolean().exactOptional(),
    indicateursQualitatifs: count.exactOptional(),
    engagementMissions: z.boolean().exactOptional(),
    territoireContinu: z.boolean().exactOptional(),
  } satisfies OwnFields<'deposer-lettre-intention'>,
  'declarer-ess-existante': {
    ...territory,
    ...staff,
    regime: z.enum(REGIMES),
    finess: finess().exactOptional(),
  } satisfies OwnFields<'declarer-ess-existante'>,
  'demander-pieces-lettre-intention': {
    piecesManquantes: list(slug, 50).min(1, { error: 'Indiquez au moins une pièce manquante.' }),
    delai: civilDate.exactOptional(),
  } satisfies OwnFields<'demander-pieces-lettre-intention'>,
  'completer-lettre-intention': {
    ...staff,
    pieces: list(z.union([slug, depositedPiece]), 50).exactOptional(),
  } satisfies OwnFields<'completer-lettre-intention'>,
  'consigner-echange': { sujet: line().exactOptional() } satisfies OwnFields<'consigner-echange'>,
  'rendre-avis': {
    sur: z.enum(['lettre-intention', 'projet-sante']),
    sens: z.enum(['favorable', 'defavorable']),
    evaluation: evaluation.exactOptional(),
  } satisfies OwnFields<'rendre-avis'>,
  'valider-lettre-intention': {
    evaluation: evaluation.exactOptional(),
  } satisfies OwnFields<'valider-lettre-intention'>,
  'refuser-lettre-intention': {
    critere: line(40).exactOptional(),
    evaluation: evaluation.exactOptional(),
  } satisfies OwnFields<'refuser-lettre-intention'>,
  'consigner-derogation': {
    sens: z.enum(['accordee', 'refusee']),
    objet: z.enum(['multi-specialite', 'seuils', 'unicite']).exactOptional(),
  } satisfies OwnFields<'consigner-derogation'>,
  'attribuer-finess': { numero: finess() } satisfies OwnFields<'attribuer-finess'>,
};

/** EXTERNAL — nine characters; the key is the domain's business. */
function finess() {
  return z.string().regex(/^(\d{2}|2[AB])\d{7}$/, { error: 'Un numéro FINESS compte 9 caractères.' });
}
