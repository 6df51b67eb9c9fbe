/** What an ESS is, when it changes: its seat and its caisse, its regime. DEC-47, DEC-50. */
import { z } from 'zod';
import { caisse, department } from '../schemas/fields.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

const REGIMES_EXISTANTS = ['en-fonctionnement-conforme', 'en-fonctionnement-a-mettre-en-conformite'] as const;

export const COMMANDS = {
  'transferer-siege': {
    titre: 'Transférer le siège de l’association',
    champs: { siege: department, caisse: caisse.exactOptional() },
    exemple: { le, siege: '40', preuve: { nature: 'acte-signe', reference: 'AG 2026-02-01' } },
    prouve: true,
  },
  'requalifier-regime': {
    titre: 'Requalifier le régime d’une ESS existante',
    champs: { regime: z.enum(REGIMES_EXISTANTS) },
    exemple: {
      le,
      regime: 'en-fonctionnement-a-mettre-en-conformite',
      motif: 'Le projet de santé ne répond pas encore au cahier des charges.',
    },
    motive: true,
  },
} satisfies CommandEntries;

export const EVENTS = {
  SiegeTransfere: { siege: read.text, caisse: read.text, effectif: read.boolean },
  RegimeRequalifie: { regime: z.enum(REGIMES_EXISTANTS), avant: read.regime },
} satisfies EventEntries;

export const WORDS: Entries = {
  enLot: ['DEC-47', 'Ordres déjà dans un lot de la caisse d’avant, qui les garde : le service les indique.'],
  effectif: ['DEC-47', 'La caisse est la même : le nouveau siège vaut sans attendre de confirmation.'],
  'EvenementRegimeRequalifie.avant': ['DEC-50', 'Régime d’avant.'],
};
