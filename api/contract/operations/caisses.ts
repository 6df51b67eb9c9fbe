/** What a caisse has to pay, its batches, its bank, its month. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { account, batchBody, month } from '../../routes/caisses.ts';
import {
  bankReturn,
  batches,
  caisseAccount,
  ledger,
  newBatch,
  payments,
  reconciliation,
  toPay,
} from '../answers/caisses.ts';
import { ACCOUNT, BATCH, BANK_RETURN } from '../examples/ouverture.ts';
import type { Operations } from '../operation.ts';

const none = z.strictObject({});
const bankFile = z.string();

export const MONEY: Operations = {
  'GET /api/v1/ess/{ess}/paiements': {
    id: 'lire-paiements',
    sujet: 'Caisses',
    titre: 'Lire les paiements d’un dossier',
    roles: RIGHTS['lire-paiements'].roles,
    parametres: none,
    reponses: { 200: { description: 'Les paiements, par date.', contenu: { 'application/json': payments } } },
  },
  'GET /api/v1/caisses/{caisse}/paiements': {
    id: 'lire-paiements-caisse',
    sujet: 'Caisses',
    titre: 'Lire ce qu’une caisse doit payer',
    roles: RIGHTS['lire-paiements-caisse'].roles,
    parametres: none,
    reponses: { 200: { description: 'Ce qui n’est encore dans aucun lot.', contenu: { 'application/json': toPay } } },
  },
  'PUT /api/v1/caisses/{caisse}/compte': {
    id: 'donner-compte',
    sujet: 'Caisses',
    titre: 'Donner le compte qui paie',
    roles: RIGHTS['tenir-compte-caisse'].roles,
    corps: { contenu: { 'application/json': account }, exemples: { compte: ACCOUNT } },
    reponses: { 200: { description: 'Le compte de la caisse.', contenu: { 'application/json': caisseAccount } } },
  },
  'GET /api/v1/caisses/{caisse}/compte': {
    id: 'lire-compte',
    sujet: 'Caisses',
    titre: 'Lire le compte qui paie',
    roles: RIGHTS['tenir-compte-caisse'].roles,
    reponses: { 200: { description: 'Le compte de la caisse.', contenu: { 'application/json': caisseAccount } } },
  },
  'POST /api/v1/caisses/{caisse}/lots': {
    id: 'composer-lot',
    sujet: 'Caisses',
    titre: 'Composer un lot de virements',
    texte: 'Tout ce que la caisse doit et qui n’est dans aucun lot ; 200 et `lot: null` quand il n’y a rien.',
    roles: RIGHTS['tenir-lots'].roles,
    corps: { contenu: { 'application/json': batchBody }, exemples: { lot: BATCH } },
    reponses: {
      200: { description: 'Rien à payer.', contenu: { 'application/json': newBatch } },
      201: { description: 'Le lot est composé.', contenu: { 'application/json': newBatch } },
    },
    problemes: ['etat-incompatible', 'donnees-refusees'],
  },
  'GET /api/v1/caisses/{caisse}/lots': {
    id: 'lister-lots',
    sujet: 'Caisses',
    titre: 'Lister les lots',
    roles: RIGHTS['lire-lots'].roles,
    parametres: none,
    reponses: { 200: { description: 'Les lots.', contenu: { 'application/json': batches } } },
  },
  'GET /api/v1/caisses/{caisse}/lots/{nom}': {
    id: 'lire-lot',
    sujet: 'Caisses',
    titre: 'Prendre le fichier d’un lot',
    texte: '`nom` : « 1.xml » (pain.001) ou « 1.csv ».',
    roles: RIGHTS['tenir-lots'].roles,
    parametres: none,
    reponses: {
      200: {
        description: 'Le fichier pour la banque.',
        contenu: { 'application/xml': 'binaire', 'text/csv': 'binaire' },
      },
    },
  },
  'POST /api/v1/caisses/{caisse}/retours': {
    id: 'lire-retour-bancaire',
    sujet: 'Caisses',
    titre: 'Remettre un retour bancaire',
    texte: 'Un pain.002 en XML, ou un CSV (`reference;statut;le`). Le même fichier remis deux fois ne change rien.',
    roles: RIGHTS['tenir-lots'].roles,
    corps: {
      contenu: {
        'application/xml': bankFile,
        'text/xml': bankFile,
        'text/csv': bankFile,
        'text/plain': bankFile,
      },
      exemples: { csv: BANK_RETURN },
    },
    reponses: {
      200: { description: 'Ce qu’est devenue chaque ligne.', contenu: { 'application/json': bankReturn } },
    },
  },
  'GET /api/v1/caisses/{caisse}/rapprochement': {
    id: 'lire-rapprochement',
    sujet: 'Caisses',
    titre: 'Rapprocher un mois, au centime',
    texte: 'En JSON, ou en CSV si `Accept` demande `text/csv`.',
    roles: RIGHTS['lire-rapprochement'].roles,
    parametres: month,
    reponses: {
      200: {
        description: 'Le rapprochement du mois.',
        contenu: { 'application/json': reconciliation, 'text/csv': 'binaire' },
      },
    },
  },
  'GET /api/v1/caisses/{caisse}/grand-livre': {
    id: 'lire-grand-livre',
    sujet: 'Caisses',
    titre: 'Prendre le grand livre d’un mois',
    texte:
      'Chaque mouvement sur ses deux comptes ; en CSV si `Accept` demande `text/csv`, avec les colonnes d’un fichier des écritures comptables.',
    roles: RIGHTS['lire-rapprochement'].roles,
    parametres: month,
    reponses: {
      200: {
        description: 'Les écritures du mois.',
        contenu: { 'application/json': ledger, 'text/csv': 'binaire' },
      },
    },
  },
};
