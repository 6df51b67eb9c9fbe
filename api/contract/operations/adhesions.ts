/** Adherent doctors. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { adhesionsBody, importOptions } from '../../routes/adhesions.ts';
import { duplicates, importReport, members, recordedMembers } from '../answers/dossiers.ts';
import { MEMBERS } from '../examples/ouverture.ts';
import type { Operations } from '../operation.ts';

export const MEMBERSHIP: Operations = {
  'POST /api/v1/ess/{ess}/adhesions': {
    id: 'enregistrer-adherents',
    sujet: 'Adhésions',
    titre: 'Enregistrer des adhésions',
    texte:
      'En JSON ou en CSV (une ligne par médecin, ses en-têtes en français). Une adhésion se reconnaît à son RPPS et à sa date de signature ; la renvoyer la corrige. Tout est enregistré, ou rien ; en CSV, `partiel=1` enregistre ce qui est recevable, `essai=1` n’enregistre rien.',
    roles: RIGHTS['ecrire-adhesions'].roles,
    parametres: importOptions,
    corps: {
      contenu: { 'application/json': adhesionsBody, 'text/csv': z.string() },
      exemples: { une: MEMBERS },
    },
    reponses: {
      200: {
        description: 'Les adhésions enregistrées ; en CSV, le rapport ligne à ligne.',
        contenu: { 'application/json': z.union([recordedMembers, importReport]) },
      },
    },
    problemes: ['donnees-refusees'],
  },
  'GET /api/v1/ess/{ess}/adhesions': {
    id: 'lire-adherents',
    sujet: 'Adhésions',
    titre: 'Lire les adhésions',
    texte: 'En JSON, ou en CSV si `Accept` demande `text/csv`.',
    roles: RIGHTS['lire-adhesions'].roles,
    parametres: z.strictObject({}),
    reponses: {
      200: {
        description: 'Les adhésions, présentes et passées.',
        contenu: { 'application/json': members, 'text/csv': 'binaire' },
      },
    },
  },
  'GET /api/v1/adhesions/doublons': {
    id: 'lire-doublons',
    sujet: 'Adhésions',
    titre: 'Lister les médecins adhérents de deux équipes de la même spécialité',
    roles: RIGHTS['lire-doublons'].roles,
    parametres: z.strictObject({}),
    reponses: {
      200: { description: 'Les doublons de votre périmètre.', contenu: { 'application/json': duplicates } },
    },
  },
};
