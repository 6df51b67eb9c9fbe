/** What is awaited of who asks, and who follows a case. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { followBody, toDoQuery } from '../../routes/to-do-schemas.ts';
import { acts, followers, toDo } from '../answers/a-faire.ts';
import type { Operations } from '../operation.ts';

export const TO_DO: Operations = {
  'GET /api/v1/a-faire': {
    id: 'lire-a-faire',
    sujet: 'Dossiers',
    titre: 'Lire ce qui est attendu de vous',
    texte:
      'Une ligne par chose à faire, de la plus ancienne date limite à la plus lointaine, dans les dossiers où c’est à vous d’agir. Les nombres des groupes sont ceux de cette même liste, sous les mêmes filtres. Le dernier jour n’est pas en retard. `silence=validation-tacite` : ce que le silence décidera. Rien à montrer : `rien` dit jusqu’à quand.',
    roles: RIGHTS['lire-a-faire'].roles,
    parametres: toDoQuery,
    reponses: { 200: { description: 'Une page de la liste.', contenu: { 'application/json': toDo } } },
  },
  'GET /api/v1/ess/{ess}/actes': {
    id: 'lire-actes',
    sujet: 'Dossiers',
    titre: 'Lire ce que vous pouvez faire dans un dossier',
    texte:
      'Chaque commande de votre rôle, telle que la loi la jugerait aujourd’hui : possible, possible avec un avertissement, ou impossible, avec la phrase du refus, sa règle et le jour à partir duquel elle le sera si personne n’agit d’ici là. `schema` est la forme de la demande (JSON Schema) : ses valeurs admises ici avec leurs libellés, ce qui est déjà connu. Rien n’est écrit. La loi juge à nouveau l’acte envoyé.',
    roles: RIGHTS['lire-actes'].roles,
    parametres: z.strictObject({}),
    reponses: {
      200: { description: 'Les actes.', contenu: { 'application/json': acts }, entetes: ['ETag'] },
    },
  },
  'GET /api/v1/ess/{ess}/suivi-par': {
    id: 'lire-suivi',
    sujet: 'Dossiers',
    titre: 'Savoir qui, dans votre organisation, suit un dossier',
    roles: RIGHTS['suivre-dossier'].roles,
    parametres: z.strictObject({}),
    reponses: { 200: { description: 'Qui le suit.', contenu: { 'application/json': followers } } },
  },
  'PUT /api/v1/ess/{ess}/suivi-par': {
    id: 'suivre-dossier',
    sujet: 'Dossiers',
    titre: 'Dire que vous suivez un dossier',
    texte:
      'Vos collègues de la même organisation, dans le même rôle, le voient. Ce n’est pas un droit, et n’en retire aucun à personne. Le redire remplace ce qui était dit.',
    roles: RIGHTS['suivre-dossier'].roles,
    corps: {
      contenu: { 'application/json': followBody },
      exemples: { traite: { titre: 'Un agent s’en charge', valeur: { comme: 'traite', nom: 'Agent 01' } } },
    },
    reponses: { 200: { description: 'C’est dit.', contenu: { 'application/json': followers } } },
  },
  'DELETE /api/v1/ess/{ess}/suivi-par': {
    id: 'ne-plus-suivre-dossier',
    sujet: 'Dossiers',
    titre: 'Ne plus suivre un dossier',
    roles: RIGHTS['suivre-dossier'].roles,
    reponses: { 204: { description: 'Il n’en reste rien.' } },
  },
};
