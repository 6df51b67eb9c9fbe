/** Projet de santé: its commands, and the trame's fields (regles.md §14.3), all texts kept in a fiche. */
import { z } from 'zod';
import { civilDate, count, evaluation, list, specialty } from '../schemas/fields.ts';
import { line, name, text } from '../schemas/text.ts';
import { ground, versionNumber } from '../schemas/closed.ts';
import { association, doctor, person } from '../schemas/people.ts';
import { PROJECT_RUBRICS, namesOf } from '../rubrics.ts';
import { PARTIES } from '../../../domain/valeurs.ts';
import { le, EVALUATION } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

const long = text(20_000).exactOptional();

const partnership = z.strictObject({
  structure: name(),
  cooperations: text(2000).exactOptional(),
  formalisation: line().exactOptional(),
});
const partnerships = list(partnership, 100).exactOptional();

const milestone = z.strictObject({ travaux: text(), dateMiseEnService: civilDate.exactOptional() }).exactOptional();
/** The eight sections of the trame; «pour aider»: none is mandatory as a form (PS-05). */
const PROJECT = z.strictObject({
  nomEss: name().exactOptional(),
  date: civilDate.exactOptional(),
  association: association.exactOptional(),
  associationEnCours: z.strictObject({ depotPrefectureLe: civilDate }).exactOptional(),
  referent: person.exactOptional(),
  diagnostic: z
    .strictObject({ besoinsSante: long, offre: long, besoinsExprimes: long, fragilites: long, autres: long })
    .exactOptional(),
  composition: list(
    z.strictObject({ specialite: specialty, nombreAdherents: count, nombreTerritoire: count.exactOptional() }),
    20,
  ).exactOptional(),
  partenariats: z
    .strictObject({
      premierRecours: partnerships,
      dispositifsCoordination: partnerships,
      etablissements: partnerships,
      medicoSocial: partnerships,
      autres: partnerships,
    })
    .exactOptional(),
  articulation: long,
  gouvernance: long,
  missionsSocles: z
    .strictObject({ coordination: long, appuiExpertise: long, consultation: long, teleexpertise: long })
    .exactOptional(),
  consultationsAvancees: z
    .strictObject({
      lieux: list(
        z.strictObject({
          commune: name(),
          codePostal: z
            .string()
            .regex(/^\d{5}$/, { error: 'Un code postal compte 5 chiffres.' })
            .exactOptional(),
          structure: name().exactOptional(),
          vacations: line().exactOptional(),
          specificite: line().exactOptional(),
        }),
      ).exactOptional(),
      modalitesAdressage: long,
    })
    .exactOptional(),
  description: z
    .strictObject({
      exercicePluriprofessionnel: long,
      accesExamens: long,
      soinsNonProgrammes: long,
      telemedecine: long,
      autres: long,
    })
    .exactOptional(),
  outillage: z.strictObject({ adherents: long, premierRecours: long, troisiemeRecours: long }).exactOptional(),
  indicateurs: list(line(), 50).exactOptional(),
  indicateursQualitatifs: list(line(1000), 20).exactOptional(),
  actualisation: long,
  deploiement: z
    .strictObject({
      calendrierGouvernance: long,
      structurationOffre: milestone,
      avisPonctuel: milestone,
      consultationsAvancees: milestone,
      communication: long,
      adherents: long,
      cooperations: long,
      autres: long,
    })
    .exactOptional(),
  signataire: person.exactOptional(),
  medecins: list(doctor, 2000).exactOptional(),
});
/** DEC-54 — files already sent (`/fichiers`), by their number. */
const contents = list(z.uuid({ error: 'Le numéro d’un fichier déjà envoyé est attendu.' }), 50).exactOptional();
const PROJECT_FICHE = { projetSante: PROJECT.exactOptional() };

export const COMMANDS = {
  'prolonger-depot-projet-sante': {
    titre: 'Prolonger le délai de dépôt du projet de santé',
    champs: { jusquAu: civilDate },
    exemple: { le, jusquAu: '2026-12-31' },
  },
  'deposer-projet-sante': {
    titre: 'Déposer le projet de santé',
    champs: {
      recueLe: civilDate.exactOptional(),
      deposeLe: civilDate.exactOptional(),
      contenu: contents,
      rubriquesAbsentes: list(z.enum(namesOf(PROJECT_RUBRICS)), 20).exactOptional(),
      indicateursQualitatifs: count.exactOptional(),
      documentDeploiement: z.boolean().exactOptional(),
      version: versionNumber.exactOptional(),
    },
    fiche: PROJECT_FICHE,
    exemple: {
      le,
      recueLe: le,
      documentDeploiement: true,
      version: '1',
      projetSante: { nomEss: 'Équipe de démonstration' },
    },
  },
  'accuser-reception-projet-sante': {
    titre: 'Accuser réception du projet de santé',
    champs: {
      recueLe: civilDate.exactOptional(),
    },
    exemple: { le, recueLe: le },
  },
  'demander-precisions': {
    titre: 'Demander des précisions sur le projet de santé',
    champs: { delai: civilDate.exactOptional() },
    exemple: {
      le,
      delai: '2026-04-15',
      motif: 'Le plan de déploiement est à préciser.',
      preuve: { nature: 'courriel' },
    },
  },
  'repondre-precisions': {
    titre: 'Répondre aux précisions demandées',
    champs: { recueLe: civilDate.exactOptional(), contenu: contents },
    fiche: PROJECT_FICHE,
    exemple: { le, commentaire: 'Le plan de déploiement est joint.' },
  },
  's-opposer-projet-sante': {
    titre: 'Consigner l’opposition de la caisse au projet de santé',
    champs: { fondement: ground },
    exemple: {
      le,
      fondement: 'cahier-des-charges',
      motif: 'Une mission socle n’est pas décrite.',
      preuve: { nature: 'avis-reception' },
    },
  },
  'lever-opposition': {
    titre: 'Lever l’opposition de la caisse au projet de santé',
    champs: {},
    exemple: { le, motif: 'La mission socle est désormais décrite.' },
  },
  'valider-projet-sante': {
    titre: 'Valider le projet de santé',
    champs: { evaluation: evaluation.exactOptional() },
    exemple: { le, evaluation: EVALUATION },
  },
  'refuser-projet-sante': {
    titre: 'Refuser le projet de santé',
    champs: {
      fondement: ground,
      evaluation: evaluation.exactOptional(),
    },
    exemple: {
      le,
      fondement: 'cahier-des-charges',
      motif: 'Une mission socle n’est pas décrite.',
      preuve: { nature: 'avis-reception' },
    },
  },
} satisfies CommandEntries;

export const EVENTS = {
  DepotProjetSanteProlonge: { dateLimite: read.date, jusquAu: read.date.exactOptional() },
  ProjetSanteDepose: {
    recueLe: read.date,
    deposeLe: read.date.exactOptional(),
    dateLimite: read.date,
    version: read.number,
    actualisation: read.boolean,
    rubriquesAbsentes: read.texts.exactOptional(),
    indicateursQualitatifs: read.number.exactOptional(),
    documentDeploiement: read.boolean.exactOptional(),
  },
  ReceptionProjetSanteAccusee: { partie: z.enum(PARTIES), recueLe: read.date },
  PrecisionsDemandees: { dateLimite: read.date, delai: read.date.exactOptional() },
  PrecisionsRecues: { dateLimite: read.date, recueLe: read.date.exactOptional() },
  OppositionCaisseConsignee: { fondement: read.text.exactOptional() },
  OppositionLevee: { dateLimite: read.date.exactOptional() },
  ProjetSanteValide: { mode: read.mode, evaluation: evaluation.exactOptional() },
  ProjetSanteRefuse: { fondement: read.text, evaluation: evaluation.exactOptional() },
} satisfies EventEntries;

export const WORDS: Entries = {
  'premierRecours.structure': ['PS-03', 'Structure partenaire.'],
  associationEnCours: ['ASS-01', 'Association en cours de création.'],
  depotPrefectureLe: ['ASS-01', 'Date du dépôt en préfecture.'],
  projetSante: ['PS-03', 'Projet de santé : contenu du dépôt, ou état de son instruction.'],
  'deposer-projet-sante.deposeLe': [
    'DEC-53',
    'Date certaine de l’envoi, s’il précède la réception : c’est elle qui est dans le délai, ou non. Elle demande une preuve.',
  ],
  'EvenementProjetSanteDepose.deposeLe': ['DEC-53', 'Date d’envoi, si ce n’est pas celle de la réception.'],
  contenu: ['DEC-54', 'Numéros des fichiers déjà envoyés qui composent ce dépôt. Un dépôt vide n’ouvre aucun délai.'],
  nomEss: ['PS-03', 'Nom de l’équipe.'],
  date: ['PS-03', 'Date du projet de santé.'],
  diagnostic: ['PS-03', 'Diagnostic territorial.'],
  besoinsSante: ['PS-03', 'Besoins de santé du territoire.'],
  offre: ['PS-03', 'Offre de soins du territoire.'],
  besoinsExprimes: ['PS-03', 'Besoins exprimés par les professionnels et les patients.'],
  fragilites: ['PS-03', 'Fragilités du territoire.'],
  autres: ['PS-03', 'Autres éléments.'],
  composition: ['PS-03', 'Composition de l’équipe par spécialité.'],
  nombreAdherents: ['PS-03', 'Adhérents de cette spécialité.'],
  nombreTerritoire: ['PS-03', 'Médecins de cette spécialité sur le territoire.'],
  'projetSante.partenariats': ['ELI-07', 'Partenariats, par famille de structures.'],
  premierRecours: ['ELI-07', 'Structures de premier recours ; dans l’outillage, texte.'],
  dispositifsCoordination: ['ELI-07', 'Dispositifs de coordination.'],
  etablissements: ['ELI-07', 'Établissements de santé.'],
  medicoSocial: ['ELI-07', 'Structures médico-sociales.'],
  articulation: ['PS-03', 'Articulation avec les autres organisations.'],
  missionsSocles: ['MIS-01', 'Réponse aux missions socles.'],
  coordination: ['MIS-01', 'Coordination des soins.'],
  appuiExpertise: ['MIS-01', 'Appui et expertise.'],
  consultation: ['MIS-01', 'Consultations.'],
  teleexpertise: ['MIS-01', 'Téléexpertise.'],
  consultationsAvancees: ['MIS-04', 'Consultations avancées : description, ou nombre dans les indicateurs.'],
  lieux: ['MIS-04', 'Lieux des consultations avancées.'],
  commune: ['MIS-04', 'Commune.'],
  vacations: ['MIS-04', 'Rythme des vacations.'],
  specificite: ['MIS-04', 'Spécificité du lieu.'],
  modalitesAdressage: ['MIS-04', 'Modalités d’adressage des patients.'],
  description: ['PS-03', 'Description de l’organisation.'],
  exercicePluriprofessionnel: ['PS-03', 'Exercice pluriprofessionnel.'],
  accesExamens: ['PS-03', 'Accès aux examens.'],
  soinsNonProgrammes: ['PS-03', 'Soins non programmés.'],
  telemedecine: ['PS-03', 'Télémédecine.'],
  outillage: ['PS-03', 'Outils employés.'],
  adherents: ['PS-03', 'Adhérents : texte du projet ; dans l’état des lieux, leur nombre (DEC-11).'],
  troisiemeRecours: ['PS-03', 'Outils avec le troisième recours.'],
  actualisation: ['PS-12', 'Modalités d’actualisation ; dans un événement, nouvelle version après validation.'],
  deploiement: ['PS-04', 'Plan de déploiement.'],
  calendrierGouvernance: ['PS-04', 'Calendrier de la gouvernance.'],
  structurationOffre: ['PS-04', 'Jalon : structuration de l’offre.'],
  avisPonctuel: ['PS-04', 'Jalon : avis ponctuel.'],
  travaux: ['PS-04', 'Travaux du jalon.'],
  dateMiseEnService: ['PS-04', 'Mise en service prévue.'],
  communication: ['PS-04', 'Communication.'],
  documentDeploiement: ['PS-04', 'Le document de déploiement est joint.'],
  version: ['PS-12', 'Version du projet de santé.'],
  'Evenement.version': ['PS-12', 'Rang de cette version.'],
};
