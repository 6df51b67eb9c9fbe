/** One's own space: drafts, views, readings, preferences. None of it is a fact of a case. */
import { z } from 'zod';
import { RIGHTS } from '../../../identity/rights.ts';
import {
  codeBody,
  draftBody,
  draftCriteria,
  preferencesBody,
  seenBody,
  seenQuery,
  viewBody,
  viewCriteria,
} from '../../routes/moi/schemas.ts';
import { allSeen, draft, drafts, ownData, preferences, seen, view, views } from '../answers/moi.ts';
import { CODE, DRAFT, PREFERENCES, READING, VIEW } from '../examples/moi.ts';
import type { Operations } from '../operation.ts';

const sujet = 'Moi';
const { roles } = RIGHTS['tenir-espace'];
const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': schema });
const gone = { 204: { description: 'C’est fait.' } };
const page = { 'text/html': 'binaire' } as const;

export const OWN_SPACE: Operations = {
  'GET /api/v1/moi/brouillons': {
    id: 'lister-mes-brouillons',
    sujet,
    titre: 'Lister vos brouillons, le dernier écrit d’abord',
    texte: 'Sans leur contenu. Vous seul les voyez.',
    roles,
    parametres: draftCriteria,
    reponses: { 200: { description: 'Vos brouillons.', contenu: json(drafts) } },
  },
  'GET /api/v1/moi/brouillons/{id}': {
    id: 'lire-mon-brouillon',
    sujet,
    titre: 'Lire un de vos brouillons',
    roles,
    reponses: { 200: { description: 'Le brouillon.', contenu: json(draft), entetes: ['ETag'] } },
  },
  'PUT /api/v1/moi/brouillons/{id}': {
    id: 'ecrire-mon-brouillon',
    sujet,
    titre: 'Garder un brouillon',
    texte:
      'Tirez vous-même son numéro (un UUID). Sans `If-Match`, le brouillon est créé ; s’il existe déjà et dit autre chose, rien n’est écrit (412). Avec l’`ETag` lu dans `If-Match`, il est remplacé, sauf s’il a changé depuis dans un autre onglet (412) ; `*` remplace toujours. 64 Ko au plus, cent brouillons par personne ; un brouillon abandonné un an est effacé. Rien n’en est vérifié ni déposé : c’est la commande qui compte.',
    roles,
    entetes: ['If-Match'],
    corps: { contenu: json(draftBody), exemples: { commande: DRAFT } },
    reponses: {
      200: { description: 'Le brouillon, remplacé.', contenu: json(draft), entetes: ['ETag'] },
      201: { description: 'Le brouillon, créé.', contenu: json(draft), entetes: ['ETag', 'Location'] },
    },
    problemes: ['etat-incompatible'],
  },
  'DELETE /api/v1/moi/brouillons/{id}': {
    id: 'retirer-mon-brouillon',
    sujet,
    titre: 'Retirer un brouillon',
    roles,
    reponses: gone,
  },
  'GET /api/v1/moi/vues': {
    id: 'lister-mes-vues',
    sujet,
    titre: 'Lister vos vues enregistrées',
    roles,
    parametres: viewCriteria,
    reponses: { 200: { description: 'Vos vues, par page et par nom.', contenu: json(views) } },
  },
  'PUT /api/v1/moi/vues/{id}': {
    id: 'ecrire-ma-vue',
    sujet,
    titre: 'Enregistrer une vue : une page, ses critères, son tri, ses colonnes',
    texte:
      'Tirez vous-même son numéro (un UUID) ; une vue de ce numéro est remplacée. Cinquante par personne, un nom par page.',
    roles,
    corps: { contenu: json(viewBody), exemples: { dossiers: VIEW } },
    reponses: {
      200: { description: 'La vue, remplacée.', contenu: json(view) },
      201: { description: 'La vue, créée.', contenu: json(view), entetes: ['Location'] },
    },
    problemes: ['etat-incompatible'],
  },
  'DELETE /api/v1/moi/vues/{id}': { id: 'retirer-ma-vue', sujet, titre: 'Retirer une vue', roles, reponses: gone },
  'GET /api/v1/moi/lus': {
    id: 'lister-mes-lectures',
    sujet,
    titre: 'Savoir jusqu’où vous avez lu chaque dossier',
    texte:
      'Ceux que vous nommez, ou les derniers consultés. Un dossier dont le rang est plus grand a du nouveau ; un dossier absent n’a jamais été ouvert. Les deux mille derniers sont gardés.',
    roles,
    parametres: seenQuery,
    reponses: { 200: { description: 'Vos lectures, la dernière d’abord.', contenu: json(allSeen) } },
  },
  'PUT /api/v1/moi/lus/{ess}': {
    id: 'noter-ma-lecture',
    sujet,
    titre: 'Noter jusqu’où vous avez lu un dossier',
    texte: 'Un rang plus petit que celui qui est noté ne le fait pas reculer.',
    roles,
    corps: { contenu: json(seenBody), exemples: { lu: READING } },
    reponses: { 200: { description: 'La lecture.', contenu: json(seen) } },
  },
  'DELETE /api/v1/moi/lus/{ess}': {
    id: 'oublier-ma-lecture',
    sujet,
    titre: 'Marquer un dossier comme non lu',
    roles,
    reponses: gone,
  },
  'GET /api/v1/moi/preferences': {
    id: 'lire-mes-preferences',
    sujet,
    titre: 'Lire vos préférences',
    roles,
    reponses: { 200: { description: 'Vos préférences.', contenu: json(preferences), entetes: ['ETag'] } },
  },
  'PUT /api/v1/moi/preferences': {
    id: 'choisir-mes-preferences',
    sujet,
    titre: 'Choisir vos préférences',
    texte:
      'Toutes à la fois. Une nouvelle adresse reçoit un code à huit chiffres, à rendre par `POST /moi/preferences/confirmation` : rien d’autre n’y est envoyé avant. Le récapitulatif de ce qui vous attend part chaque semaine, le jour choisi ; il est proposé au porteur, à l’ARS et à la caisse, et cesse de lui-même si vous n’êtes pas venu depuis trois mois.',
    roles,
    entetes: ['If-Match'],
    corps: { contenu: json(preferencesBody), exemples: { lundi: PREFERENCES } },
    reponses: { 200: { description: 'Vos préférences.', contenu: json(preferences), entetes: ['ETag'] } },
  },
  'POST /api/v1/moi/preferences/code': {
    id: 'redemander-mon-code',
    sujet,
    titre: 'Recevoir un autre code à l’adresse à confirmer',
    texte: 'Cinq codes par jour au plus. Le dernier seul vaut.',
    roles,
    reponses: { 202: { description: 'Il va partir.' } },
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/moi/preferences/confirmation': {
    id: 'confirmer-mon-adresse',
    sujet,
    titre: 'Confirmer votre adresse par le code reçu',
    texte: 'Cinq essais, dans la journée.',
    roles,
    corps: { contenu: json(codeBody), exemples: { code: CODE } },
    reponses: { 200: { description: 'Vos préférences.', contenu: json(preferences), entetes: ['ETag'] } },
    problemes: ['etat-incompatible'],
  },
  'GET /api/v1/moi/donnees': {
    id: 'emporter-mes-donnees',
    sujet,
    titre: 'Emporter tout ce que vous gardez ici',
    texte:
      'Brouillons, vues, lectures, préférences, messages envoyés (RGPD, articles 15 et 20). Ce que vous avez écrit dans les dossiers est au dossier.',
    roles,
    reponses: { 200: { description: 'Vos données.', contenu: json(ownData) } },
  },
  'DELETE /api/v1/moi/donnees': {
    id: 'effacer-mes-donnees',
    sujet,
    titre: 'Effacer tout ce que vous gardez ici',
    texte: 'Sans retour. Rien ne change dans les dossiers.',
    roles,
    reponses: gone,
  },
  'GET /api/v1/recapitulatifs/{secret}': {
    id: 'lire-desinscription',
    sujet,
    titre: 'Lire la page qui met fin au récapitulatif',
    texte: 'Sans jeton : le secret du lien en tient lieu. Ouvrir la page ne change rien.',
    roles: [],
    reponses: { 200: { description: 'La page.', contenu: page } },
  },
  'POST /api/v1/recapitulatifs/{secret}': {
    id: 'se-desinscrire',
    sujet,
    titre: 'Ne plus recevoir le récapitulatif',
    texte: 'Le bouton de la page, ou celui de la messagerie (RFC 8058).',
    roles: [],
    reponses: { 200: { description: 'La page qui le confirme.', contenu: page } },
    problemes: ['service-indisponible'],
  },
};
