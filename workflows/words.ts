/** Codes of the case in French, for the operator who reads it in the Web UI: the workflow imports no text of letters. */
import type { EffetEcheance } from '../domain/valeurs.ts';
import { libelleSpecialite } from '../domain/lettre-intention/specialites.ts';
import type { StatutProjetSante } from '../domain/projet-sante/delais.ts';
import type { MotifCloture, Phase, Regime, Role, StatutPaiement } from '../domain/valeurs.ts';

export const PHASES: Readonly<Record<Phase, string>> = {
  'lettre-intention': 'lettre d’intention',
  creation: 'création',
  amorcage: 'crédit d’amorçage',
  dotation: 'dotation annuelle',
  recouvrement: 'recouvrement',
  close: 'close',
};
export const CLOTURES: Readonly<Record<MotifCloture, string>> = {
  'li-refusee': 'lettre d’intention refusée',
  renonciation: 'renonciation',
  'ps-refuse': 'projet de santé refusé',
  'terme-sans-suite': 'terme sans suite',
  resiliation: 'résiliation',
  'non-conforme': 'équipe non conforme',
  abandon: 'abandon',
  dissolution: 'dissolution de l’association',
  annulation: 'dépôt annulé',
};
export const REGIMES: Readonly<Record<Regime, string>> = {
  'droit-commun': 'droit commun',
  'en-fonctionnement-conforme': 'en fonctionnement, conforme',
  'en-fonctionnement-a-mettre-en-conformite': 'en fonctionnement, à mettre en conformité',
  'en-projet-avec-amorcage-ars': 'en projet, avec un amorçage de l’ARS',
};
export const PROJETS: Readonly<Record<StatutProjetSante, string>> = {
  attendu: 'attendu',
  'en-retard': 'en retard',
  'en-instruction': 'en instruction',
  'precisions-demandees': 'précisions demandées',
  valide: 'validé',
  refuse: 'refusé',
  'sans-objet': 'sans objet',
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
