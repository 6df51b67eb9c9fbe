/** Cases under way when the product arrives (DEC-67). */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { agreementBody, takeoverOptions } from '../../routes/reprises.ts';
import { opening, takeover, takeoverReport, takeovers } from '../answers/reprises.ts';
import { AGREEMENT, DISAGREEMENT, TAKEOVER_CSV } from '../examples/reprises.ts';
import type { Operations } from '../operation.ts';

const sujet = 'Dossiers';
const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': schema });

export const TAKEOVERS: Operations = {
  'POST /api/v1/reprises': {
    id: 'proposer-reprise',
    sujet,
    titre: 'Reprendre des dossiers en cours : essayer, puis proposer',
    texte:
      'Un tableau (CSV, une ligne par fait) ou un fichier JSON (`{ "dossiers": [{ "reference", "faits" }] }`) ; 300 dossiers, 20 000 lignes, 8 Mo au plus. `essai=1` : rien n’est écrit, le rapport dit pour chaque dossier où il en est, ce qui a été versé, les prochaines dates, et chaque erreur avec sa ligne, sa colonne et sa règle. Sans `essai`, la reprise est proposée si tout est juste, et chaque caisse l’accepte pour les siens.',
    roles: RIGHTS['reprendre-dossiers'].roles,
    parametres: takeoverOptions,
    corps: { contenu: { 'text/csv': z.string() }, exemples: { tableau: TAKEOVER_CSV } },
    reponses: {
      200: { description: 'Le rapport de l’essai.', contenu: json(takeoverReport) },
      201: { description: 'La reprise est proposée.', contenu: json(takeoverReport), entetes: ['Location'] },
    },
    problemes: ['donnees-refusees', 'etat-incompatible'],
  },
  'GET /api/v1/reprises': {
    id: 'lister-reprises',
    sujet,
    titre: 'Lister les reprises',
    roles: RIGHTS['lire-reprises'].roles,
    reponses: {
      200: {
        description: 'Celles de votre région, ou qui ont des dossiers de votre caisse.',
        contenu: json(takeovers),
      },
    },
  },
  'GET /api/v1/reprises/{id}': {
    id: 'lire-reprise',
    sujet,
    titre: 'Lire une reprise, dossier par dossier',
    roles: RIGHTS['lire-reprises'].roles,
    reponses: { 200: { description: 'La reprise.', contenu: json(takeover) } },
  },
  'DELETE /api/v1/reprises/{id}': {
    id: 'retirer-reprise',
    sujet,
    titre: 'Retirer ce qui n’a pas été ouvert',
    roles: RIGHTS['reprendre-dossiers'].roles,
    reponses: { 200: { description: 'La reprise.', contenu: json(takeover) } },
  },
  'POST /api/v1/reprises/{id}/accord': {
    id: 'accorder-reprise',
    sujet,
    titre: 'Accepter ou refuser une reprise, pour les dossiers de la caisse',
    texte:
      'Accepter vaut confirmation des faits, paiements compris (`confirmer-constat`). L’autre organisation que celle qui a proposé.',
    roles: RIGHTS['accorder-reprise'].roles,
    corps: { contenu: json(agreementBody), exemples: { accord: AGREEMENT, desaccord: DISAGREEMENT } },
    reponses: { 200: { description: 'La reprise.', contenu: json(takeover) } },
    problemes: ['etat-incompatible', 'meme-organisation'],
  },
  'POST /api/v1/reprises/{id}/ouverture': {
    id: 'ouvrir-reprise',
    sujet,
    titre: 'Ouvrir les dossiers acceptés',
    texte:
      'Ouvre ce qui peut l’être en quinze secondes, et dit combien il en reste (`restants`) : renvoyez la demande jusqu’à zéro. Interrompue, elle se reprend de même : aucun dossier n’est ouvert deux fois.',
    roles: RIGHTS['reprendre-dossiers'].roles,
    reponses: { 200: { description: 'La reprise, et ce qui reste à ouvrir.', contenu: json(opening) } },
    problemes: ['etat-incompatible'],
  },
};
