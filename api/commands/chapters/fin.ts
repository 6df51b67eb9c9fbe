/** Giving up, disappearing, being dissolved; what closes, opens again and is archived. DEC-35, DEC-42…46. */
import { z } from 'zod';
import { civilDate, count, list, paymentKey } from '../schemas/fields.ts';
import { PARTIES } from '../../../domain/valeurs.ts';
import { SENS_CONSTAT } from '../../../domain/fin/vocabulaire.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

const receivedOn = { recueLe: civilDate.exactOptional() };
const authority = z.enum(['ars', 'caisse']);

export const COMMANDS = {
  renoncer: {
    titre: 'Renoncer au projet',
    champs: {},
    exemple: { le, motif: 'L’équipe ne se constitue pas.' },
  },
  'mettre-en-demeure': {
    titre: 'Mettre en demeure un porteur qui n’agit plus',
    champs: receivedOn,
    exemple: {
      le,
      recueLe: le,
      motif: 'Le projet de santé n’a pas été déposé, et le porteur ne répond plus.',
      preuve: { nature: 'avis-reception', reference: 'RAR-2026-114' },
    },
    motive: true,
  },
  'constater-abandon': {
    titre: 'Constater l’abandon, après une mise en demeure restée sans suite',
    champs: {},
    exemple: { le, motif: 'La mise en demeure est restée sans réponse.' },
    motive: true,
  },
  'constater-dissolution': {
    titre: 'Constater la dissolution de l’association',
    champs: {},
    exemple: { le, preuve: { nature: 'autre', reference: 'JOAFE-2026-0193' } },
    prouve: true,
  },
  'confirmer-constat': {
    titre: 'Confirmer, ou contester, le constat de l’autre autorité',
    champs: {
      rang: count.exactOptional(),
      sens: z.enum(SENS_CONSTAT),
      enLot: list(paymentKey, 50).exactOptional(),
      ...receivedOn,
    },
    exemple: { le, rang: 12, sens: 'confirme', recueLe: le },
  },
} satisfies CommandEntries;

export const EVENTS = {
  Renonciation: {},
  MiseEnDemeure: { echeance: read.text, recueLe: read.date, dateLimite: read.date },
  AbandonConstate: {},
  DissolutionConstatee: { partie: authority },
  ConstatConfirme: {
    rang: read.number,
    partie: z.enum(PARTIES),
    sens: z.enum(['confirme', 'conteste']),
    recueLe: read.date,
    dateLimite: read.date.exactOptional(),
    siege: read.text.exactOptional(),
    caisse: read.text.exactOptional(),
    enLot: read.texts.exactOptional(),
  },
  InstructionSansObjet: {},
  DossierRouvert: { phase: read.phase },
  DossierArchive: {},
} satisfies EventEntries;

export const WORDS: Entries = {
  'confirmer-constat.rang': ['DEC-42', 'Rang de l’événement constaté ; s’il manque, le seul constat en attente.'],
  'confirmer-constat.sens': ['DEC-42', 'Confirmé ou contesté, au masculin comme au féminin.'],
  'EvenementConstatConfirme.rang': ['DEC-42', 'Rang de l’événement confirmé, ou contesté.'],
  'EvenementConstatConfirme.sens': ['DEC-42', 'Confirmé, ou contesté.'],
  closeLe: ['DEC-35', 'Date de la clôture de la procédure ; le dossier reste vivant jusqu’à son archivage.'],
  archiveLe: ['DEC-35', 'Date de l’archivage : le dossier ne reçoit plus aucun acte.'],
  abandonneLe: ['DEC-44', 'Date du constat d’abandon.'],
  miseEnDemeure: ['DEC-44', 'Mise en demeure en cours ; tout acte du porteur la prive d’effet.'],
  porteurActifLe: ['DEC-44', 'Date du dernier acte du porteur.'],
  dissolution: ['DEC-42', 'Dissolution constatée de l’association.'],
  confirmeeLe: ['DEC-42', 'Date de la confirmation par l’autre autorité.'],
  lettreLe: ['DEC-42', 'Réception de la lettre : la contestation se compte depuis ce jour.'],
  objectionLe: ['DEC-42', 'Date de la contestation.'],
  'dissolution.avant': ['DEC-42', 'Comment étaient les contrats quand elle a été confirmée.'],
  sansObjetLe: ['DEC-46', 'Depuis quand le projet de santé n’est plus instruit.'],
};
