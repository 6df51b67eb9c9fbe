/** What depends on no case and asks for no token. */
import { z } from 'zod';
import { lawQuery } from '../../commands/schemas/law.ts';
import { health, readiness, rules } from '../answers/dossiers.ts';
import type { Operations } from '../operation.ts';

const page = { 'text/html': 'binaire' } as const;

export const SERVICE: Operations = {
  'GET /api/v1/regles': {
    id: 'lire-regles',
    sujet: 'Service',
    titre: 'Lire le catalogue des règles, et les chiffres en vigueur un jour donné',
    texte:
      'Chaque règle, et chaque délai, montant, seuil, report et liste limitative qui vaut le jour demandé (aujourd’hui à défaut), avec sa source (DEC-65).',
    roles: [],
    parametres: lawQuery,
    reponses: {
      200: {
        description: 'Chaque règle, sa phrase, sa source, sa nature ; chaque chiffre de ce jour.',
        contenu: { 'application/json': rules },
      },
    },
  },
  'GET /api/v1/openapi.json': {
    id: 'lire-contrat-api',
    sujet: 'Service',
    titre: 'Lire ce contrat (OpenAPI 3.1)',
    roles: [],
    reponses: {
      200: { description: 'Ce document.', contenu: { 'application/json': z.looseObject({ openapi: z.string() }) } },
    },
  },
  'GET /api/v1/documentation': {
    id: 'lire-documentation',
    sujet: 'Service',
    titre: 'Lire ce contrat comme une page',
    roles: [],
    reponses: { 200: { description: 'La page.', contenu: page } },
  },
  'GET /sante': {
    id: 'lire-sante',
    sujet: 'Service',
    titre: 'Savoir si le service répond',
    roles: [],
    reponses: {
      200: { description: 'Le moteur et la base répondent.', contenu: { 'application/json': health } },
      503: { description: 'L’un des deux ne répond pas.', contenu: { 'application/json': health } },
    },
  },
  'GET /sante/vie': {
    id: 'lire-vie',
    sujet: 'Service',
    titre: 'Savoir si le processus est vivant',
    roles: [],
    reponses: { 200: { description: 'Il l’est.', contenu: { 'application/json': readiness } } },
  },
  'GET /sante/pret': {
    id: 'lire-pret',
    sujet: 'Service',
    titre: 'Savoir si ce processus peut recevoir des demandes',
    roles: [],
    reponses: {
      200: { description: 'Il le peut.', contenu: { 'application/json': readiness } },
      503: { description: 'Il s’arrête, ou la base ne répond pas.', contenu: { 'application/json': readiness } },
    },
  },
  'GET /': {
    id: 'lire-accueil',
    sujet: 'Service',
    titre: 'Lire ce qu’est ce service, pour qui, et comment y entrer',
    roles: [],
    reponses: { 200: { description: 'La page.', contenu: page } },
  },
  'GET /problemes': {
    id: 'lister-problemes',
    sujet: 'Service',
    titre: 'Lire la liste des types de problèmes',
    roles: [],
    reponses: { 200: { description: 'La page.', contenu: page } },
  },
  'GET /problemes/{type}': {
    id: 'lire-probleme',
    sujet: 'Service',
    titre: 'Lire ce que dit un type de problème, et que faire',
    roles: [],
    reponses: { 200: { description: 'La page.', contenu: page } },
  },
  'GET /regles': {
    id: 'lister-pages-regles',
    sujet: 'Service',
    titre: 'Lire la liste des règles appliquées, comme une page',
    roles: [],
    reponses: { 200: { description: 'La page.', contenu: page } },
  },
  'GET /regles/{regle}': {
    id: 'lire-page-regle',
    sujet: 'Service',
    titre: 'Lire une règle : sa phrase, sa source, ce que dit le texte, les chiffres en vigueur',
    texte: 'L’adresse à laquelle mène la référence d’un courrier. Elle ne change pas.',
    roles: [],
    parametres: lawQuery,
    reponses: { 200: { description: 'La page.', contenu: page } },
  },
};
