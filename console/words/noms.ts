/** Names of roles, phases, deadlines and payments, as people say them. Words only: what they mean is the API's. */
import type { Schemas } from '../shell/api.ts';
import type { Role } from '../shell/page.ts';

type Case = Schemas['Dossier'];

/** What a reader says rather than an identifier: « nouvelle-aquitaine » has its label in the contract; this is for the rest. */
export const spaced = (slug: string): string => {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const ROLES: Readonly<Record<Role | 'systeme', string>> = {
  porteur: 'Porteur',
  ars: 'ARS',
  caisse: 'Caisse',
  national: 'Pilotage national',
  exploitant: 'Exploitation',
  systeme: 'Le système',
};
export const roleName = (role: string): string => ROLES[role as Role] ?? role;

/** Of whom something is awaited: « l’ARS et la caisse ». */
const AWAITED: Readonly<Record<string, string>> = {
  porteur: 'l’équipe',
  ars: 'l’ARS',
  caisse: 'la caisse',
  national: 'le pilotage national',
  exploitant: 'l’exploitation',
  systeme: 'le système',
};
export function awaited(roles: readonly string[]): string {
  const names = roles.map((role) => AWAITED[role] ?? role);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} et ${names.at(-1) ?? ''}`;
}

export const PHASES: Readonly<Record<Case['phase'], string>> = {
  'lettre-intention': 'Lettre d’intention',
  creation: 'Création',
  amorcage: 'Crédit d’amorçage',
  dotation: 'Dotation annuelle',
  recouvrement: 'Recouvrement',
  close: 'Close',
};

export const REGIMES: Readonly<Record<Case['regime'], string>> = {
  'droit-commun': 'Droit commun',
  'en-fonctionnement-conforme': 'Existante, conforme (A)',
  'en-fonctionnement-a-mettre-en-conformite': 'Existante, à mettre en conformité (B)',
  'en-projet-avec-amorcage-ars': 'En projet, amorçage de l’ARS (C)',
};

export const CLOSURES: Readonly<Record<NonNullable<Case['motifCloture']>, string>> = {
  'li-refusee': 'lettre d’intention refusée',
  renonciation: 'renonciation',
  'ps-refuse': 'projet de santé refusé',
  'terme-sans-suite': 'terme sans suite',
  resiliation: 'résiliation',
  'non-conforme': 'non-conformité',
  abandon: 'abandon',
  dissolution: 'dissolution',
  annulation: 'annulation',
};

export const PROJECTS: Readonly<Record<NonNullable<Schemas['EssListee']['projetSante']>, string>> = {
  attendu: 'Attendu',
  'en-retard': 'En retard',
  'en-instruction': 'En instruction',
  'precisions-demandees': 'Précisions demandées',
  valide: 'Validé',
  refuse: 'Refusé',
  'sans-objet': 'Sans objet',
};

/** What silence does at the end of a delay. */
const EFFECTS: Readonly<Record<string, string>> = {
  'validation-tacite': 'validation tacite, le silence vaut accord',
  alerte: 'alerte, sans effet de droit',
  'fin-de-contrat': 'fin du contrat',
  resiliation: 'prise d’effet de la résiliation',
  caducite: 'caducité',
  reconduction: 'reconduction du contrat',
  denombrement: 'dénombrement des adhérents',
  procedure: 'ouverture d’une procédure',
  impaye: 'somme comptée impayée',
  archivage: 'archivage du dossier',
  rappel: 'rappel, sans effet de droit',
};
export const effectName = (effet: string): string => EFFECTS[effet] ?? spaced(effet).toLowerCase();

const DEADLINES: Readonly<Record<string, string>> = {
  'decision-lettre-intention': 'Décision sur la lettre d’intention',
  'signature-contrat-amorcage': 'Signature du contrat d’amorçage',
  'depot-projet-sante': 'Dépôt du projet de santé',
  'decision-projet-sante': 'Décision sur le projet de santé',
  'reponse-precisions': 'Réponse aux précisions demandées',
  'terme-contrat-amorcage': 'Terme du contrat d’amorçage',
  'operationnalite-18-mois': 'Opérationnalité de l’équipe (18 mois)',
  'missions-socles': 'Déploiement des missions socles',
  'absence-missions-socles': 'Absence des missions socles',
  reconduction: 'Reconduction du contrat de dotation',
  'effet-resiliation': 'Effet de la résiliation',
  'reponse-saisine': 'Réponse à la saisine',
  remboursement: 'Remboursement',
  'remboursement-dix-huit-mois': 'Remboursement à dix-huit mois',
  rectification: 'Accord sur la rectification',
  'cible-30': 'Cible d’adhésion de 30 %',
  'cible-50': 'Cible d’adhésion de 50 %',
  'concertation-5-ans': 'Concertation des cinq ans',
  archivage: 'Archivage du dossier',
  'attribution-finess': 'Attribution du numéro FINESS',
  'confirmation-date': 'Confirmation d’une date',
  'derogation-cpn': 'Réponse à la dérogation',
  'documents-complementaires': 'Documents complémentaires',
  'mise-en-demeure': 'Réponse à la mise en demeure',
  'notification-resiliation': 'Notification de la résiliation',
  'reception-resiliation': 'Réception de la résiliation',
  'pieces-lettre-intention': 'Pièces de la lettre d’intention',
};

const PAYMENTS: Readonly<Record<string, string>> = {
  'amorcage-1': 'Amorçage, première tranche',
  'amorcage-2': 'Amorçage, seconde tranche',
  'amorcage-30': 'Amorçage, crédit de 30 %',
};
/** « Dotation, année 2 », « Amorçage, première tranche ». */
export function paymentName(paiement: string): string {
  const known = PAYMENTS[paiement];
  if (known !== undefined) return known;
  const [, base = paiement, complement] = /^(.+?)(-complement(?:-\d+)?)$/.exec(paiement) ?? [];
  const [, year] = /^dotation-(\d+)$/.exec(base) ?? [];
  const name = year === undefined ? (PAYMENTS[base] ?? spaced(base)) : `Dotation, année ${year}`;
  return complement === undefined ? name : `${name} (complément)`;
}

/** « Décision sur la lettre d’intention », from the key of a deadline or of a reminder of one. */
export function deadlineName(cle: string): string {
  const known = DEADLINES[cle];
  if (known !== undefined) return known;
  const [, reminded] = /^rappel-(.+?)(?:-\d+)?$/.exec(cle) ?? [];
  if (reminded !== undefined) return `Rappel : ${deadlineName(reminded).toLowerCase()}`;
  const [, paid] = /^paiement-(.+)$/.exec(cle) ?? [];
  if (paid !== undefined) return `Paiement : ${paymentName(paid)}`;
  const [, undue] = /^remboursement-indu-(.+)$/.exec(cle) ?? [];
  if (undue !== undefined) return `Remboursement, versé en trop : ${paymentName(undue)}`;
  const [, year] = /^anniversaire-(\d+)$/.exec(cle) ?? [];
  if (year !== undefined) return `Anniversaire du contrat, année ${year}`;
  const [, checked] = /^controle-annuel-(\d+)$/.exec(cle) ?? [];
  if (checked !== undefined) return `Contrôle annuel, année ${checked}`;
  const base = Object.keys(DEADLINES).find((name) => cle.startsWith(`${name}-`));
  return base === undefined ? spaced(cle) : `${DEADLINES[base] ?? ''} (${cle.slice(base.length + 1)})`;
}

const PAYMENT_STATES: Readonly<Record<string, string>> = {
  ordonnance: 'à payer',
  execute: 'exécuté',
  rejete: 'rejeté',
  interrompu: 'interrompu',
  retenu: 'retenu',
  retourne: 'retourné',
};
export const paymentState = (statut: string): string => PAYMENT_STATES[statut] ?? spaced(statut).toLowerCase();

export const PIECE_STATES: Readonly<Record<string, string>> = {
  deposee: 'déposée, à vérifier',
  conforme: 'conforme',
  'non-conforme': 'non conforme',
};
