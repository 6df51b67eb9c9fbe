/** Calendars; who acts, for whom, and for how long. */
import { RIGHTS } from '../../../identity/rights.ts';
import { scope } from '../../routes/calendrier.ts';
import { delegationBody } from '../../routes/identites.ts';
import { answerBody, invitationBody } from '../../routes/invitations.ts';
import { mandateBody } from '../../routes/mandats.ts';
import {
  calendars,
  delegation,
  delegations,
  invitation,
  invitationAnswered,
  invitations,
  mandates,
  myself,
  newCalendar,
} from '../answers/papiers.ts';
import { CALENDAR, DELEGATION, INVITATION, INVITATION_ANSWER, MANDATE } from '../examples/ouverture.ts';
import type { Operations } from '../operation.ts';

const ended = { 204: { description: 'C’est fait.' } };

export const IDENTITIES: Operations = {
  'GET /api/v1/calendrier.ics': {
    id: 'lire-calendrier',
    sujet: 'Calendriers',
    titre: 'Lire un calendrier d’échéances',
    texte: 'Un seul des trois paramètres à la fois.',
    roles: RIGHTS['lire-calendrier'].roles,
    parametres: scope,
    reponses: { 200: { description: 'Le calendrier (RFC 5545).', contenu: { 'text/calendar': 'binaire' } } },
    problemes: ['introuvable'],
  },
  'POST /api/v1/calendriers': {
    id: 'partager-calendrier',
    sujet: 'Calendriers',
    titre: 'Obtenir l’adresse secrète d’un calendrier',
    texte: 'Pour un agenda qui s’abonne : l’adresse n’est montrée qu’une fois.',
    roles: RIGHTS['lire-calendrier'].roles,
    corps: { contenu: { 'application/json': scope }, exemples: { region: CALENDAR } },
    reponses: {
      201: { description: 'Le calendrier et son adresse.', contenu: { 'application/json': newCalendar } },
    },
    problemes: ['introuvable'],
  },
  'GET /api/v1/calendriers': {
    id: 'lister-calendriers',
    sujet: 'Calendriers',
    titre: 'Lister vos calendriers partagés',
    roles: RIGHTS['lire-calendrier'].roles,
    reponses: { 200: { description: 'Vos calendriers.', contenu: { 'application/json': calendars } } },
  },
  'DELETE /api/v1/calendriers/{id}': {
    id: 'retirer-calendrier',
    sujet: 'Calendriers',
    titre: 'Retirer un calendrier partagé',
    roles: RIGHTS['lire-calendrier'].roles,
    reponses: ended,
  },
  'GET /api/v1/calendriers/{secret}.ics': {
    id: 'suivre-calendrier',
    sujet: 'Calendriers',
    titre: 'Suivre un calendrier partagé',
    texte: 'Sans jeton : le secret de l’adresse en tient lieu.',
    roles: [],
    reponses: { 200: { description: 'Le calendrier (RFC 5545).', contenu: { 'text/calendar': 'binaire' } } },
    problemes: ['service-indisponible'],
  },
  'GET /api/v1/moi': {
    id: 'lire-mon-identite',
    sujet: 'Identités',
    titre: 'Savoir pour qui le service vous tient',
    reponses: { 200: { description: 'Rôle, périmètre et droits.', contenu: { 'application/json': myself } } },
  },
  'POST /api/v1/delegations': {
    id: 'deleguer',
    sujet: 'Identités',
    titre: 'Déléguer à un collègue',
    texte: 'Pour un an au plus. Le collègue agit ensuite avec l’en-tête `X-Delegation`.',
    roles: RIGHTS.deleguer.roles,
    corps: { contenu: { 'application/json': delegationBody }, exemples: { conges: DELEGATION } },
    reponses: { 201: { description: 'La délégation.', contenu: { 'application/json': delegation } } },
  },
  'GET /api/v1/delegations': {
    id: 'lister-delegations',
    sujet: 'Identités',
    titre: 'Lister les délégations données et reçues',
    roles: RIGHTS.deleguer.roles,
    reponses: { 200: { description: 'Les délégations.', contenu: { 'application/json': delegations } } },
  },
  'DELETE /api/v1/delegations/{id}': {
    id: 'revoquer-delegation',
    sujet: 'Identités',
    titre: 'Révoquer une délégation',
    roles: RIGHTS.deleguer.roles,
    reponses: ended,
  },
  'POST /api/v1/ess/{ess}/mandats': {
    id: 'donner-mandat',
    sujet: 'Identités',
    titre: 'Donner mandat d’agir pour une équipe',
    roles: RIGHTS['donner-mandat'].roles,
    corps: { contenu: { 'application/json': mandateBody }, exemples: { organisation: MANDATE } },
    reponses: { 201: { description: 'Les mandats de l’équipe.', contenu: { 'application/json': mandates } } },
  },
  'GET /api/v1/ess/{ess}/mandats': {
    id: 'lister-mandats',
    sujet: 'Identités',
    titre: 'Lister les mandats d’une équipe',
    roles: RIGHTS['lire-mandats'].roles,
    reponses: { 200: { description: 'Les mandats de l’équipe.', contenu: { 'application/json': mandates } } },
  },
  'DELETE /api/v1/ess/{ess}/mandats/{id}': {
    id: 'retirer-mandat',
    sujet: 'Identités',
    titre: 'Retirer un mandat',
    roles: RIGHTS['donner-mandat'].roles,
    reponses: ended,
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/ess/{ess}/invitations': {
    id: 'inviter-mandataire',
    sujet: 'Identités',
    titre: 'Inviter quelqu’un par courriel à agir pour une équipe',
    texte:
      'Un lien qui ne sert qu’une fois, pendant sept jours, part à cette adresse. Une nouvelle invitation à la même adresse remplace la précédente. L’adresse est oubliée dès la réponse, ou l’expiration.',
    roles: RIGHTS['donner-mandat'].roles,
    corps: { contenu: { 'application/json': invitationBody }, exemples: { personne: INVITATION } },
    reponses: {
      201: { description: 'Les invitations de l’équipe.', contenu: { 'application/json': invitations } },
    },
  },
  'GET /api/v1/ess/{ess}/invitations': {
    id: 'lister-invitations',
    sujet: 'Identités',
    titre: 'Lister les invitations d’une équipe',
    roles: RIGHTS['lire-mandats'].roles,
    reponses: { 200: { description: 'Les invitations de l’équipe.', contenu: { 'application/json': invitations } } },
  },
  'DELETE /api/v1/ess/{ess}/invitations/{id}': {
    id: 'retirer-invitation',
    sujet: 'Identités',
    titre: 'Retirer une invitation qui attend',
    roles: RIGHTS['donner-mandat'].roles,
    reponses: ended,
  },
  'GET /api/v1/invitations/{secret}': {
    id: 'lire-invitation',
    sujet: 'Identités',
    titre: 'Lire l’invitation que vous avez reçue',
    roles: RIGHTS['accepter-mandat'].roles,
    reponses: { 200: { description: 'L’équipe qui invite.', contenu: { 'application/json': invitation } } },
    problemes: ['etat-incompatible'],
  },
  'POST /api/v1/invitations/{secret}': {
    id: 'repondre-a-l-invitation',
    sujet: 'Identités',
    titre: 'Accepter ou refuser une invitation',
    texte: 'Acceptée, vous avez mandat d’agir pour l’équipe, sous le sujet de votre jeton.',
    roles: RIGHTS['accepter-mandat'].roles,
    corps: { contenu: { 'application/json': answerBody }, exemples: { accepter: INVITATION_ANSWER } },
    reponses: { 200: { description: 'La réponse.', contenu: { 'application/json': invitationAnswered } } },
    problemes: ['etat-incompatible'],
  },
};
