/** Contracts, money, résiliation, recovery, transition, operation. */
import { z } from 'zod';
import { CONTRATS, PARTIES } from '../../../domain/valeurs.ts';
import { cents, civilDate, identifier, line, paymentKey } from './fields.ts';
import type { OwnFields } from './fields.ts';
import { association, bic, iban, person } from './people.ts';

const contract = z.enum(CONTRATS).exactOptional();
const receivedOn = { recueLe: civilDate.exactOptional() };
const onePayment = { paiement: paymentKey };
const reference = line(100).exactOptional();
const ground = line(60).exactOptional();
const oneEffect = { effet: identifier(300) };

export const CONTRACT_COMMANDS = {
  'declarer-association': {} satisfies OwnFields<'declarer-association'>,
  'declarer-coordonnees-bancaires': {} satisfies OwnFields<'declarer-coordonnees-bancaires'>,
  'signer-contrat-amorcage': {
    partie: z.enum(PARTIES).exactOptional(),
  } satisfies OwnFields<'signer-contrat-amorcage'>,
  'signer-contrat-dotation': {
    partie: z.enum(PARTIES).exactOptional(),
  } satisfies OwnFields<'signer-contrat-dotation'>,
  'executer-paiement': {
    ...onePayment,
    montantCentimes: cents.exactOptional(),
    reference,
  } satisfies OwnFields<'executer-paiement'>,
  'rejeter-paiement': onePayment satisfies OwnFields<'rejeter-paiement'>,
  'reemettre-paiement': onePayment satisfies OwnFields<'reemettre-paiement'>,
  'fixer-montant-dotation': {
    montantCentimes: cents,
    paiement: paymentKey.exactOptional(),
  } satisfies OwnFields<'fixer-montant-dotation'>,
  'approuver-montant-dotation': {
    paiement: paymentKey.exactOptional(),
  } satisfies OwnFields<'approuver-montant-dotation'>,
  resilier: { contrat: contract } satisfies OwnFields<'resilier'>,
  'accuser-reception-resiliation': {
    contrat: contract,
    ...receivedOn,
  } satisfies OwnFields<'accuser-reception-resiliation'>,
  'proposer-resiliation': { contrat: contract, fondement: ground } satisfies OwnFields<'proposer-resiliation'>,
  'approuver-resiliation': { contrat: contract } satisfies OwnFields<'approuver-resiliation'>,
  'notifier-resiliation': { contrat: contract, ...receivedOn } satisfies OwnFields<'notifier-resiliation'>,
  saisir: { contrat: contract, ...receivedOn } satisfies OwnFields<'saisir'>,
  'repondre-saisine': {
    contrat: contract,
    sens: z.enum(['accepte', 'rejete']),
  } satisfies OwnFields<'repondre-saisine'>,
  'confirmer-recouvrement': { montantCentimes: cents.exactOptional() } satisfies OwnFields<'confirmer-recouvrement'>,
  'constater-remboursement': { montantCentimes: cents, reference } satisfies OwnFields<'constater-remboursement'>,
  'clore-recouvrement': {} satisfies OwnFields<'clore-recouvrement'>,
  'constater-conformite': { conforme: z.boolean().exactOptional() } satisfies OwnFields<'constater-conformite'>,
  'engager-mise-en-conformite': {} satisfies OwnFields<'engager-mise-en-conformite'>,
  'declarer-financement-ars': {
    du: civilDate.exactOptional(),
    au: civilDate.exactOptional(),
    jusquAu: civilDate.exactOptional(),
    montantCentimes: cents,
  } satisfies OwnFields<'declarer-financement-ars'>,
  'fixer-delai-projet-sante': {
    jusquAu: civilDate.exactOptional(),
    delai: civilDate.exactOptional(),
    mois: z
      .int({ error: 'Un nombre entier de mois est attendu.' })
      .min(1, { error: 'Ce délai compte au moins un mois.' })
      .max(120, { error: 'Ce délai est trop long.' })
      .exactOptional(),
  } satisfies OwnFields<'fixer-delai-projet-sante'>,
  'accorder-complement': {} satisfies OwnFields<'accorder-complement'>,
  'relancer-effet': oneEffect satisfies OwnFields<'relancer-effet'>,
  'ecarter-effet': oneEffect satisfies OwnFields<'ecarter-effet'>,
  'fermer-finess': {} satisfies OwnFields<'fermer-finess'>,
  renoncer: {} satisfies OwnFields<'renoncer'>,
  corriger: {
    objet: identifier(),
    valeur: z.union([line(), z.number()], { error: 'Un texte ou un nombre est attendu.' }),
  } satisfies OwnFields<'corriger'>,
};

/** ASS-01: who the association is. */
export const ASSOCIATION_FICHE = { association: association.exactOptional() };
/** DEC-13: where the money goes. */
export const BANK_FICHE = {
  iban: iban.exactOptional(),
  bic: bic.exactOptional(),
  titulaire: line().exactOptional(),
};
/** §14.2: who signed, where, how many copies. */
export const SIGNATURE_FICHE = {
  signataire: person.exactOptional(),
  lieu: line().exactOptional(),
  exemplaires: z.int({ error: 'Un nombre entier est attendu.' }).min(1).max(20).exactOptional(),
};
