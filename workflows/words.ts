/** Codes of the case in French that the operator alone reads, in the Web UI; those that others read too stand in `domain/mots.ts`. */
import type { EffetEcheance } from '../domain/valeurs.ts';
import { libelleSpecialite } from '../domain/lettre-intention/specialites.ts';
import type { Regime, Role, StatutPaiement } from '../domain/valeurs.ts';

export const REGIMES: Readonly<Record<Regime, string>> = {
  'droit-commun': 'droit commun',
  'en-fonctionnement-conforme': 'en fonctionnement, conforme',
  'en-fonctionnement-a-mettre-en-conformite': 'en fonctionnement, à mettre en conformité',
  'en-projet-avec-amorcage-ars': 'en projet, avec un amorçage de l’ARS',
};
export const PAIEMENTS: Readonly<Record<StatutPaiement, string>> = {
  ordonnance: 'ordonné',
  execute: 'exécuté',
  rejete: 'rejeté par la banque',
  interrompu: 'interrompu',
  retenu: 'retenu',
  retourne: 'retourné par la banque',
};
export const EFFETS: Readonly<Record<EffetEcheance, string>> = {
  'validation-tacite': 'le silence vaudra validation',
  alerte: 'le retard sera signalé',
  'fin-de-contrat': 'le contrat prendra fin',
  resiliation: 'la résiliation prendra effet',
  caducite: 'l’accord sera caduc',
  reconduction: 'le contrat sera reconduit',
  denombrement: 'les adhérents seront comptés',
  procedure: 'la procédure des dix-huit mois s’ouvrira',
  impaye: 'ce qui reste dû sera constaté impayé',
  archivage: 'le dossier sera archivé',
  rappel: 'un rappel partira',
};
const ATTENDUS: Readonly<Record<Role, string>> = {
  porteur: 'le porteur',
  ars: 'l’ARS',
  caisse: 'la caisse',
  national: 'l’échelon national',
  exploitant: 'l’exploitant',
  systeme: 'le système',
};
export const attendus = (roles: readonly Role[]): string => roles.map((role) => ATTENDUS[role]).join(', ');

/**
 * « ESS de dermatologie et vénéréologie, Gironde… »: what a team is. Its title is a free text of its deposit, which may name
 * someone: it stays in its fiche, and is not read in the engine.
 */
export const nomEquipe = (specialites: readonly string[], departements: readonly string[]): string =>
  `ESS de ${specialites.map((slug) => libelleSpecialite(slug).toLowerCase()).join(' et ')} (${departements.join(', ')})`;
