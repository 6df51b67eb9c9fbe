/** What to decide from, and where a team is. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { instruction, steps } from '../answers/instruction.ts';
import type { Operations } from '../operation.ts';

export const INSTRUCTION: Operations = {
  'GET /api/v1/ess/{ess}/instruction': {
    id: 'lire-instruction',
    sujet: 'Dossiers',
    titre: 'Lire de quoi décider d’une lettre d’intention ou d’un projet de santé',
    texte:
      'Chaque critère sur lequel une décision peut se fonder, ce que le dossier en dit et la ligne du journal d’où cela vient ; l’avis de la caisse, les dossiers rivaux, ce que le silence fera et quand, ou pourquoi il ne fera rien. `instruction` est nulle quand rien n’est en instruction. Rien n’est décidé ici.',
    roles: RIGHTS['lire-instruction'].roles,
    parametres: z.strictObject({}),
    reponses: {
      200: {
        description: 'De quoi décider.',
        contenu: { 'application/json': instruction },
        entetes: ['ETag'],
      },
    },
  },
  'GET /api/v1/ess/{ess}/etapes': {
    id: 'lire-etapes',
    sujet: 'Dossiers',
    titre: 'Savoir où en est une équipe, en cinq étapes',
    texte:
      'Lettre d’intention, contrat d’amorçage, projet de santé, contrat de dotation, dotation annuelle : où en est chacune. `attendus` : ce qui est attendu de chaque partie, jusqu’à quand, et ce que fera le silence. `saisine` : la résiliation ou la dissolution que l’équipe peut contester, jusqu’à quand, et ce qu’il en est ; nulle quand rien ne lui a été notifié.',
    roles: RIGHTS['lire-etapes'].roles,
    parametres: z.strictObject({}),
    reponses: {
      200: { description: 'Les étapes.', contenu: { 'application/json': steps }, entetes: ['ETag'] },
    },
  },
};
