/** Recovery of what was paid and is no longer due. */
import { z } from 'zod';
import { cents, recoveryKey } from '../schemas/fields.ts';
import { ORIGINES_RECOUVREMENT } from '../../../domain/valeurs.ts';
import { reference } from '../schemas/closed.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

/** Which one, where several are open. */
const which = { recouvrement: recoveryKey.exactOptional() };
const onRecovery = { recouvrement: read.text, montantCentimes: read.cents };

export const COMMANDS = {
  'confirmer-recouvrement': {
    titre: 'Confirmer un recouvrement',
    champs: { ...which, montantCentimes: cents.exactOptional() },
    exemple: { le, montantCentimes: 1000000 },
  },
  'constater-remboursement': {
    titre: 'Constater un remboursement',
    champs: { ...which, montantCentimes: cents, reference: reference.exactOptional() },
    exemple: { le, montantCentimes: 1000000, reference: 'TITRE-2026-0001' },
  },
  'clore-recouvrement': {
    titre: 'Clore un recouvrement',
    champs: which,
    exemple: { le, motif: 'Remboursé en entier.' },
  },
} satisfies CommandEntries;

export const EVENTS = {
  RecouvrementPropose: {
    ...onRecovery,
    origine: z.enum(ORIGINES_RECOUVREMENT),
    dateLimite: read.date.exactOptional(),
    duCentimes: read.cents.exactOptional(),
    paiement: read.text.exactOptional(),
    aConfirmer: read.yes.exactOptional(),
    reduite: read.yes.exactOptional(),
    aRendreCentimes: read.cents.exactOptional(),
    imputation: z.object({ de: read.text, montantCentimes: read.cents, resteDuCentimes: read.cents }).exactOptional(),
  },
  RecouvrementConfirme: { ...onRecovery, dateLimite: read.date },
  RemboursementConstate: {
    ...onRecovery,
    resteDuCentimes: read.cents,
    aRendreCentimes: read.cents.exactOptional(),
    reference: read.text.exactOptional(),
  },
  RecouvrementEchu: onRecovery,
  RecouvrementClos: { ...onRecovery, issue: z.enum(['rembourse', 'remise', 'rien-du']) },
  ProcedureDixHuitMoisOuverte: { montantCentimes: read.cents, paiements: read.texts },
} satisfies EventEntries;

export const WORDS: Entries = {
  recouvrement: ['REC-01', 'Recouvrement concerné.'],
  origine: ['REC-01', 'D’où vient le recouvrement, ou la résiliation.'],
  resteDuCentimes: ['REC-02', 'Reste dû, en centimes.'],
  duCentimes: ['DEC-34', 'Somme que la loi donne, en centimes.'],
  'EvenementRecouvrementPropose.aConfirmer': ['DEC-37', 'La caisse le notifie en le confirmant.'],
  reduite: ['DEC-38', 'La somme réclamée a diminué.'],
  aRendreCentimes: ['DEC-63', 'Remboursé au-delà de la somme due, à rendre à l’équipe, en centimes.'],
  imputation: [
    'DEC-34',
    'Ce qui avait été remboursé d’une somme qui n’est plus réclamée (de), et que celle-ci reçoit.',
  ],
  'imputation.de': ['DEC-34', 'Clé du recouvrement qui ne réclame plus cette somme.'],
  issue: ['REC-02', 'Issue du recouvrement.'],
};
