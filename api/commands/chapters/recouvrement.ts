/** Recovery of what was paid and is no longer due. */
import { z } from 'zod';
import { cents } from '../schemas/fields.ts';
import { reference } from '../schemas/closed.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

const onRecovery = { recouvrement: read.text, montantCentimes: read.cents };

export const COMMANDS = {
  'confirmer-recouvrement': {
    titre: 'Confirmer un recouvrement',
    champs: { montantCentimes: cents.exactOptional() },
    exemple: { le, montantCentimes: 1000000 },
  },
  'constater-remboursement': {
    titre: 'Constater un remboursement',
    champs: { montantCentimes: cents, reference: reference.exactOptional() },
    exemple: { le, montantCentimes: 1000000, reference: 'TITRE-2026-0001' },
  },
  'clore-recouvrement': {
    titre: 'Clore un recouvrement',
    champs: {},
    exemple: { le, motif: 'Remboursé en entier.' },
  },
} satisfies CommandEntries;

export const EVENTS = {
  RecouvrementPropose: {
    ...onRecovery,
    origine: z.enum(['amorcage', 'dotation', 'dix-huit-mois']),
    dateLimite: read.date.exactOptional(),
  },
  RecouvrementConfirme: { ...onRecovery, dateLimite: read.date },
  RemboursementConstate: { ...onRecovery, resteDuCentimes: read.cents },
  RecouvrementEchu: onRecovery,
  RecouvrementClos: { ...onRecovery, issue: z.enum(['rembourse', 'remise', 'rien-du']) },
  ProcedureDixHuitMoisOuverte: { montantCentimes: read.cents, paiements: read.texts },
} satisfies EventEntries;

export const WORDS: Entries = {
  recouvrement: ['REC-01', 'Clé du recouvrement.'],
  origine: ['REC-01', 'D’où vient le recouvrement, ou la résiliation.'],
  resteDuCentimes: ['REC-02', 'Reste dû, en centimes.'],
  issue: ['REC-02', 'Issue du recouvrement.'],
};
