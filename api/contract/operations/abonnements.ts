/** Webhooks: partner systems told of what happens. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import { deliveryPage, overlapBody, replayBody, subscriptionBody } from '../../routes/abonnements-schemas.ts';
import {
  deliveries,
  newSecret,
  newSubscription,
  replay,
  subscription,
  subscriptions,
  trial,
} from '../answers/abonnements.ts';
import type { Operations } from '../operation.ts';

const sujet = 'Abonnements';
const { roles } = RIGHTS['tenir-abonnements'];
const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': schema });
const ITSELF = { 200: { description: 'L’abonnement.', contenu: json(subscription) } };

export const WEBHOOKS: Operations = {
  'POST /api/v1/abonnements': {
    id: 'abonner',
    sujet,
    titre: 'Abonner un système partenaire aux événements',
    texte:
      'Chaque événement de votre périmètre est ensuite envoyé à l’adresse, signé selon Standard Webhooks. Le secret n’est montré qu’une fois. Demandé en son propre nom, sans délégation.',
    roles,
    corps: {
      contenu: json(subscriptionBody),
      exemples: {
        decisions: {
          titre: 'Deux sortes d’événements',
          valeur: {
            adresse: 'https://partenaire.exemple.invalid/ess',
            evenements: ['LettreIntentionValidee', 'ProjetSanteValide'],
          },
        },
        tout: { titre: 'Tous', valeur: { adresse: 'https://partenaire.exemple.invalid/ess' } },
      },
    },
    reponses: {
      201: { description: 'L’abonnement et son secret.', contenu: json(newSubscription), entetes: ['Location'] },
    },
    problemes: ['etat-incompatible'],
  },
  'GET /api/v1/abonnements': {
    id: 'lister-abonnements',
    sujet,
    titre: 'Lister les abonnements de votre organisation',
    roles,
    reponses: { 200: { description: 'Ceux dont le périmètre tient dans le vôtre.', contenu: json(subscriptions) } },
  },
  'GET /api/v1/abonnements/{id}': {
    id: 'lire-abonnement',
    sujet,
    titre: 'Lire un abonnement',
    roles,
    reponses: ITSELF,
  },
  'DELETE /api/v1/abonnements/{id}': {
    id: 'retirer-abonnement',
    sujet,
    titre: 'Retirer un abonnement',
    texte: 'Ses secrets et son registre disparaissent avec lui ; ce qui attendait n’est plus envoyé.',
    roles,
    reponses: { 204: { description: 'C’est fait.' } },
  },
  'PUT /api/v1/abonnements/{id}/suspension': {
    id: 'suspendre-abonnement',
    sujet,
    titre: 'Suspendre un abonnement',
    texte: 'Ce qui se passe pendant ce temps attend, trente jours au plus.',
    roles,
    reponses: ITSELF,
  },
  'DELETE /api/v1/abonnements/{id}/suspension': {
    id: 'reprendre-abonnement',
    sujet,
    titre: 'Reprendre un abonnement suspendu',
    texte: 'Ce qui attendait part aussitôt. Ce qui a été abandonné se rejoue.',
    roles,
    reponses: ITSELF,
  },
  'POST /api/v1/abonnements/{id}/secrets': {
    id: 'changer-secret',
    sujet,
    titre: 'Changer de secret',
    texte:
      'Pendant le chevauchement, chaque message porte une signature de chaque secret. Un secret qui a fui se remplace avec un chevauchement de 0 heure.',
    roles,
    corps: {
      contenu: json(overlapBody),
      exemples: { jour: { titre: 'Un jour de chevauchement', valeur: { chevauchementHeures: 24 } } },
    },
    reponses: { 201: { description: 'Le secret, montré cette seule fois.', contenu: json(newSecret) } },
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/abonnements/{id}/essais': {
    id: 'essayer-abonnement',
    sujet,
    titre: 'Envoyer un message d’essai',
    texte: 'Il part comme un autre ; le registre dit ce qu’il est devenu.',
    roles,
    reponses: { 202: { description: 'Il va partir.', contenu: json(trial) } },
  },
  'GET /api/v1/abonnements/{id}/livraisons': {
    id: 'lister-livraisons',
    sujet,
    titre: 'Lire le registre des livraisons',
    texte: 'De la plus récente à la plus ancienne. Ce qui est fini depuis trente jours n’y est plus.',
    roles,
    parametres: deliveryPage,
    reponses: { 200: { description: 'Les livraisons.', contenu: json(deliveries) } },
  },
  'POST /api/v1/abonnements/{id}/rejeux': {
    id: 'rejouer-livraisons',
    sujet,
    titre: 'Renvoyer des événements',
    texte:
      'Une livraison ; ou les événements d’un dossier après un rang ; ou tout ce qui a été enregistré depuis un instant, dix mille événements au plus. Chacun garde son `webhook-id`.',
    roles,
    corps: {
      contenu: json(replayBody),
      exemples: {
        livraison: { titre: 'Une livraison', valeur: { livraison: 421 } },
        dossier: { titre: 'Un dossier, après un rang', valeur: { ess: 'ess-33-7k2m9qxa', apresRang: 12 } },
        instant: { titre: 'Depuis un instant', valeur: { depuis: '2026-03-16T00:00:00Z' } },
      },
    },
    reponses: { 202: { description: 'Ils vont partir.', contenu: json(replay) } },
    problemes: ['donnees-refusees'],
  },
};
