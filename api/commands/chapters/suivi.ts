/** Follow-up during the contracts: activities, adherents, reports, checks, meetings; what fails to leave, what is late. */
import * as read from '../../contract/answers/values.ts';
import { z } from 'zod';
import { civilDate, count, exercice, list, slug } from '../schemas/fields.ts';
import { line, text } from '../schemas/text.ts';
import { askedDocument, unmetCriterion, effectKey, reference } from '../schemas/closed.ts';
import { doctor, MEETING_FICHE } from '../schemas/people.ts';
import { ACTIVITES } from '../../../domain/valeurs.ts';
import { le } from '../../contract/examples/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';
import type { ShapeOf } from '../schemas/fields.ts';
import type { Indicateurs } from '../../../domain/suivi/vocabulaire.ts';

const indicators = z.strictObject({
  soignantsAdressant: count,
  medecinsTraitantsAdressant: count,
  patientsPrisEnCharge: count,
  demandesTeleexpertise: count,
  medecinsConsultationsAvancees: count,
  consultationsAvancees: count,
  delaiRendezVousJours: count.nullable().exactOptional(),
  delaiTeleexpertiseJours: count.nullable().exactOptional(),
} satisfies ShapeOf<Indicateurs>);

/** IND-03, IND-04 (the regional trame's indicators: free, none is required), SUI-02. */
const REPORT_FICHE = {
  appreciations: list(z.strictObject({ libelle: line(), valeur: text(2000) }), 50).exactOptional(),
  indicateursRegionaux: list(z.strictObject({ libelle: line(), valeur: text(2000) }), 50).exactOptional(),
  missions: text(20_000).exactOptional(),
};

/** DOT-08: the adherents' nominative list, as deposited. */
const LIST_FICHE = { medecins: list(doctor, 2000).exactOptional() };
const oneEffect = { effet: effectKey };
const delay = read.number.nullable().exactOptional();
const indicatorsRead = z.strictObject({
  soignantsAdressant: read.number,
  medecinsTraitantsAdressant: read.number,
  patientsPrisEnCharge: read.number,
  demandesTeleexpertise: read.number,
  medecinsConsultationsAvancees: read.number,
  consultationsAvancees: read.number,
  delaiRendezVousJours: delay,
  delaiTeleexpertiseJours: delay,
});

const silence = z.enum([
  'validation-tacite',
  'alerte',
  'fin-de-contrat',
  'resiliation',
  'reconduction',
  'denombrement',
  'caducite',
  'procedure',
  'impaye',
  'archivage',
  'rappel',
]);

export const COMMANDS = {
  'declarer-activite': {
    titre: 'Déclarer le début d’une activité',
    champs: { activite: z.enum(ACTIVITES) },
    exemple: { le, activite: 'avis-ponctuel' },
  },
  'constater-activite': {
    titre: 'Constater qu’une activité est présente, ou absente',
    champs: { activite: z.enum(ACTIVITES), constat: z.enum(['presente', 'absente']).exactOptional() },
    exemple: { le, activite: 'avis-ponctuel', constat: 'presente' },
  },
  'deposer-liste-nominative': {
    titre: 'Déposer la liste nominative des adhérents',
    champs: {
      liste: z.strictObject({
        id: reference,
        nombre: count,
        parSpecialite: z.record(slug, count).exactOptional(),
      }),
      exercice: exercice.exactOptional(),
    },
    fiche: LIST_FICHE,
    exemple: { le, liste: { id: 'liste-2026', nombre: 37 }, exercice: 2026 },
  },
  'enregistrer-adhesions': {
    titre: 'Consigner l’enregistrement des formulaires d’adhésion',
    champs: {
      nombre: count.exactOptional(),
      liste: z.strictObject({ id: reference }).exactOptional(),
    },
    exemple: { le, nombre: 37 },
  },
  'deposer-rapport-activite': {
    titre: 'Déposer le rapport d’activité',
    champs: {
      exercice: exercice.exactOptional(),
      indicateurs: indicators.exactOptional(),
      indicateursQualitatifs: count.exactOptional(),
    },
    fiche: REPORT_FICHE,
    exemple: {
      le,
      exercice: 2026,
      indicateurs: {
        soignantsAdressant: 64,
        medecinsTraitantsAdressant: 48,
        patientsPrisEnCharge: 812,
        demandesTeleexpertise: 310,
        medecinsConsultationsAvancees: 4,
        consultationsAvancees: 96,
        delaiRendezVousJours: 21,
        delaiTeleexpertiseJours: 2,
      },
    },
  },
  'controler-criteres': {
    titre: 'Consigner le contrôle des critères',
    champs: {
      resultat: z.enum(['conforme', 'non-conforme']).exactOptional(),
      criteresNonRemplis: list(unmetCriterion, 30).exactOptional(),
      liberaux: count.exactOptional(),
      medecinsPresents: count.exactOptional(),
      concertationTracable: z.boolean().exactOptional(),
    },
    exemple: { le, resultat: 'conforme', liberaux: 120, medecinsPresents: 140, concertationTracable: true },
  },
  'consigner-rencontre': {
    titre: 'Consigner une rencontre',
    champs: {},
    fiche: MEETING_FICHE,
    exemple: { le, compteRendu: 'Point annuel sur les indicateurs.' },
  },
  'demander-documents': {
    titre: 'Demander des documents',
    champs: {
      documents: list(askedDocument, 50).exactOptional(),
      delai: civilDate.exactOptional(),
    },
    exemple: { le, documents: ['comptes-annuels'], delai: '2026-04-15' },
  },
  'relancer-effet': {
    titre: 'Relancer un effet resté en panne',
    champs: oneEffect,
    exemple: { le, effet: 'ess-33-7k2m9qxa/notifier/3' },
  },
  'ecarter-effet': {
    titre: 'Écarter un effet resté en panne',
    champs: oneEffect,
    exemple: { le, effet: 'ess-33-7k2m9qxa/notifier/3', motif: 'L’avis a été remis en main propre.' },
    motive: true,
  },
} satisfies CommandEntries;

export const EVENTS = {
  ActiviteDeclaree: { activite: z.enum(ACTIVITES) },
  ActiviteConstatee: { activite: z.enum(ACTIVITES), constat: z.enum(['presente', 'absente']).exactOptional() },
  ListeNominativeDeposee: { liste: read.text, nombre: read.number, cle: read.text },
  AdhesionsEnregistrees: { nombre: read.number.exactOptional() },
  AdherentsDenombres: { date: read.date, nombre: read.number, cycle: read.number },
  RapportActiviteDepose: { cle: read.text, indicateurs: indicatorsRead.exactOptional() },
  CriteresControles: {
    resultat: z.enum(['conforme', 'non-conforme']),
    criteresNonRemplis: read.texts,
    liberaux: read.number.exactOptional(),
    medecinsPresents: read.number.exactOptional(),
    concertationTracable: read.boolean,
  },
  RencontreConsignee: {},
  DocumentsDemandes: {
    documents: read.texts,
    delai: read.date.exactOptional(),
    dateLimite: read.date.exactOptional(),
  },
  CommandeRefusee: { commande: read.text, phrase: read.text },
  IncidentOuvert: { effet: read.text },
  IncidentLeve: { effet: read.text },
  EffetRelance: { effet: read.text },
  EffetEcarte: { effet: read.text },
  EcheanceDepassee: { echeance: read.text, dateLimite: read.date, attendu: z.array(read.role) },
  RappelEmis: {
    echeance: read.text,
    dateLimite: read.date,
    attendu: z.array(read.role),
    jours: read.number,
    silence,
  },
  EssClose: { motifCloture: read.motifCloture },
} satisfies EventEntries;

export const WORDS: Entries = {
  liste: ['DOT-08', 'Liste nominative : sa référence et ses nombres.'],
  'liste.id': ['DOT-08', 'Référence de la liste.'],
  nombre: ['DOT-08', 'Nombre.'],
  parSpecialite: ['DOT-08', 'Nombre par spécialité.'],
  soignantsAdressant: ['IND-01', 'Soignants qui adressent des patients.'],
  medecinsTraitantsAdressant: ['IND-01', 'Parmi eux, médecins traitants.'],
  patientsPrisEnCharge: ['IND-01', 'Patients pris en charge.'],
  demandesTeleexpertise: ['IND-01', 'Demandes de téléexpertise.'],
  medecinsConsultationsAvancees: ['IND-01', 'Médecins qui font des consultations avancées.'],
  'indicateurs.consultationsAvancees': ['IND-01', 'Consultations avancées.'],
  delaiRendezVousJours: ['IND-02', 'Délai de rendez-vous, en jours. Nul tant qu’il n’est pas mesuré.'],
  delaiTeleexpertiseJours: ['IND-02', 'Délai de téléexpertise, en jours. Nul tant qu’il n’est pas mesuré.'],
  appreciations: ['IND-03', 'Appréciations qualitatives.'],
  indicateursRegionaux: ['IND-04', 'Indicateurs de la trame régionale.'],
  missions: ['SUI-02', 'Missions accomplies.'],
  constat: ['DEC-60', 'L’activité est présente, ou absente ; le dernier constat, par sa date, l’emporte.'],
  resultat: ['SUI-01', 'Résultat du contrôle.'],
  criteresNonRemplis: ['SUI-01', 'Critères non remplis.'],
  concertationTracable: ['SUI-01', 'La concertation est traçable.'],
  documents: ['DOT-09', 'Documents demandés.'],
  effet: ['DEC-19', 'Clé de l’effet resté en panne.'],
  'EvenementAdherentsDenombres.date': ['DEC-11', 'Date du dénombrement.'],
  cycle: ['DEC-11', 'Rang de l’année de contrat.'],
  echeance: ['DEC-02', 'Nom de l’échéance.'],
  attendu: ['ACTEUR', 'De qui un acte est attendu.'],
  silence: ['DEC-02', 'Ce que produira le silence.'],
  motifCloture: ['DEC-20', 'Pourquoi le dossier est clos.'],
};
