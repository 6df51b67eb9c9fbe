/** Codes of a case in French, in lower case: the same words in letters, lists, spreadsheets and the operator's view. */
import type { StatutProjetSante } from './projet-sante/delais.ts';
import type { CodePiece, MotifCloture, Phase } from './valeurs.ts';

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
  'terme-sans-suite': 'terme du contrat, sans suite',
  resiliation: 'résiliation',
  'non-conforme': 'équipe non conforme',
  abandon: 'abandon',
  dissolution: 'dissolution de l’association',
  annulation: 'dépôt annulé',
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
/** Codes come from who writes to the case: « constructor » is a name of none of these tables. */
export const motDe = (table: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** « la première moitié du crédit d'amorçage », « la dotation annuelle (année 2) ». */
export function paiement(cle: string): string {
  const base = cle.replace(/-complement(-\d+)?$/, '');
  if (base !== cle) return `un complément de ${paiement(base)}`;
  if (cle === 'amorcage-1') return "la première moitié du crédit d'amorçage";
  if (cle === 'amorcage-2') return "la seconde moitié du crédit d'amorçage";
  if (cle === 'amorcage-30') return "la part de 30 % du crédit d'amorçage";
  return `la dotation annuelle (année ${cle.replace('dotation-', '')})`;
}

const PIECES: Readonly<Record<CodePiece, string>> = {
  'lettre-intention': "lettre d'intention déposée sur la plateforme Démarches Simplifiées",
  'liste-medecins-engages': 'liste des médecins engagés',
  statuts: "statuts de l'association",
  'budget-previsionnel': 'état budgétaire prévisionnel annuel signé par le président et le trésorier',
  rib: "relevé d'identité bancaire de l'association",
  'action-socle': "présentation d'au moins une action de la mission socle",
  'etat-depenses': 'état des dépenses réalisées signé par le président et le trésorier',
  'projet-sante-valide': 'projet de santé validé',
  'liste-nominative': 'liste nominative des professionnels adhérents',
  'rapport-activite': "rapport annuel d'activité",
  'profil-coordinateur': 'profil et missions du coordinateur',
  cooperations: 'présentation et formalisation des coopérations',
  'document-annuel': 'document annuel sur le fonctionnement et les perspectives',
  'bilan-comptable': 'bilan comptable annuel signé par le président et le trésorier',
  'formulaires-adhesion': "formulaires d'adhésion signés",
  deploiement: "document détaillant les modalités de déploiement de l'équipe",
};
/** French name of a piece; free text (a heading asked for by the ARS) is returned as it is. */
export const piece = (code: string): string => motDe(PIECES, code) ?? code;

const ECHEANCES: Readonly<Record<string, string>> = {
  'decision-lettre-intention': "décision sur la lettre d'intention",
  'signature-contrat-amorcage': "signature du contrat de crédit d'amorçage",
  'attribution-finess': 'attribution du numéro FINESS',
  'paiement-amorcage-1': "versement de la première moitié du crédit d'amorçage",
  'paiement-amorcage-2': "versement de la seconde moitié du crédit d'amorçage",
  'paiement-amorcage-30': "versement de la part de 30 % du crédit d'amorçage",
  'depot-projet-sante': 'dépôt du projet de santé',
  'decision-projet-sante': 'décision sur le projet de santé',
  'reponse-precisions': 'réponse à la demande de précisions',
  'pieces-lettre-intention': "pièces demandées sur la lettre d'intention",
  'documents-complementaires': 'documents complémentaires demandés par la caisse',
  'derogation-cpn': 'réponse de la commission paritaire nationale à la demande de dérogation',
  'terme-contrat-amorcage': "terme du contrat de crédit d'amorçage",
  'operationnalite-18-mois': "déploiement d'une activité de la mission socle à dix-huit mois",
  'missions-socles': 'mise en place de la mission socle',
  'absence-missions-socles': 'déploiement de la mission socle après validation du projet de santé',
  reconduction: 'reconduction du contrat de dotation annuelle',
  'effet-resiliation': 'effet de la résiliation',
  'reponse-saisine': 'réponse à la saisine',
  'notification-resiliation': 'notification de la résiliation à l’équipe',
  'reception-resiliation': "accusé de réception de la lettre de résiliation par l'autre autorité",
  remboursement: 'remboursement des sommes dues',
  'remboursement-dix-huit-mois': 'remboursement des sommes récupérées à dix-huit mois',
  'cible-30': "cible d'adhésion de 30 %",
  'cible-50': "cible d'adhésion de 50 %",
  'confirmation-date': 'confirmation de la date déclarée par le porteur',
  rectification: 'accord sur la rectification proposée',
  'concertation-5-ans': 'consultation traçable des autres acteurs de santé',
  'mise-en-demeure': 'mise en demeure du porteur',
  archivage: 'archivage du dossier clos',
};
/** « dépôt du projet de santé », « versement de la dotation annuelle (année 2) ». */
export function echeance(cle: string): string {
  const sansRappel = cle.replace(/^rappel-/, '');
  const connue = motDe(ECHEANCES, sansRappel);
  if (connue !== undefined) return connue;
  if (sansRappel.startsWith('remboursement-indu-'))
    return `remboursement de ce qui a été versé en trop : ${paiement(sansRappel.slice('remboursement-indu-'.length))}`;
  if (/^paiement-.*-complement/.test(sansRappel))
    return `versement : ${paiement(sansRappel.slice('paiement-'.length))}`;
  const [, sorte, annee] = /^(paiement-dotation|anniversaire|controle-annuel)-(\d+)$/.exec(sansRappel) ?? [];
  if (sorte === 'anniversaire') return `anniversaire du contrat de dotation annuelle (année ${annee})`;
  if (sorte === 'controle-annuel') return `contrôle annuel des critères (année ${annee})`;
  return sorte === undefined ? sansRappel : `versement de la dotation annuelle (année ${annee})`;
}

/** `4000000` → « 40 000,00 € ». Integer arithmetic: no cent is lost to a floating point. */
export function euros(montantCentimes: number): string {
  const entiers = String(Math.trunc(montantCentimes / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${entiers},${String(montantCentimes % 100).padStart(2, '0')} €`;
}
