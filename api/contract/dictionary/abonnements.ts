/** Webhooks: subscriptions, secrets, deliveries. */
import type { Entries, Entry } from './entry.ts';

const ADRESSE: Entry = ['API-06', 'Où les événements sont envoyés : une adresse https publique.'];
const EVENEMENTS: Entry = ['API-06', 'Noms des événements envoyés ; absent ou `null` : tous.'];
const DESTINATION = Object.fromEntries(
  ['abonner', 'Abonnement', 'AbonnementNouveau'].flatMap((place) => [
    [`${place}.adresse`, ADRESSE],
    [`${place}.evenements`, EVENEMENTS],
  ]),
);

export const ABONNEMENTS: Entries = {
  ...DESTINATION,
  abonnements: ['API-06', 'Abonnements.'],
  suspenduLe: ['API-06', 'Instant de la suspension ; `null` quand il court.'],
  suspension: [
    'API-06',
    'Pourquoi : `demande` ; `echecs`, rien n’a pu être livré pendant trois jours ; `parti`, le destinataire a répondu 410.',
  ],
  secret: ['API-06', 'Clé des signatures, montrée cette seule fois.'],
  chevauchementHeures: ['API-06', 'Heures pendant lesquelles les secrets d’avant signent encore ; 24 s’il manque.'],
  livraisons: ['API-06', 'Livraisons ; dans un rejeu, leur nombre.'],
  livraison: ['API-06', 'Numéro de la livraison.'],
  'Livraison.etat': ['API-06', 'Elle attend, a été acceptée (réponse 2xx), ou est abandonnée.'],
  'Livraison.statut': ['API-06', 'Statut de la dernière réponse ; `null` sans réponse.'],
  'Livraison.evenement': ['API-06', 'Nom de l’événement ; `null` pour un essai.'],
  'lister-livraisons.etat': ['API-06', 'Celles de cet état seulement.'],
  erreur: ['API-06', 'Pourquoi le dernier envoi n’a pas abouti.'],
  prochainEssai: ['API-06', 'Pas avant cet instant ; `null` quand elle est finie.'],
  finieLe: ['API-06', 'Instant où elle a été acceptée ou abandonnée.'],
  apresRang: ['API-06', 'Après cet événement ; 0 s’il manque.'],
  depuis: ['API-06', 'Enregistrés depuis cet instant.'],
};
