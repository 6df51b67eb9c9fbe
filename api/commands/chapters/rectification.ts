/** Correction of what was entered wrong: traced, never an edit. */
import { z } from 'zod';
import { CORRECTIONS } from '../../../domain/rectification/actes.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

export const COMMANDS = {
  corriger: {
    titre: 'Corriger une saisie inexacte',
    champs: {
      objet: z.enum(Object.keys(CORRECTIONS), {
        error: `Ce qui peut être corrigé est ${Object.keys(CORRECTIONS).join(', ')}.`,
      }),
      valeur: z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z.number()], {
        error: 'Une date (aaaa-mm-jj) ou un nombre est attendu.',
      }),
    },
    exemple: { le, objet: 'depot-lettre-intention', valeur: '2026-02-27', motif: 'Date du tampon de la plateforme.' },
    motive: true,
  },
} satisfies CommandEntries;

export const EVENTS = {
  CorrectionApportee: {
    objet: read.text,
    ancienne: z.union([read.text, z.number()]).nullable(),
    valeur: z.union([read.text, z.number()]),
    rouvertLe: read.date.exactOptional(),
  },
} satisfies EventEntries;

export const WORDS: Entries = {
  'corriger.objet': ['DEC-18', 'Donnée à corriger.'],
  'corriger.valeur': ['DEC-19', 'Valeur exacte.'],
  ancienne: ['DEC-19', 'Valeur d’avant la correction.'],
  rouvertLe: ['DEC-19', 'Jour où une correction a rendu le temps d’agir.'],
};
