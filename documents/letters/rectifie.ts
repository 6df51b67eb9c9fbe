/** A fact that is put right, in words: what it was, which of its data, and their values. DEC-33. */
import { regle } from '../../domain/catalogue/index.ts';
import { nomCaisse } from '../../domain/creation/caisses.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { commandeDe } from '../../domain/rectification/faits.ts';
import type { Activite, DateCivile, TypeContrat } from '../../domain/valeurs.ts';
import { documentDemande, elementDeLettre } from '../closed-lists.ts';
import {
  activite,
  contrat,
  dateLongue,
  enumerer,
  euros,
  fondement,
  objetEnClair,
  paiement,
  partie,
  piece,
  regime,
} from '../libelles.ts';
import { departement, specialite } from '../places.ts';
import { acte } from './names.ts';

/** « dépôt de la lettre d'intention »; `undefined`: what the law drew by itself, that nobody corrects. */
export function nomDuFait(evenement: Evenement): string | undefined {
  if (evenement.evenement === 'AdherentsDenombres') return 'dénombrement des adhérents';
  const commande = commandeDe(evenement);
  return commande === undefined ? undefined : acte(commande.commande);
}

const CHAMPS: Readonly<Record<string, string>> = {
  le: 'date',
  recueLe: 'date de réception',
  deposeLe: "date d'envoi",
  specialites: 'spécialités',
  departements: 'départements du territoire',
  siege: 'département du siège',
  caisse: 'caisse de rattachement',
  medecinsPresents: 'nombre de médecins présents',
  liberaux: 'nombre de spécialistes libéraux',
  engages: 'nombre de médecins engagés',
  canal: 'voie de dépôt',
  rubriquesAbsentes: 'rubriques absentes',
  derogationDemandee: 'demande de dérogation',
  indicateurQualitatif: "présence d'un indicateur qualitatif",
  indicateursQualitatifs: 'indicateurs qualitatifs',
  engagementMissions: 'engagement sur les missions socles',
  territoireContinu: 'continuité du territoire',
  regime: "régime de l'équipe",
  finess: 'numéro FINESS',
  numero: 'numéro FINESS',
  piecesManquantes: 'éléments qui manquent',
  delai: 'délai donné',
  pieces: 'pièces',
  sujet: 'sujet',
  sur: 'objet',
  sens: 'sens',
  evaluation: 'évaluation',
  critere: 'critère',
  objet: 'objet',
  rang: 'fait désigné',
  enLot: 'ordres déjà remis à la banque',
  partie: 'partie',
  priseEffet: "date de prise d'effet",
  jusquAu: 'dernier jour',
  contenu: 'contenu',
  documentDeploiement: 'document de déploiement',
  version: 'version',
  fondement: 'fondement',
  activite: 'activité',
  constat: 'constat',
  liste: 'liste des adhérents',
  exercice: 'année du contrat',
  nombre: 'nombre de médecins adhérents',
  paiement: 'paiement',
  montantCentimes: 'montant',
  reference: 'référence',
  indicateurs: 'indicateurs',
  resultat: 'résultat',
  criteresNonRemplis: 'critères non remplis',
  concertationTracable: "trace d'une concertation",
  documents: 'documents demandés',
  contrat: 'contrat',
  origine: 'origine de la résiliation',
  recouvrement: 'recouvrement',
  conforme: 'conformité',
  du: 'premier jour',
  au: 'dernier jour',
  mois: 'nombre de mois',
};
/** The data of a fact: « date ». */
export const champRectifie = (champ: string): string =>
  Object.hasOwn(CHAMPS, champ) ? (CHAMPS[champ] ?? champ) : `« ${champ} »`;

const SENS: Readonly<Record<string, string>> = {
  favorable: 'favorable',
  defavorable: 'défavorable',
  demandee: 'demandée',
  accordee: 'accordée',
  approuvee: 'approuvée',
  refusee: 'refusée',
  confirme: 'confirmé',
  conteste: 'contesté',
  confirmee: 'confirmée',
  contestee: 'contestée',
  accepte: 'accepté',
  rejete: 'rejeté',
  conforme: 'conforme',
  'non-conforme': 'non conforme',
  presente: 'présente',
  absente: 'absente',
  'lettre-intention': "lettre d'intention",
  'projet-sante': 'projet de santé',
  ess: "demandée par l'équipe",
  'caisse-ars': "engagée par la caisse et l'agence régionale de santé",
  'demarches-simplifiees': 'plateforme Démarches Simplifiées',
  'multi-specialite': 'plusieurs spécialités',
  seuils: 'seuils de médecins',
  unicite: 'unicité sur le territoire',
  dissolution: 'dissolution',
};
const sens = (code: string): string => (Object.hasOwn(SENS, code) ? (SENS[code] ?? code) : code);

/** How each field says its codes; any other is a word of `SENS`, or what a person wrote. */
const VALEURS: Readonly<Record<string, (code: string) => string>> = {
  specialites: specialite,
  departements: departement,
  siege: departement,
  caisse: nomCaisse,
  regime: (code) => regime(code),
  rubriquesAbsentes: elementDeLettre,
  piecesManquantes: elementDeLettre,
  pieces: piece,
  documents: documentDemande,
  critere: (id) => regle(id)?.titre ?? id,
  criteresNonRemplis: (id) => regle(id)?.titre ?? id,
  partie,
  fondement,
  activite: (code) => activite(code as Activite),
  paiement,
  enLot: paiement,
  contrat: (code) => contrat(code as TypeContrat),
  recouvrement: objetEnClair,
};

const estDate = (valeur: unknown): valeur is DateCivile =>
  typeof valeur === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(valeur);

/** A value as a letter says it: a date in words, a code by its name, a list enumerated; what has no words is in the case. */
export function valeurEnClair(champ: string, valeur: unknown): string {
  if (estDate(valeur)) return dateLongue(valeur);
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non';
  if (typeof valeur === 'number') return champ === 'montantCentimes' ? euros(valeur) : String(valeur);
  if (typeof valeur === 'string') return (Object.hasOwn(VALEURS, champ) ? VALEURS[champ] : sens)?.(valeur) ?? valeur;
  if (Array.isArray(valeur)) return enumerer(valeur.map((une: unknown) => valeurEnClair(champ, une)));
  const { code, nombre, conforme } = (valeur ?? {}) as { code?: string; nombre?: number; conforme?: boolean };
  if (code !== undefined)
    return `${piece(code)}${conforme === undefined ? '' : ` (${conforme ? 'conforme' : 'non conforme'})`}`;
  return nombre === undefined ? 'celle du dossier' : `${nombre} médecins`;
}
