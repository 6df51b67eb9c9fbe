/** Résiliation: asked for, proposed, notified, contested. */
import { z } from 'zod';
import { civilDate } from '../schemas/fields.ts';
import { ground } from '../schemas/closed.ts';
import { CONTRATS, ORIGINES_RESILIATION, PARTIES } from '../../../domain/valeurs.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

const contract = z.enum(CONTRATS).exactOptional();
const onOne = { contrat: z.enum(CONTRATS), origine: z.enum(ORIGINES_RESILIATION) };
const late = { sansEffet: read.yes.exactOptional(), ranimee: read.yes.exactOptional() };
const receivedOn = { recueLe: civilDate.exactOptional() };

export const COMMANDS = {
  resilier: {
    titre: 'Résilier, pour l’équipe',
    champs: { contrat: contract },
    exemple: { le, contrat: 'amorcage', motif: 'L’équipe cesse son activité.' },
    motive: true,
  },
  'accuser-reception-resiliation': {
    titre: 'Accuser réception de la résiliation demandée par l’équipe',
    champs: {
      contrat: contract,
      ...receivedOn,
      partie: z.enum(['ars', 'caisse']).exactOptional(),
    },
    exemple: { le, contrat: 'amorcage', recueLe: le },
  },
  'proposer-resiliation': {
    titre: 'Proposer la résiliation, pour la caisse ou l’ARS',
    champs: { contrat: contract, fondement: ground },
    exemple: {
      le,
      contrat: 'amorcage',
      fondement: 'ps-non-depose',
      motif: 'Le projet de santé n’a pas été déposé.',
    },
    motive: true,
  },
  'approuver-resiliation': {
    titre: 'Approuver la résiliation proposée par l’autre autorité',
    champs: { contrat: contract },
    exemple: { le, contrat: 'amorcage' },
  },
  'notifier-resiliation': {
    titre: 'Notifier la résiliation à l’équipe',
    champs: { contrat: contract, ...receivedOn },
    exemple: { le, contrat: 'amorcage', recueLe: le, preuve: { nature: 'avis-reception' } },
  },
  'abandonner-resiliation': {
    titre: 'Abandonner une résiliation qui n’est pas notifiée',
    champs: { contrat: contract },
    exemple: { le, contrat: 'amorcage', motif: 'Le projet de santé a été déposé.' },
    motive: true,
  },
  'retirer-resiliation': {
    titre: 'Retirer une résiliation pendant son préavis',
    champs: { contrat: contract, origine: z.enum(ORIGINES_RESILIATION).exactOptional() },
    exemple: { le, contrat: 'amorcage' },
  },
  saisir: {
    titre: 'Contester la résiliation',
    champs: { contrat: contract, ...receivedOn },
    exemple: { le, contrat: 'amorcage', recueLe: le, motif: 'Le projet de santé a été déposé dans le délai.' },
  },
  'repondre-saisine': {
    titre: 'Répondre à la contestation',
    champs: {
      contrat: contract,
      sens: z.enum(['accepte', 'rejete']),
    },
    exemple: { le, contrat: 'amorcage', sens: 'rejete' },
  },
} satisfies CommandEntries;

export const EVENTS = {
  ResiliationDemandee: { contrat: z.enum(CONTRATS) },
  ReceptionResiliationAccusee: {
    contrat: z.enum(CONTRATS),
    partie: z.enum(PARTIES),
    recueLe: read.date,
    dateLimite: read.date.exactOptional(),
    ...late,
  },
  ResiliationProposee: { contrat: z.enum(CONTRATS), partie: z.enum(PARTIES), fondement: read.text },
  ResiliationApprouvee: {
    contrat: z.enum(CONTRATS),
    partie: z.enum(PARTIES),
    fondement: read.text.exactOptional(),
  },
  ResiliationNotifiee: {
    contrat: z.enum(CONTRATS),
    recueLe: read.date,
    dateLimite: read.date.exactOptional(),
    ...late,
  },
  ResiliationAbandonnee: { contrat: z.enum(CONTRATS) },
  RetraitResiliationDemande: { ...onOne, partie: z.enum(PARTIES) },
  SaisineRecue: {
    contrat: z.enum(CONTRATS),
    dateLimite: read.date,
    objet: z.literal('dissolution').exactOptional(),
  },
  SaisineTranchee: {
    partie: z.enum(PARTIES),
    sens: z.enum(['accepte', 'rejete']),
    objet: z.literal('dissolution').exactOptional(),
  },
  ResiliationRetiree: onOne,
  ResiliationCaduque: { ...onOne, cause: z.enum(['terme', 'non-notifiee', 'autre-resiliation']) },
  ResiliationEffective: { ...onOne, dateLimite: read.date, cause: z.literal('dissolution').exactOptional() },
} satisfies EventEntries;

export const WORDS: Entries = {
  'accuser-reception-resiliation.partie': ['DEC-41', 'L’autorité dont le porteur détient l’accusé de réception.'],
  sansEffet: ['DEC-39', 'La lettre est arrivée quand elle ne pouvait plus rien.'],
  ranimee: ['DEC-40', 'Reçue à temps, la lettre rend vie à la résiliation.'],
  'repondre-saisine.sens': ['DEC-22', 'Réponse à la contestation.'],
};
