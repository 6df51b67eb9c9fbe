/** Words of the money of a caisse: where an order is, what holds it, what a line of a bank did, which movement. */

const ORDRES: Readonly<Record<string, string>> = {
  'a-payer': 'à mettre en lot',
  'en-lot': 'dans un lot à envoyer',
  envoye: 'envoyé à la banque',
  retenu: 'retenu',
  rejete: 'rejeté par la banque',
  retourne: 'retourné par la banque',
  execute: 'exécuté',
  interrompu: 'interrompu',
};
export const orderState = (etat: string): string => ORDRES[etat] ?? etat;

const ORDER_TAGS: Readonly<Record<string, string>> = {
  'a-payer': 'tag-warn',
  'en-lot': 'tag-warn',
  retenu: 'tag-bad',
  rejete: 'tag-bad',
  retourne: 'tag-bad',
  execute: 'tag-good',
};
export const orderTag = (etat: string): string => ORDER_TAGS[etat] ?? 'tag-plain';

const OBSTACLES: Readonly<Record<string, string>> = {
  'compte-absent': 'Bloqué : l’association n’a pas déclaré de compte.',
  'compte-a-verifier': 'Bloqué : le compte a changé, ou son RIB n’est pas conforme ; vérifiez-le.',
  'beneficiaire-a-verifier': 'Bloqué : la banque ne reconnaît pas le bénéficiaire, décidez.',
};
export const obstacleWords = (obstacle: string): string => OBSTACLES[obstacle] ?? obstacle;

const ISSUES: Readonly<Record<string, string>> = {
  appliquee: 'appliquée au dossier',
  'deja-connue': 'déjà connue : rien de nouveau',
  refusee: 'refusée : à reprendre',
  'pas-a-nous': 'pas de nos virements',
  'sans-nouvelle': 'sans nouvelle : la banque n’a rien réglé',
};
export const issueWords = (issue: string): string => ISSUES[issue] ?? issue;
const ISSUE_TAGS: Readonly<Record<string, string>> = {
  appliquee: 'tag-good',
  refusee: 'tag-bad',
  'sans-nouvelle': 'tag-warn',
};
export const issueTag = (issue: string): string => ISSUE_TAGS[issue] ?? 'tag-plain';

const SORTS: Readonly<Record<string, string>> = {
  execute: 'exécuté',
  rejete: 'rejeté',
  doublon: 'doublon, mis de côté',
  retourne: 'retourné',
  attente: 'en attente',
};
export const sortWords = (sort: string): string => SORTS[sort] ?? sort;

const RECOVERIES: Readonly<Record<string, string>> = {
  propose: 'proposé, à confirmer',
  notifie: 'notifié',
  rembourse: 'remboursé',
  impaye: 'impayé',
  clos: 'clos',
};
export const recoveryState = (statut: string): string => RECOVERIES[statut] ?? statut;

const ORIGINS: Readonly<Record<string, string>> = {
  amorcage: 'Crédit d’amorçage',
  dotation: 'Dotation annuelle',
  'dix-huit-mois': 'Équipe non opérationnelle à dix-huit mois',
  indu: 'Payé en trop',
};
export const originWords = (origine: string): string => ORIGINS[origine] ?? origine;

const MOVEMENTS: Readonly<Record<string, string>> = {
  ordonne: 'Ordonnancé',
  envoye: 'Envoyé à la banque',
  reemis: 'Réémis',
  execute: 'Exécuté',
  'reste-a-payer': 'Reste à payer',
  'trop-verse': 'Versé en trop',
  rejete: 'Rejeté par la banque',
  interrompu: 'Interrompu',
  retourne: 'Retourné par la banque',
  'recouvrement-ouvert': 'Recouvrement ouvert',
  'recouvrement-modifie': 'Recouvrement modifié',
  'recouvrement-retire': 'Recouvrement retiré',
  remboursement: 'Remboursé',
  'a-rendre': 'Remboursé en trop',
  remise: 'Remise accordée',
  impute: 'Imputé à une autre créance',
  rectifie: 'Rectifié',
  transfere: 'Transféré à une autre caisse',
  repris: 'Repris avec le dossier',
};
export const movementWords = (nature: string): string => MOVEMENTS[nature] ?? nature;

const ACCOUNTS: Readonly<Record<string, string>> = {
  aide: 'Aides accordées',
  'a-payer': 'Ordonnancé, à payer',
  envoye: 'Envoyé à la banque',
  'a-reemettre': 'Rejeté ou retourné, à réémettre',
  'a-recouvrer': 'À recouvrer',
  'a-rendre': 'Remboursé en trop, à rendre',
  banque: 'Banque',
  remise: 'Remises accordées',
  imputation: 'Remboursements imputés',
  reprise: 'Payé avant la reprise du dossier',
};
export const accountWords = (compte: string): string => ACCOUNTS[compte] ?? compte;
