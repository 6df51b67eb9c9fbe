/** How each value of a closed list reads, whatever list it is of: for the contract, which shows them beside the codes. */
import { CAISSES } from '../domain/creation/caisses.ts';
import { REGIONS } from '../domain/creation/regions.ts';
import { CODES_PIECES, PHASES, REGIMES, ACTIVITES, CONTRATS } from '../domain/valeurs.ts';
import { activite, contrat, objetEnClair, partie, phaseEnCours, piece, regime, SILENCES } from './libelles.ts';

type Words = Readonly<Record<string, string>>;

const of = (codes: readonly string[], word: (code: never) => string): Words =>
  Object.fromEntries(codes.map((code) => [code, word(code as never)]));

const YES_NO: Words = { oui: 'oui', non: 'non' };

/** The first list that has all the values of a schema is the one that is meant: the narrow ones come first. */
const LISTS: readonly Words[] = [
  YES_NO,
  of(['porteur', 'ars', 'caisse', 'national', 'exploitant', 'systeme', 'association'], partie),
  of(CONTRATS, contrat),
  of(ACTIVITES, activite),
  of(REGIMES, regime),
  of(PHASES, phaseEnCours),
  { 'lettre-intention': 'la lettre d’intention', 'projet-sante': 'le projet de santé', territoire: 'le territoire' },
  {
    ...of(CODES_PIECES, piece),
    'projet-sante': 'projet de santé',
    'contrat-amorcage': 'contrat de crédit d’amorçage signé',
    'contrat-dotation': 'contrat de dotation annuelle signé',
    justificatif: 'justificatif',
    'courrier-signe': 'courrier signé par son auteur',
  },
  { presente: 'présente', absente: 'absente' },
  { favorable: 'favorable', defavorable: 'défavorable', attendu: 'attendu', aucun: 'aucun' },
  { conforme: 'conforme', 'non-conforme': 'non conforme', deposee: 'déposée' },
  { demandee: 'demandée', accordee: 'accordée', approuvee: 'approuvée', refusee: 'refusée' },
  { confirme: 'confirmé', conteste: 'contesté', confirmee: 'confirmée', contestee: 'contestée' },
  { accepte: 'acceptée', rejete: 'rejetée' },
  { 'multi-specialite': 'plusieurs spécialités', seuils: 'seuils d’effectifs', unicite: 'unicité sur le territoire' },
  { president: 'la présidence', tresorier: 'la trésorerie' },
  { expresse: 'décision expresse', tacite: 'silence valant accord' },
  { automatique: 'attribué par le service', manuel: 'donné par l’ARS' },
  { ess: 'la lettre de l’équipe', 'caisse-ars': 'l’accord de la caisse et de l’ARS' },
  {
    'demarches-simplifiees': 'Démarches Simplifiées',
    courrier: 'courrier',
    courriel: 'courriel',
    autre: 'autre voie',
  },
  { departemental: 'départemental', interdepartemental: 'interdépartemental', regional: 'régional', autre: 'autre' },
  {
    'li-refusee': 'lettre d’intention refusée',
    renonciation: 'renonciation de l’équipe',
    'ps-refuse': 'projet de santé refusé',
    'terme-sans-suite': 'terme du contrat, sans suite',
    resiliation: 'résiliation',
    'non-conforme': 'équipe non conforme',
    abandon: 'abandon constaté',
    dissolution: 'dissolution de l’association',
    annulation: 'dossier annulé',
  },
  {
    attendu: 'attendu',
    'en-retard': 'en retard',
    'en-instruction': 'en instruction',
    'precisions-demandees': 'précisions demandées',
    valide: 'validé',
    refuse: 'refusé',
    'sans-objet': 'sans objet',
  },
  { validee: 'validée', refusee: 'refusée' },
  { libre: 'libre', revendique: 'revendiqué', conteste: 'contesté', libere: 'libéré' },
  { 'en-instruction': 'en instruction', validee: 'validée', 'en-cours': 'contrat en cours' },
  {
    ordonnance: 'ordonnancé',
    execute: 'exécuté',
    rejete: 'rejeté par la banque',
    interrompu: 'interrompu',
    retenu: 'retenu pendant une résiliation',
    retourne: 'retourné par la banque',
  },
  {
    propose: 'proposé',
    notifie: 'notifié',
    rembourse: 'remboursé',
    impaye: 'impayé',
    clos: 'clos',
  },
  of(['amorcage', 'dotation', 'dix-huit-mois'], objetEnClair),
  { rembourse: 'remboursé', remise: 'remise', 'rien-du': 'rien n’est dû' },
  { termine: 'arrivé à son terme', resilie: 'résilié' },
  {
    effective: 'a pris effet',
    retiree: 'retirée',
    abandonnee: 'abandonnée',
    caduque: 'caduque',
    'non-notifiee': 'non notifiée à temps',
  },
  SILENCES,
  { texte: 'se lit dans le texte', interpretation: 'interprétation du texte' },
  {
    'en-retard': 'en retard',
    'aujourd-hui': 'aujourd’hui',
    '7-jours': 'dans les 7 jours',
    '30-jours': 'dans les 30 jours',
    'plus-tard': 'plus tard, ou sans date limite',
  },
  { moi: 'suivis par vous', collegue: 'suivis par un collègue', personne: 'suivis par personne' },
  { regarde: 'regarde le dossier', traite: 'traite le dossier' },
  {
    possible: 'possible',
    'avec-avertissement': 'possible, avec un avertissement',
    impossible: 'impossible',
  },
  {
    concorde: 'le nom concorde',
    proche: 'nom proche',
    different: 'nom différent',
    impossible: 'vérification impossible',
  },
  { payer: 'payer', 'ne-pas-payer': 'ne pas payer' },
  { diffusables: 'chiffres diffusables, petits effectifs masqués', exacts: 'chiffres exacts' },
  { attente: 'en attente', livree: 'livrée', abandonnee: 'abandonnée' },
  {
    siret: 'même SIRET',
    'representant-legal': 'même représentant légal',
    'medecins-engages': 'mêmes médecins engagés',
  },
  { '0': 'telle que la base la garde', '1': 'demandée au moteur' },
  Object.fromEntries(REGIONS.map(({ code, nom }) => [code, nom])),
  Object.fromEntries(CAISSES.map(({ code, nom }) => [code, nom])),
];

/** The words of these values, of the list that has them all; `undefined`: none has. A sentence is its own word. */
export function wordsOf(values: readonly string[]): Words | undefined {
  if (values.some((value) => value.includes(' '))) return Object.fromEntries(values.map((value) => [value, value]));
  const found = LISTS.find((list) => values.every((value) => value === '' || Object.hasOwn(list, value)));
  return found && Object.fromEntries(values.flatMap((value) => (value === '' ? [] : [[value, found[value] ?? value]])));
}
