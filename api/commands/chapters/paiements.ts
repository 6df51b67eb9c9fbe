/** Payments: executed or rejected by the bank, made again; amounts fixed by hand. */
import { cents, paymentKey } from '../schemas/fields.ts';
import { reference } from '../schemas/closed.ts';
import { le } from '../../contract/examples/values.ts';
import * as read from '../../contract/answers/values.ts';
import type { Entries } from '../../contract/dictionary/entry.ts';
import type { CommandEntries, EventEntries } from '../chapter.ts';

const onePayment = { paiement: paymentKey };
const onPayment = { paiement: read.text, montantCentimes: read.cents };

export const COMMANDS = {
  'executer-paiement': {
    titre: 'Consigner l’exécution d’un paiement',
    champs: {
      ...onePayment,
      montantCentimes: cents.exactOptional(),
      reference: reference.exactOptional(),
    },
    exemple: { le, paiement: 'amorcage-1', reference: 'VIR-2026-0001' },
  },
  'rejeter-paiement': {
    titre: 'Consigner le rejet d’un paiement',
    champs: onePayment,
    exemple: { le, paiement: 'amorcage-1', motif: 'Compte clos.' },
  },
  'reemettre-paiement': {
    titre: 'Émettre de nouveau un paiement rejeté',
    champs: onePayment,
    exemple: { le, paiement: 'amorcage-1' },
  },
  'retenir-paiement': {
    titre: 'Retenir un paiement pendant une résiliation notifiée',
    champs: onePayment,
    exemple: { le, paiement: 'dotation-2', motif: 'Les justificatifs de dépenses sont examinés.' },
    motive: true,
  },
  'liberer-paiement': {
    titre: 'Libérer un paiement retenu',
    champs: onePayment,
    exemple: { le, paiement: 'dotation-2' },
  },
  'retourner-paiement': {
    titre: 'Consigner le retour d’un virement exécuté',
    champs: { ...onePayment, reference: reference.exactOptional() },
    exemple: { le, paiement: 'amorcage-1', reference: 'VIR-2026-0001', motif: 'Compte clos.' },
    motive: true,
  },
  'fixer-montant-dotation': {
    titre: 'Fixer à la main le montant de la dotation',
    champs: {
      montantCentimes: cents,
      paiement: paymentKey.exactOptional(),
    },
    exemple: { le, montantCentimes: 4000000, motif: 'Moins de dix adhérents (DEC-09).' },
    motive: true,
  },
  'approuver-montant-dotation': {
    titre: 'Approuver le montant fixé',
    champs: {
      paiement: paymentKey.exactOptional(),
    },
    exemple: { le, paiement: 'dotation-1' },
  },
} satisfies CommandEntries;

export const EVENTS = {
  PaiementOrdonnance: {
    ...onPayment,
    dateLimite: read.date,
    caisse: read.text.exactOptional(),
    resiliationLe: read.date.exactOptional(),
  },
  PaiementExecute: { ...onPayment, reference: read.text.exactOptional() },
  PaiementRejete: onPayment,
  PaiementInterrompu: onPayment,
  PaiementRetenu: onPayment,
  PaiementLibere: onPayment,
  PaiementRetourne: { ...onPayment, executeLe: read.date, reference: read.text.exactOptional() },
  PaiementReemis: { ...onPayment, dateLimite: read.date },
  MontantDotationFixe: onPayment,
  MontantDotationApprouve: onPayment,
} satisfies EventEntries;

export const WORDS: Entries = {
  paiement: ['PAY-01', 'Paiement concerné.'],
  reference: ['PAY-01', 'Référence du virement ou du titre.'],
  resiliationLe: ['DEC-36', 'Depuis quand une résiliation de ce contrat est notifiée.'],
};
