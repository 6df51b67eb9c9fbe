/** Projet de santé: its commands, and the trame's fields (regles.md §14.3), all texts kept in a fiche. */
import { z } from 'zod';
import { civilDate, count, evaluation, line, list, slug, text } from './fields.ts';
import type { OwnFields } from './fields.ts';
import { association, doctor, person } from './people.ts';

const long = text(20_000).exactOptional();

const partnership = z.strictObject({
  structure: line(),
  cooperations: text(2000).exactOptional(),
  formalisation: line().exactOptional(),
});
const partnerships = list(partnership, 100).exactOptional();
const milestone = z.strictObject({ travaux: text(), dateMiseEnService: civilDate.exactOptional() }).exactOptional();

/** The eight sections of the trame; «pour aider»: none is mandatory as a form (PS-05). */
export const PROJECT = z.strictObject({
  nomEss: line().exactOptional(),
  date: civilDate.exactOptional(),
  association: association.exactOptional(),
  associationEnCours: z.strictObject({ depotPrefectureLe: civilDate }).exactOptional(),
  referent: person.exactOptional(),
  diagnostic: z
    .strictObject({ besoinsSante: long, offre: long, besoinsExprimes: long, fragilites: long, autres: long })
    .exactOptional(),
  composition: list(
    z.strictObject({ specialite: slug, nombreAdherents: count, nombreTerritoire: count.exactOptional() }),
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
          commune: line(),
          codePostal: z
            .string()
            .regex(/^\d{5}$/, { error: 'Un code postal compte 5 chiffres.' })
            .exactOptional(),
          structure: line().exactOptional(),
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

export const PROJECT_FICHE = { projetSante: PROJECT.exactOptional() };

const ground = line(60).exactOptional();

export const PROJECT_COMMANDS = {
  'prolonger-depot-projet-sante': { jusquAu: civilDate } satisfies OwnFields<'prolonger-depot-projet-sante'>,
  'deposer-projet-sante': {
    recueLe: civilDate.exactOptional(),
    rubriquesAbsentes: list(line(200), 20).exactOptional(),
    indicateursQualitatifs: count.exactOptional(),
    documentDeploiement: z.boolean().exactOptional(),
    version: line(40).exactOptional(),
  } satisfies OwnFields<'deposer-projet-sante'>,
  'accuser-reception-projet-sante': {
    recueLe: civilDate.exactOptional(),
  } satisfies OwnFields<'accuser-reception-projet-sante'>,
  'demander-precisions': { delai: civilDate.exactOptional() } satisfies OwnFields<'demander-precisions'>,
  'repondre-precisions': { recueLe: civilDate.exactOptional() } satisfies OwnFields<'repondre-precisions'>,
  's-opposer-projet-sante': { fondement: ground } satisfies OwnFields<'s-opposer-projet-sante'>,
  'valider-projet-sante': { evaluation: evaluation.exactOptional() } satisfies OwnFields<'valider-projet-sante'>,
  'refuser-projet-sante': {
    fondement: ground,
    evaluation: evaluation.exactOptional(),
  } satisfies OwnFields<'refuser-projet-sante'>,
};
