/** Lettre d'intention: the fields of the CDC's annexe 4 (regles.md §14.1) and those that the criteria add. */
import { z } from 'zod';
import { caisse, civilDate, count, department, departments, evaluation, list, specialties } from '../schemas/fields.ts';
import { line, name, text } from '../schemas/text.ts';
import { criterion, letterElement } from '../schemas/closed.ts';
import { doctor, person, MEETING_FICHE } from '../schemas/people.ts';
import { CANAUX, PARTIES } from '../../../domain/valeurs.ts';
import { le, EVALUATION, TERRITOIRE } from '../../contract/examples/values.ts';
import { LETTER_RUBRICS, namesOf } from '../rubrics.ts';
import { depositedPiece } from './pieces.ts';
import { rivalRead } from '../../contract/answers/rivals.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

/** Rows 1–27 of the form, less what the workflow must know; promoters, governance and cooperations in place: LI-03. */
export const LETTER_FICHE = {
  intitule: name().exactOptional(),
  dateCreation: civilDate.exactOptional(),
  referent: person.exactOptional(),
  promoteurs: list(person, 50).exactOptional(),
  raisons: text(10_000).exactOptional(),
  demarcheExistante: z.boolean().exactOptional(),
  demarcheMissions: text(10_000).exactOptional(),
  demarcheResultats: text(10_000).exactOptional(),
  structureExistante: z.boolean().exactOptional(),
  structure: z
    .strictObject({ intitule: name(), type: name(), dateCreation: civilDate.exactOptional() })
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

/** What a letter and a declaration say of the team. */
export const TERRITORY_FIELDS = {
  specialites: specialties,
  departements: departments,
  siege: department,
  caisse: caisse.exactOptional(),
};

export const STAFF_FIELDS = {
  medecinsPresents: count.exactOptional(),
  liberaux: count.exactOptional(),
  engages: count.exactOptional(),
};

/** The same, as read. */
export const TERRITORY_READ = {
  specialites: read.texts,
  departements: read.texts,
  siege: read.text,
  caisse: read.text,
  ars: read.text,
};

export const STAFF_READ = {
  medecinsPresents: read.number.exactOptional(),
  liberaux: read.number.exactOptional(),
  engages: read.number.exactOptional(),
};

export const COMMANDS = {
  'deposer-lettre-intention': {
    titre: 'Déposer une lettre d’intention',
    champs: {
      ...TERRITORY_FIELDS,
      ...STAFF_FIELDS,
      canal: z.enum(CANAUX).exactOptional(),
      rubriquesAbsentes: list(z.enum(namesOf(LETTER_RUBRICS)), 20).exactOptional(),
      derogationDemandee: z.boolean().exactOptional(),
      indicateurQualitatif: z.boolean().exactOptional(),
      indicateursQualitatifs: count.exactOptional(),
      engagementMissions: z.boolean().exactOptional(),
      territoireContinu: z.boolean().exactOptional(),
    },
    fiche: LETTER_FICHE,
    exemple: { le, ...TERRITOIRE, medecinsPresents: 140, liberaux: 120, engages: 37 },
  },
  'demander-pieces-lettre-intention': {
    titre: 'Demander les pièces qui manquent à la lettre d’intention',
    champs: {
      piecesManquantes: list(letterElement, 50).min(1, { error: 'Indiquez au moins une pièce manquante.' }),
      delai: civilDate.exactOptional(),
    },
    exemple: { le, piecesManquantes: ['statuts'], delai: '2026-03-31', preuve: { nature: 'courriel' } },
  },
  'completer-lettre-intention': {
    titre: 'Compléter la lettre d’intention',
    champs: {
      ...STAFF_FIELDS,
      pieces: list(z.union([letterElement, depositedPiece]), 50).exactOptional(),
    },
    fiche: LETTER_FICHE,
    exemple: { le, engages: 38, pieces: ['statuts'] },
  },
  'constater-completude': {
    titre: 'Constater que la lettre d’intention est complète',
    champs: {},
    exemple: { le, commentaire: 'La gouvernance est décrite dans le courrier reçu.' },
  },
  'consigner-echange': {
    titre: 'Consigner un échange avec l’équipe',
    champs: {},
    fiche: { sujet: line().exactOptional(), ...MEETING_FICHE },
    exemple: { le, sujet: 'Calendrier de dépôt', compteRendu: 'Échange téléphonique de trente minutes.' },
  },
  'rendre-avis': {
    titre: 'Rendre l’avis de la caisse',
    champs: {
      sur: z.enum(['lettre-intention', 'projet-sante', 'territoire']),
      sens: z.enum(['favorable', 'defavorable']),
      evaluation: evaluation.exactOptional(),
    },
    exemple: { le, sur: 'lettre-intention', sens: 'favorable', evaluation: EVALUATION },
  },
  'valider-lettre-intention': {
    titre: 'Valider la lettre d’intention',
    champs: {
      evaluation: evaluation.exactOptional(),
    },
    exemple: { le, evaluation: EVALUATION },
  },
  'refuser-lettre-intention': {
    titre: 'Refuser la lettre d’intention',
    champs: {
      critere: criterion.exactOptional(),
      evaluation: evaluation.exactOptional(),
    },
    exemple: {
      le,
      critere: 'ELI-04',
      motif: 'Moins de 10 % des médecins libéraux de la spécialité sur le territoire sont engagés.',
      preuve: { nature: 'avis-reception' },
    },
  },
  'consigner-derogation': {
    titre: 'Consigner la réponse à une demande de dérogation',
    champs: {
      sens: z.enum(['demandee', 'accordee', 'refusee']),
      objet: z.enum(['multi-specialite', 'seuils', 'unicite']).exactOptional(),
      delai: civilDate.exactOptional(),
    },
    exemple: { le, sens: 'accordee', objet: 'seuils' },
  },
} satisfies CommandEntries;

export const EVENTS = {
  LettreIntentionDeposee: {
    ...TERRITORY_READ,
    ...STAFF_READ,
    canal: z.enum(CANAUX),
    complete: read.boolean,
    derogationRequise: read.boolean,
    indicateurQualitatif: read.boolean,
    dateLimite: read.date.exactOptional(),
    rubriquesAbsentes: read.texts.exactOptional(),
    derogationDemandee: read.boolean.exactOptional(),
    engagementMissions: read.boolean.exactOptional(),
    territoireContinu: read.boolean.exactOptional(),
  },
  TerritoireRevendique: { conteste: read.boolean, autres: read.texts, dejaFinances: read.texts.exactOptional() },
  TerritoireLibere: {},
  ConflitTerritoireSignale: {
    autres: read.texts,
    modification: z.literal(true).exactOptional(),
    financees: read.texts.exactOptional(),
    rivaux: z.array(rivalRead).exactOptional(),
    identiques: read.texts.exactOptional(),
    dejaFinances: read.texts.exactOptional(),
  },
  AutreEssAttestee: { partie: z.enum(PARTIES), autres: read.texts },
  PiecesLettreIntentionDemandees: {
    piecesManquantes: read.texts,
    delai: read.date.exactOptional(),
    dateLimite: read.date.exactOptional(),
  },
  LettreIntentionCompletee: {
    ...STAFF_READ,
    complete: read.boolean,
    pieces: read.texts.exactOptional(),
    piecesManquantes: read.texts.exactOptional(),
    dateLimite: read.date.exactOptional(),
  },
  CompletudeConstatee: { complete: read.boolean, dateLimite: read.date.exactOptional() },
  EchangeConsigne: { sujet: read.text.exactOptional() },
  AvisCaisseRendu: {
    sur: z.enum(['lettre-intention', 'projet-sante', 'territoire']),
    sens: z.enum(['favorable', 'defavorable']),
    evaluation: evaluation.exactOptional(),
  },
  LettreIntentionValidee: { mode: read.mode, dateLimite: read.date, evaluation: evaluation.exactOptional() },
  LettreIntentionRefusee: { critere: read.text, evaluation: evaluation.exactOptional() },
  DerogationConsignee: {
    sens: z.enum(['demandee', 'accordee', 'refusee']),
    objet: read.text.exactOptional(),
    delai: read.date.exactOptional(),
    dateLimite: read.date.exactOptional(),
  },
} satisfies EventEntries;

export const WORDS: Entries = {
  specialites: ['DEC-62', 'Spécialités de l’équipe.'],
  rivaux: ['DEC-56', 'Les autres dossiers de la même spécialité sur le territoire, et où en est chacun.'],
  'rivaux.ess': ['DEC-56', 'Identifiant de l’autre dossier.'],
  'rivaux.statut': ['DEC-56', 'En instruction, validé, ou en cours (contrat signé).'],
  identiques: ['DEC-56', 'Dossiers dont la lettre semble être la même, déposée deux fois.'],
  dejaFinances: ['DEC-57', 'Dossiers qui ont déjà reçu un crédit d’amorçage pour cette spécialité sur ce territoire.'],
  departements: ['ELI-01', 'Départements du territoire.'],
  siege: ['GEN-06', 'Département du siège : il désigne la caisse de rattachement.'],
  ars: ['DEC-49', 'Région de l’ARS qui décide ; dans une signature ou une réponse, ce qui vient d’elle.'],
  caisse: ['DEC-66', 'Code de la caisse ; dans un dépôt, à indiquer là où le département du siège en a plusieurs.'],
  engages: ['LI-04', 'Médecins libéraux engagés dans l’équipe.'],
  derogationDemandee: ['DER-01', 'Une dérogation est demandée à la CPN.'],
  derogationRaisons: ['DER-01', 'Raisons de la dérogation demandée.'],
  indicateurQualitatif: ['LI-05', 'Un indicateur qualitatif au moins est déjà défini.'],
  indicateursProposes: ['LI-05', 'Indicateurs qualitatifs proposés.'],
  engagementMissions: ['LI-03', 'Engagement à travailler sur les missions socles.'],
  engagementEvaluation: ['LI-03', 'Engagement dans l’évaluation du dispositif.'],
  territoireContinu: ['ELI-01', 'Le territoire est d’un seul tenant.'],
  intitule: ['LI-03', 'Intitulé du projet d’équipe.'],
  'structure.intitule': ['ELI-09', 'Nom de la structure.'],
  dateCreation: ['LI-03', 'Date de création envisagée.'],
  'structure.dateCreation': ['ELI-09', 'Date de création de la structure.'],
  promoteurs: ['LI-03', 'Promoteurs du projet.'],
  raisons: ['LI-03', 'Raisons du projet, besoins du territoire.'],
  demarcheExistante: ['LI-03', 'Le projet s’intègre dans une démarche existante.'],
  demarcheMissions: ['LI-03', 'Missions et initiatives de cette démarche.'],
  demarcheResultats: ['LI-03', 'Résultats de cette démarche.'],
  structureExistante: ['ELI-09', 'Une structure juridique existe déjà.'],
  'structure.type': ['ELI-09', 'Type de la structure (association, société…).'],
  echelon: ['ELI-01', 'Échelon du territoire.'],
  territoirePrecisions: ['ELI-01', 'Précisions sur le territoire.'],
  autresProfessionnels: ['LI-03', 'Autres professionnels associés.'],
  partenariats: ['LI-03', 'Partenariats envisagés ou en place.'],
  cooperationsEnPlace: ['ELI-07', 'Coopérations en place.'],
  axes: ['LI-03', 'Actions envisagées, dix au plus.'],
  dateSignature: ['LI-03', 'Date de signature de la lettre.'],
  signatures: ['LI-03', 'Signataires, ou dates des signatures par partie.'],
  medecinsEngages: ['LI-04', 'Liste des médecins engagés.'],
  piecesManquantes: ['DEC-07', 'Pièces qui manquent à la lettre d’intention.'],
  'completer-lettre-intention.pieces': ['DEC-07', 'Pièces apportées.'],
  sujet: ['LI-10', 'Sujet de l’échange.'],
  sur: ['LI-06', 'Ce sur quoi l’avis est rendu.'],
  'consigner-derogation.sens': ['DER-02', 'Réponse de la CPN.'],
  critere: ['DEC-16', 'Critère non rempli.'],
  'consigner-derogation.objet': ['DER-02', 'Objet de la dérogation.'],
  complete: ['DEC-07', 'La lettre d’intention est complète.'],
  derogationRequise: ['DER-01', 'Une dérogation est nécessaire.'],
  conteste: ['DEC-15', 'Une autre équipe revendique le même territoire.'],
  'Evenement.autres': ['DEC-15', 'Les autres ESS concernées.'],
};
