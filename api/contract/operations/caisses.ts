/** What a caisse has to pay, its batches, its bank, its month. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { account, month } from '../../routes/caisses.ts';
import { RETURN_TYPES, batchBody, sending, withdrawal } from '../../routes/lots.ts';
import { ordersQuery } from '../../routes/suivi-caisse.ts';
import { payeeCheck, payeeDecision } from '../../routes/verifications.ts';
import {
  accounts,
  bankFiles,
  bankReturn,
  batchContent,
  batches,
  caisseAccount,
  caseLedger,
  ledger,
  newBatch,
  orders,
  payee,
  payments,
  reconciliation,
  recoveries,
  settledBatch,
  toPay,
} from '../answers/caisses.ts';
import { ACCOUNT, BATCH, BANK_RETURN, PAYEE_CHECK, PAYEE_DECISION, WITHDRAWAL } from '../examples/ouverture.ts';
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
  'GET /api/v1/ess/{ess}/comptes': {
    id: 'lire-comptes',
    sujet: 'Caisses',
    titre: 'Lire les comptes qu’une association a déclarés',
    texte:
      'Chaque déclaration, sa vérification et ce qui y a été viré. L’IBAN n’est entier que pour la caisse qui paie.',
    roles: RIGHTS['lire-comptes'].roles,
    parametres: none,
    reponses: {
      200: { description: 'Les comptes, du premier au dernier.', contenu: { 'application/json': accounts } },
    },
  },
  'GET /api/v1/caisses/{caisse}/paiements': {
    id: 'lire-paiements-caisse',
    sujet: 'Caisses',
    titre: 'Lire ce qu’une caisse doit payer',
    roles: RIGHTS['lire-paiements-caisse'].roles,
    parametres: none,
    reponses: { 200: { description: 'Ce qui n’est encore dans aucun lot.', contenu: { 'application/json': toPay } } },
  },
  'GET /api/v1/caisses/{caisse}/ordres': {
    id: 'suivre-ordres',
    sujet: 'Caisses',
    titre: 'Suivre les ordres de payer d’une caisse',
    texte:
      'Chaque ordre, où il en est jusqu’à la banque, et ce qui l’empêche d’entrer dans un lot. Ce qui est à faire vient par dernier jour, ce qui est fini ensuite.',
    roles: RIGHTS['lire-paiements-caisse'].roles,
    parametres: ordersQuery,
    reponses: { 200: { description: 'Les ordres, page par page.', contenu: { 'application/json': orders } } },
  },
  'GET /api/v1/caisses/{caisse}/recouvrements': {
    id: 'lire-recouvrements',
    sujet: 'Caisses',
    titre: 'Lire ce qu’une caisse a à recouvrer',
    texte: 'Ceux qui sont ouverts d’abord, par dernier jour ; puis ceux qui sont finis.',
    roles: RIGHTS['lire-rapprochement'].roles,
    parametres: none,
    reponses: { 200: { description: 'Les recouvrements.', contenu: { 'application/json': recoveries } } },
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
    texte:
      'Tout ce que la caisse doit et qui n’est dans aucun lot ; 200 et `lot: null` quand il n’y a rien. `le` : un jour de banque (calendrier TARGET), à venir. Ce qui ne peut pas être payé est laissé de côté et nommé ; le fichier est validé au schéma officiel avant d’être gardé.',
    roles: RIGHTS['tenir-lots'].roles,
    entetes: ['X-Horloge-Origine'],
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
    entetes: ['X-Horloge-Origine'],
    parametres: none,
    reponses: {
      200: {
        description: 'Le fichier pour la banque.',
        contenu: { 'application/xml': 'binaire', 'text/csv': 'binaire' },
      },
    },
    problemes: ['etat-incompatible'],
  },
  'GET /api/v1/caisses/{caisse}/lots/{numero}/virements': {
    id: 'lire-virements-lot',
    sujet: 'Caisses',
    titre: 'Lire les virements d’un lot',
    texte:
      'Sans les comptes, qui ne sont que dans le fichier ; ce qui empêche le lot de partir tel qu’il est, et quand son fichier a été pris.',
    roles: RIGHTS['lire-lots'].roles,
    entetes: ['X-Horloge-Origine'],
    parametres: none,
    reponses: { 200: { description: 'Le lot et ses virements.', contenu: { 'application/json': batchContent } } },
  },
  'POST /api/v1/caisses/{caisse}/lots/{numero}/envoi': {
    id: 'envoyer-lot',
    sujet: 'Caisses',
    titre: 'Dire qu’un lot est envoyé à la banque',
    texte:
      'Une fois envoyé, un lot ne se retire plus. Une réponse de la banque le dit aussi. Un lot dont un compte, un montant ou un paiement a changé depuis ne s’envoie pas : le refus nomme les virements. Si la banque l’a déjà, `dejaParti` le consigne, et la réponse dit quels virements faire rappeler.',
    roles: RIGHTS['tenir-lots'].roles,
    entetes: ['X-Horloge-Origine'],
    corps: {
      contenu: { 'application/json': sending },
      exemples: {
        envoi: { titre: 'Le lot est envoyé', valeur: {} },
        parti: { titre: 'Il est déjà à la banque', valeur: { dejaParti: true } },
      },
    },
    reponses: { 200: { description: 'Le lot est envoyé.', contenu: { 'application/json': settledBatch } } },
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/caisses/{caisse}/lots/{numero}/retrait': {
    id: 'retirer-lot',
    sujet: 'Caisses',
    titre: 'Retirer un lot qui n’est pas envoyé',
    texte: 'Ses paiements sont de nouveau à mettre en lot, sous d’autres références.',
    roles: RIGHTS['tenir-lots'].roles,
    entetes: ['X-Horloge-Origine'],
    corps: { contenu: { 'application/json': withdrawal }, exemples: { retrait: WITHDRAWAL } },
    reponses: { 200: { description: 'Le lot est retiré.', contenu: { 'application/json': settledBatch } } },
    problemes: ['etat-incompatible'],
  },
  'GET /api/v1/caisses/{caisse}/verifications/{ess}': {
    id: 'lire-verification-beneficiaire',
    sujet: 'Caisses',
    titre: 'Lire la vérification du bénéficiaire d’une ESS',
    roles: RIGHTS['tenir-lots'].roles,
    reponses: { 200: { description: 'Le dernier mot sur son compte.', contenu: { 'application/json': payee } } },
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/caisses/{caisse}/verifications/{ess}': {
    id: 'verifier-beneficiaire',
    sujet: 'Caisses',
    titre: 'Consigner la vérification du bénéficiaire',
    texte:
      'Ce que la banque répond du nom et de l’IBAN. `proche` et `different` retiennent les paiements de ce compte jusqu’à une décision.',
    roles: RIGHTS['tenir-lots'].roles,
    corps: { contenu: { 'application/json': payeeCheck }, exemples: { verification: PAYEE_CHECK } },
    reponses: { 200: { description: 'La vérification est consignée.', contenu: { 'application/json': payee } } },
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/caisses/{caisse}/verifications/{ess}/decision': {
    id: 'decider-beneficiaire',
    sujet: 'Caisses',
    titre: 'Décider après la vérification du bénéficiaire',
    roles: RIGHTS['tenir-lots'].roles,
    corps: { contenu: { 'application/json': payeeDecision }, exemples: { decision: PAYEE_DECISION } },
    reponses: { 200: { description: 'La décision est consignée.', contenu: { 'application/json': payee } } },
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/caisses/{caisse}/retours': {
    id: 'lire-retour-bancaire',
    sujet: 'Caisses',
    titre: 'Remettre un retour bancaire',
    texte:
      'Un pain.002, un camt.053 ou un camt.054 en XML, ou un CSV (`reference;statut;le`). Chaque ligne finit d’une façon, qui est dite. Le même fichier remis deux fois, ou sous deux formes, ne change rien.',
    roles: RIGHTS['tenir-lots'].roles,
    entetes: ['X-Horloge-Origine'],
    corps: {
      contenu: Object.fromEntries(RETURN_TYPES.map((type) => [type, bankFile])),
      exemples: { csv: BANK_RETURN },
    },
    reponses: {
      200: { description: 'Ce qu’est devenue chaque ligne.', contenu: { 'application/json': bankReturn } },
    },
  },
  'GET /api/v1/caisses/{caisse}/retours': {
    id: 'lister-retours-bancaires',
    sujet: 'Caisses',
    titre: 'Lister les retours bancaires remis',
    texte: 'Les cent derniers fichiers, par leur empreinte : leur contenu n’est pas gardé.',
    roles: RIGHTS['lire-lots'].roles,
    parametres: none,
    reponses: { 200: { description: 'Les fichiers.', contenu: { 'application/json': bankFiles } } },
  },
  'GET /api/v1/ess/{ess}/grand-livre': {
    id: 'lire-grand-livre-dossier',
    sujet: 'Caisses',
    titre: 'Prendre le grand livre d’un dossier',
    texte:
      'Chaque mouvement sur ses deux comptes, depuis le premier ; une caisse y lit ses propres livres. En CSV si `Accept` demande `text/csv`.',
    roles: RIGHTS['lire-livre-dossier'].roles,
    parametres: none,
    reponses: {
      200: { description: 'Les écritures.', contenu: { 'application/json': caseLedger, 'text/csv': 'binaire' } },
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
