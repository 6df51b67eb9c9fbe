/** Files, records, letters, contracts, incidents. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { oneCase } from '../../routes/documents.ts';
import { draftBody } from '../../routes/drafts.ts';
import { form } from '../../routes/fichiers.ts';
import { depositedFile, files, incidents, letters, oneRecord, recordsOfCase } from '../answers/papiers.ts';
import { DRAFT } from '../examples/ouverture.ts';
import type { Operations } from '../operation.ts';

const none = z.strictObject({});
/** The form of an upload: its fields, and the file. */
const upload = form.extend({ fichier: z.file() });

export const PAPERS: Operations = {
  'POST /api/v1/ess/{ess}/fichiers': {
    id: 'deposer-fichier',
    sujet: 'Papiers',
    titre: 'Déposer un fichier',
    texte:
      'Reconnu à son contenu, examiné par l’antivirus, gardé sous son empreinte. 25 Mo au plus. Le même contenu renvoyé donne le même fichier (200). Le courrier signé à la main d’un acte se joint à son événement : code `courrier-signe` et `rang`, par qui a fait l’acte. Sous le code d’une pièce, un fichier du porteur la propose : `proposition` est le corps de son dépôt.',
    roles: RIGHTS['deposer-fichier'].roles,
    parametres: none,
    corps: {
      contenu: { 'multipart/form-data': upload },
      exemples: {
        statuts: { titre: 'Les statuts de l’association', valeur: { code: 'statuts', fichier: 'statuts.pdf' } },
      },
    },
    reponses: {
      200: { description: 'Ce fichier était déjà là.', contenu: { 'application/json': depositedFile } },
      201: { description: 'Le fichier est gardé.', contenu: { 'application/json': depositedFile } },
    },
  },
  'GET /api/v1/ess/{ess}/fichiers': {
    id: 'lister-fichiers',
    sujet: 'Papiers',
    titre: 'Lister les fichiers que vous pouvez lire',
    roles: RIGHTS['lire-fichiers'].roles,
    parametres: none,
    reponses: { 200: { description: 'Les fichiers du dossier.', contenu: { 'application/json': files } } },
  },
  'GET /api/v1/ess/{ess}/fichiers/{id}': {
    id: 'lire-fichier',
    sujet: 'Papiers',
    titre: 'Lire un fichier',
    texte: 'Chaque lecture est consignée. `Repr-Digest` donne l’empreinte.',
    roles: RIGHTS['lire-fichiers'].roles,
    parametres: none,
    reponses: { 200: { description: 'Le fichier, tel qu’il a été déposé.', contenu: { '*/*': 'binaire' } } },
  },
  'DELETE /api/v1/ess/{ess}/fichiers/{id}': {
    id: 'retirer-fichier',
    sujet: 'Papiers',
    titre: 'Retirer un fichier envoyé par erreur',
    texte:
      'Par qui l’a envoyé (son organisation, dans le même rôle), tant que personne d’autre ne l’a lu. Ni son nom ni son contenu ne sont gardés. Une pièce dont c’était le seul document ne peut plus être trouvée conforme.',
    roles: RIGHTS['deposer-fichier'].roles,
    parametres: none,
    reponses: { 204: { description: 'Le fichier est retiré.' } },
    problemes: ['etat-incompatible'],
  },
  'GET /api/v1/ess/{ess}/fiches': {
    id: 'lister-fiches',
    sujet: 'Papiers',
    titre: 'Lister les fiches que vous pouvez lire',
    texte: 'Une fiche garde ce qu’un acte porte de personnel ou de libre, hors du journal.',
    roles: RIGHTS['lire-fiches'].roles,
    parametres: none,
    reponses: { 200: { description: 'Les fiches du dossier.', contenu: { 'application/json': recordsOfCase } } },
  },
  'GET /api/v1/ess/{ess}/fiches/{id}': {
    id: 'lire-fiche',
    sujet: 'Papiers',
    titre: 'Lire une fiche',
    texte: 'Chaque lecture est consignée.',
    roles: RIGHTS['lire-fiches'].roles,
    parametres: none,
    reponses: { 200: { description: 'La fiche.', contenu: { 'application/json': oneRecord } } },
  },
  'GET /api/v1/ess/{ess}/courriers': {
    id: 'lister-courriers',
    sujet: 'Papiers',
    titre: 'Lister les courriers',
    texte: 'Les vôtres ; pour `national` et `exploitant`, tous, sans leur texte.',
    roles: RIGHTS['lister-courriers'].roles,
    parametres: none,
    reponses: { 200: { description: 'Les courriers.', contenu: { 'application/json': letters } } },
  },
  'GET /api/v1/ess/{ess}/courriers/{nom}': {
    id: 'lire-courrier',
    sujet: 'Papiers',
    titre: 'Lire un courrier en PDF',
    texte: '`nom` est le numéro du courrier suivi de « .pdf ».',
    roles: RIGHTS['lire-courrier'].roles,
    parametres: none,
    reponses: { 200: { description: 'Le courrier, tel qu’il est parti.', contenu: { 'application/pdf': 'binaire' } } },
  },
  'POST /api/v1/ess/{ess}/courriers/projet': {
    id: 'preparer-courrier',
    sujet: 'Papiers',
    titre: 'Préparer le courrier d’un acte, avant l’acte',
    texte:
      'Le courrier tel qu’il partirait si l’acte était fait maintenant, pour être relu et signé. L’acte est jugé comme s’il était fait ; rien n’est écrit, personne n’est prévenu.',
    roles: RIGHTS['preparer-courrier'].roles,
    corps: {
      contenu: { 'application/json': draftBody },
      exemples: { refus: DRAFT },
    },
    reponses: { 200: { description: 'Le courrier.', contenu: { 'application/pdf': 'binaire' } } },
    problemes: ['etat-incompatible', 'regle-non-respectee', 'donnees-refusees', 'role-interdit'],
  },
  'GET /api/v1/ess/{ess}/contrats/{nom}': {
    id: 'lire-contrat',
    sujet: 'Papiers',
    titre: 'Lire un contrat prêt à signer, en PDF',
    texte: '`nom` est « amorcage.pdf » (AMO-04) ou « dotation.pdf » (DOT-02).',
    roles: RIGHTS['lire-contrat'].roles,
    parametres: none,
    reponses: { 200: { description: 'Le contrat, en trois exemplaires.', contenu: { 'application/pdf': 'binaire' } } },
    problemes: ['etat-incompatible'],
  },
  'GET /api/v1/incidents': {
    id: 'lister-incidents',
    sujet: 'Papiers',
    titre: 'Lister les incidents ouverts',
    roles: RIGHTS['lire-incidents'].roles,
    parametres: oneCase,
    reponses: {
      200: {
        description: 'Les courriels qui ne partent pas, dont une adresse est refusée, ou qui sont revenus.',
        contenu: { 'application/json': incidents },
      },
    },
  },
};
