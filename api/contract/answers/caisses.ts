/** Money of a caisse: payments, batches, bank returns, reconciliation. */
import { z } from 'zod';
import { STATUTS_PAIEMENT } from '../../../domain/valeurs.ts';
import { DECISIONS, RESULTATS } from '../../../records/money/verifications.ts';
import { SORTS } from '../../../tresorerie/retours/ligne.ts';
import { ISSUES } from '../../commands/bank-decision.ts';
import type { NatureMouvement } from '../../../records/money/rapprochement.ts';
import { boolean, cents, date, essId, instant, number, sha256, text, warnings } from './values.ts';

const order = { ess: essId, paiement: text, montantCentimes: cents };
const reference = text.nullable();

export const payments = z.strictObject({
  ess: essId,
  paiements: z.array(
    z.strictObject({
      ...order,
      le: date,
      dateLimite: date,
      caisse: text,
      statut: z.enum(STATUTS_PAIEMENT),
      reference,
    }),
  ),
});

export const toPay = z.strictObject({
  caisse: text,
  paiements: z.array(
    z.strictObject({
      ...order,
      emission: number,
      dateLimite: date,
      coordonneesBancaires: boolean,
      beneficiaireAVerifier: boolean,
    }),
  ),
  totalCentimes: cents,
});

export const caisseAccount = z.strictObject({
  caisse: text,
  compte: z.strictObject({
    titulaire: text,
    iban: text,
    bic: text.exactOptional(),
    adresse: z
      .strictObject({
        rue: text.exactOptional(),
        codePostal: text.exactOptional(),
        ville: text,
        pays: text,
        lignes: z.array(text).exactOptional(),
      })
      .exactOptional(),
  }),
});

const batch = z
  .strictObject({
    caisse: text,
    numero: number,
    identifiant: text,
    executionLe: date,
    nombre: number,
    totalCentimes: cents,
    sha256,
    creeLe: instant,
    suite: z.enum(['envoye', 'retire']).nullable(),
  })
  .meta({ id: 'Lot' });
export const newBatch = z.strictObject({ caisse: text, lot: batch.nullable(), avertissements: warnings });
export const settledBatch = z.strictObject({ caisse: text, lot: batch.nullable(), avertissements: warnings });
export const batches = z.strictObject({ caisse: text, lots: z.array(batch) });

export const payee = z.strictObject({
  caisse: text,
  ess: essId,
  titulaire: text.nullable(),
  resultat: z.enum(RESULTATS).nullable(),
  nomDuCompte: text.nullable(),
  decision: z.enum(DECISIONS).nullable(),
  retenu: boolean,
});

export const bankReturn = z.strictObject({
  caisse: text,
  format: z.enum(['pain.002', 'camt', 'csv']),
  lignes: z.array(
    z.strictObject({
      reference: text,
      statut: z.enum(SORTS),
      issue: z.enum(ISSUES),
      ess: essId.exactOptional(),
      paiement: text.exactOptional(),
      enregistre: boolean,
      raison: text.exactOptional(),
      regle: text.exactOptional(),
      phrase: text.exactOptional(),
    }),
  ),
  appliquees: number,
  dejaConnues: number,
  refusees: number,
  pasANous: number,
  sansNouvelle: number,
});

const MOVEMENTS = [
  'ordonne',
  'reemis',
  'execute',
  'rejete',
  'interrompu',
  'trop-verse',
  'retourne',
  'recouvrement-ouvert',
  'recouvrement-modifie',
  'recouvrement-retire',
  'remboursement',
  'a-rendre',
  'remise',
] as const satisfies readonly NatureMouvement[];
const movement = z.enum(MOVEMENTS);
const balance = z
  .strictObject({
    ouvertureCentimes: cents,
    mouvements: z.partialRecord(movement, cents),
    clotureCentimes: cents,
  })
  .meta({ id: 'Solde' });
export const reconciliation = z.strictObject({
  caisse: text,
  mois: text,
  aPayer: balance,
  aRecouvrer: balance,
  lignes: z.array(
    z.strictObject({
      le: date,
      ess: essId,
      compte: z.enum(['a-payer', 'a-recouvrer']),
      nature: movement,
      objet: text,
      montantCentimes: cents,
      reference,
    }),
  ),
  versesCentimes: z.strictObject({ parLot: cents, horsLot: cents }),
  ecarts: z.array(z.strictObject({ ess: essId, phrase: text })),
});
