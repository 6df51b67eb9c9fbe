/** Contracts: signed by three parties, concluded, renewed, over. */
import { z } from 'zod';
import { civilDate } from '../schemas/fields.ts';
import { name } from '../schemas/text.ts';
import { person } from '../schemas/people.ts';
import { PARTIES } from '../../../domain/valeurs.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

/** §14.2: who signed, where, how many copies. */
const SIGNATURE_FICHE = {
  signataire: person.exactOptional(),
  lieu: name().exactOptional(),
  exemplaires: z.int({ error: 'Un nombre entier est attendu.' }).min(1).max(20).exactOptional(),
};

export const COMMANDS = {
  'signer-contrat-amorcage': {
    titre: 'Signer le contrat de crédit d’amorçage',
    champs: {
      partie: z.enum(PARTIES).exactOptional(),
    },
    fiche: SIGNATURE_FICHE,
    exemple: { le, signataire: { nom: 'Signataire 01' }, lieu: 'Bordeaux', exemplaires: 3 },
  },
  'signer-contrat-dotation': {
    titre: 'Signer le contrat de dotation annuelle',
    champs: {
      partie: z.enum(PARTIES).exactOptional(),
      priseEffet: civilDate.exactOptional(),
    },
    fiche: SIGNATURE_FICHE,
    exemple: { le, signataire: { nom: 'Signataire 01' }, lieu: 'Bordeaux', exemplaires: 3 },
  },
} satisfies CommandEntries;

export const EVENTS = {
  ContratAmorcageSigne: { partie: z.enum(PARTIES) },
  ContratAmorcageConclu: { contrat: z.literal('amorcage'), dateLimite: read.date },
  ContratAmorcageTermine: {
    contrat: z.literal('amorcage'),
    cause: z.enum(['tranche-2-executee', 'tranche-2-non-due', 'duree', 'complement-execute']),
  },
  ContratDotationSigne: { partie: z.enum(PARTIES), priseEffet: read.date.exactOptional() },
  ContratDotationConclu: {
    contrat: z.literal('dotation'),
    dateLimite: read.date,
    priseEffet: read.date.exactOptional(),
  },
  ContratDotationReconduit: { contrat: z.literal('dotation'), periode: read.number, dateLimite: read.date },
} satisfies EventEntries;

export const WORDS: Entries = {
  lieu: ['AMO-01', 'Lieu de la signature.'],
  exemplaires: ['AMO-01', 'Nombre d’exemplaires.'],
  priseEffet: [
    'DEC-61',
    'Jour où la dotation prend effet, à la fin du financement de l’ARS ; jamais avant la signature.',
  ],
  periode: ['DEC-17', 'Rang de la période reconduite.'],
};
