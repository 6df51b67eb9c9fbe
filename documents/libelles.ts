/** Words of the notices: how a code of the domain reads in a French administrative sentence. */
import { enToutesLettres } from '../domain/calendrier/calendrier.ts';
import { echeance, euros, motDe, paiement, piece } from '../domain/mots.ts';
import type {
  Phase,
  Regime,
  Activite,
  DateCivile,
  EffetEcheance,
  FondementPs,
  FondementResiliation,
  TypeContrat,
} from '../domain/valeurs.ts';

export { echeance, euros, paiement, piece };

/** « 16 mars 2026 ». */
export const dateLongue = enToutesLettres;

/** « le 16 mars 2026 ». */
export const jour = (date: DateCivile): string => `le ${enToutesLettres(date)}`;

/** « a, b et c ». */
export const enumerer = (mots: readonly string[]): string =>
  mots.length < 2 ? (mots[0] ?? '') : `${mots.slice(0, -1).join(', ')} et ${mots.at(-1)}`;

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
