/** Money of a caisse: payments, batches, bank returns, reconciliation. */
import { z } from 'zod';
import { STATUTS_PAIEMENT } from '../../../domain/valeurs.ts';
import { COMPTES_SUIVIS } from '../../../records/money/rapprochement.ts';
import { CONTRATS } from '../../../domain/valeurs.ts';
import { ETATS_ORDRES } from '../../../records/money/ordres.ts';
import { DECISIONS, RESULTATS } from '../../../records/money/verifications.ts';
import { workings } from './calculs.ts';
import {
  bankReason,
  ledgerAccount,
  lineFate,
  lineIssue,
  movement,
  MOVEMENTS,
  orderObstacle,
  orderState,
  recoveryOrigin,
  recoveryState,
} from './money-values.ts';
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
      calculs: workings.exactOptional(),
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

export const orders = z.strictObject({
  caisse: text,
  nombres: z.record(z.enum(ETATS_ORDRES), number),
  ordres: z.array(
    z
      .strictObject({
        ...order,
        intitule: text.nullable(),
        specialites: z.array(text),
        departements: z.array(text),
        resteCentimes: cents.nullable(),
        le: date,
        dateLimite: date,
        etat: orderState,
        reference,
        lot: number.nullable(),
        obstacle: orderObstacle.nullable(),
      })
      .meta({ id: 'OrdreDePayer' }),
  ),
  suivant: number.nullable(),
});

export const batchContent = z.strictObject({
  caisse: text,
  lot: batch,
  virements: z.array(
    z
      .strictObject({
        reference: text,
        ...order,
        intitule: text.nullable(),
        emission: number,
        sort: z.enum(['execute', 'rejete', 'retourne']).nullable(),
      })
      .meta({ id: 'VirementDeLot' }),
  ),
  obstacles: z.array(z.strictObject({ reference, ess: essId.nullable(), regle: text, phrase: text })),
  prises: z.array(z.strictObject({ le: instant, organisation: text.nullable() })),
});

export const bankFiles = z.strictObject({
  caisse: text,
  fichiers: z.array(
    z
      .strictObject({
        sha256,
        format: z.enum(['pain.002', 'camt', 'csv']),
        lignes: number,
        recuLe: instant,
        appliquees: number,
      })
      .meta({ id: 'FichierDeBanque' }),
  ),
});

export const recoveries = z.strictObject({
  caisse: text,
  recouvrements: z.array(
    z
      .strictObject({
        ess: essId,
        intitule: text.nullable(),
        cle: text,
        origine: recoveryOrigin,
        statut: recoveryState,
        montantCentimes: cents,
        rembourseCentimes: cents,
        remisCentimes: cents,
        resteCentimes: cents,
        aRendreCentimes: cents,
        notifieLe: date.nullable(),
        dateLimite: date.nullable(),
        ouvertLe: date,
        ouvert: boolean,
      })
      .meta({ id: 'RecouvrementSuivi' }),
  ),
});

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
      statut: lineFate,
      issue: lineIssue,
      ess: essId.exactOptional(),
      paiement: text.exactOptional(),
      enregistre: boolean,
      motifs: z.array(bankReason).exactOptional(),
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

const balance = z
  .strictObject({
    ouvertureCentimes: cents,
    mouvements: z.partialRecord(z.enum(MOVEMENTS), cents),
    clotureCentimes: cents,
  })
  .meta({ id: 'Solde' });
export const reconciliation = z.strictObject({
  caisse: text,
  mois: text,
  aPayer: balance,
  envoye: balance,
  aReemettre: balance,
  aRecouvrer: balance,
  aRendre: balance,
  lignes: z.array(
    z.strictObject({
      le: date,
      ess: essId,
      compte: z.enum(COMPTES_SUIVIS),
      nature: movement,
      objet: text,
      montantCentimes: cents,
      reference,
      motif: text.nullable(),
    }),
  ),
  versesCentimes: z.strictObject({ parLot: cents, horsLot: cents }),
  ecarts: z.array(z.strictObject({ ess: essId, phrase: text })),
});

const entry = {
  ess: essId,
  rang: number,
  intitule: text.nullable(),
  le: date,
  faitLe: date,
  enregistreLe: date,
  contrat: z.enum(CONTRATS),
  annee: number,
  objet: text,
  nature: movement,
  compte: ledgerAccount,
  debitCentimes: cents,
  creditCentimes: cents,
  reference,
  parBanque: boolean,
};
export const ledger = z.strictObject({
  caisse: text,
  mois: text,
  ecritures: z.array(z.strictObject(entry).meta({ id: 'Ecriture' })),
});
export const caseLedger = z.strictObject({
  ess: essId,
  ecritures: z.array(z.strictObject({ caisse: text, ...entry }).meta({ id: 'EcritureDuDossier' })),
});

export const accounts = z.strictObject({
  ess: essId,
  entier: boolean,
  comptes: z.array(
    z
      .strictObject({
        version: number,
        rang: number,
        declareLe: date,
        declarePar: text,
        titulaire: text.nullable(),
        iban: text.nullable(),
        bic: text.nullable(),
        verification: z
          .strictObject({
            conforme: boolean,
            le: date,
            par: text,
            rang: number,
            piece: z.strictObject({ id: text, nom: text, sha256 }).nullable(),
          })
          .nullable(),
        remplaceLe: date.nullable(),
        virements: z.array(z.strictObject({ reference: text, paiement: text, montantCentimes: cents })),
      })
      .meta({ id: 'VersionDeCompte' }),
  ),
});
