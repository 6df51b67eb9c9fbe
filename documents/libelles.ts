/** Words of the notices: how a code of the domain reads in a French administrative sentence. */
import { enToutesLettres } from '../domain/calendrier/calendrier.ts';
import type {
  Phase,
  Regime,
  Activite,
  CodePiece,
  DateCivile,
  EffetEcheance,
  FondementPs,
  FondementResiliation,
  TypeContrat,
} from '../domain/valeurs.ts';

/** « 16 mars 2026 ». */
export const dateLongue = enToutesLettres;

/** « le 16 mars 2026 ». */
export const jour = (date: DateCivile): string => `le ${enToutesLettres(date)}`;

/** `4000000` → « 40 000,00 € ». Integer arithmetic: no cent is lost to a floating point. */
export function euros(montantCentimes: number): string {
  const entiers = String(Math.trunc(montantCentimes / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${entiers},${String(montantCentimes % 100).padStart(2, '0')} €`;
}

/** « a, b et c ». */
export const enumerer = (mots: readonly string[]): string =>
  mots.length < 2 ? (mots[0] ?? '') : `${mots.slice(0, -1).join(', ')} et ${mots.at(-1)}`;

/** Codes come from who writes to the case: « constructor » is a name of none of these tables. */
const motDe = (table: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

const PARTIES: Readonly<Record<string, string>> = {
  ars: "l'agence régionale de santé",
  caisse: 'la caisse de rattachement',
  association: "l'association",
  porteur: 'le porteur de projet',
  national: "l'échelon national",
  exploitant: "l'exploitant du système",
  systeme: 'le système',
};
/** « l'agence régionale de santé », for a party or a role. */
export const partie = (code: string): string => motDe(PARTIES, code) ?? code;

/** « du porteur de projet », « de l'agence régionale de santé ». */
export const deLaPartie = (code: string): string => `de ${partie(code)}`.replace(/^de le /, 'du ');

export const majuscule = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1);

/** « de vous », « de la caisse de rattachement »: of whom an act is awaited, to who reads it, who comes first. */
export const attendus = (roles: readonly string[], lecteur: string): readonly string[] => [
  ...(roles.includes(lecteur) ? ['de vous'] : []),
  ...roles.filter((role) => role !== lecteur).map(deLaPartie),
];

const REGIMES_EN_CLAIR: Readonly<Record<Regime, string>> = {
  'droit-commun': 'droit commun',
  'en-fonctionnement-conforme': 'équipe en fonctionnement, conforme au cahier des charges',
  'en-fonctionnement-a-mettre-en-conformite': 'équipe en fonctionnement, à mettre en conformité',
  'en-projet-avec-amorcage-ars': "équipe en projet, avec un amorçage de l'agence régionale de santé",
};
export const regime = (code: string): string => motDe(REGIMES_EN_CLAIR, code) ?? code;

const EFFETS: Readonly<Record<string, string>> = {
  'ordonner-paiement': 'ordre de paiement à la caisse',
  'suivre-paiement': 'suivi d’un paiement',
  'transferer-ordre': 'transfert d’un ordre de paiement à la nouvelle caisse',
  'liberer-territoire': 'libération du territoire',
  'prevenir-rivaux': 'information des dossiers du même territoire',
  notifier: 'envoi des courriers',
  avis: 'envoi des courriers',
};
/** What leaves for the outside, by the name in its key (`ess-33-1/ordonner-paiement/7`). */
export const effet = (cle: string): string =>
  cle
    .split('/')
    .map((partieDeCle) => motDe(EFFETS, partieDeCle))
    .find((mot) => mot !== undefined) ?? 'opération du dossier';

const CONTRATS: Readonly<Record<TypeContrat, string>> = {
  amorcage: "contrat de crédit d'amorçage",
  dotation: 'contrat de dotation annuelle',
};
export const contrat = (type: TypeContrat): string => CONTRATS[type];

/** « la première moitié du crédit d'amorçage », « la dotation annuelle (année 2) ». */
export function paiement(cle: string): string {
  const base = cle.replace(/-complement(-\d+)?$/, '');
  if (base !== cle) return `un complément de ${paiement(base)}`;
  if (cle === 'amorcage-1') return "la première moitié du crédit d'amorçage";
  if (cle === 'amorcage-2') return "la seconde moitié du crédit d'amorçage";
  if (cle === 'amorcage-30') return "la part de 30 % du crédit d'amorçage";
  return `la dotation annuelle (année ${cle.replace('dotation-', '')})`;
}

const RECOUVREMENTS: Readonly<Record<string, string>> = {
  amorcage: "le remboursement de l'amorçage",
  dotation: 'le remboursement de la dotation',
  'dix-huit-mois': 'le remboursement demandé à dix-huit mois',
};

/** What a movement of money is about: a payment, or a recovery. */
export function objetEnClair(cle: string): string {
  if (cle.startsWith('indu-')) return `un trop-versé : ${paiement(cle.slice('indu-'.length))}`;
  return motDe(RECOUVREMENTS, cle) ?? paiement(cle);
}

const ACTIVITES: Readonly<Record<Activite, string>> = {
  'structuration-offre': "la structuration de l'offre de second recours",
  'avis-ponctuel': "l'avis spécialisé ponctuel",
  'consultations-avancees': 'les consultations avancées',
};
export const activite = (code: Activite): string => ACTIVITES[code];

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

const FONDEMENTS: Readonly<Record<FondementPs | FondementResiliation, string>> = {
  'cahier-des-charges': 'inadéquation aux critères du cahier des charges national',
  'criteres-conventionnels': 'non-respect des critères conventionnels',
  'criteres-reglementaires': 'non-respect des critères réglementaires',
  'destabilisation-offre': "risque de déstabilisation de l'offre de soins existante",
  'manquement-manifeste': 'non-respect manifeste des termes du contrat',
  'absence-action-socle': 'absence de déploiement des actions de la mission socle',
  'ps-non-depose': 'projet de santé non déposé dans le délai',
  'effectifs-objectifs': "non-respect manifeste du contrat en termes d'effectifs ou d'objectifs",
};
export const fondement = (code: string): string => motDe(FONDEMENTS, code) ?? code;

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

/** What a deadline does by itself, in words. */
export const SILENCES: Readonly<Record<EffetEcheance, string>> = {
  'validation-tacite': 'le silence vaudra validation, à compter du lendemain',
  alerte: "le retard sera signalé aux parties ; il n'a pas d'autre effet automatique",
  'fin-de-contrat': 'le contrat prendra fin',
  resiliation: 'la résiliation prendra effet',
  caducite: "l'accord de résiliation sera caduc",
  reconduction: 'le contrat sera reconduit tacitement',
  denombrement: 'les adhérents seront dénombrés à cette date',
  procedure: 'la procédure de recouvrement à dix-huit mois sera ouverte',
  impaye: 'les sommes restant dues seront constatées impayées',
  archivage: 'le dossier sera archivé',
  rappel: 'un nouveau rappel sera envoyé',
};

const PHASES: Readonly<Record<Phase, string>> = {
  'lettre-intention': "l'instruction de la lettre d'intention",
  creation: "la création de l'équipe",
  amorcage: "le crédit d'amorçage",
  dotation: 'la dotation annuelle',
  recouvrement: 'le recouvrement des sommes dues',
  close: 'la clôture',
};

/** Where a case is: « la dotation annuelle ». */
export const phaseEnCours = (phase: Phase): string => PHASES[phase];

/** « à la dotation annuelle », « au recouvrement des sommes dues ». */
export const aLaPhase = (phase: Phase): string => `à ${PHASES[phase]}`.replace(/^à le /, 'au ');
