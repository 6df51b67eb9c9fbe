/**
 * The form of a payload, field by field. The API checks more, and better (zod, out of the workflow bundle); this is for
 * what reaches a case by a Signal or a raw Update: a wrong form is refused and named, it never stops the case.
 */
import { lireDate } from './calendrier/calendrier.ts';
import type { Commande, Commune, Donnees, NomCommande } from './commandes.ts';
import { exiger } from './refus.ts';
import { ACTIVITES, CANAUX, CODES_PIECES, CONTRATS, PARTIES, REGIMES } from './valeurs.ts';

type Controle = (valeur: unknown) => boolean;
interface Forme {
  readonly controle: Controle;
  readonly attendu: string;
  readonly facultatif?: true;
}

const forme = (attendu: string, controle: Controle): Forme => ({ attendu, controle });
const facultatif = (obligatoire: Forme): Forme => ({ ...obligatoire, facultatif: true });
const objet = (valeur: unknown): valeur is Readonly<Record<string, unknown>> =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);

const DATE = forme('une date (aaaa-mm-jj)', (valeur) => typeof valeur === 'string' && lireDate(valeur) !== undefined);
const TEXTE = forme('un texte', (valeur) => typeof valeur === 'string');
const ENTIER = forme(
  'un nombre entier positif ou nul',
  (valeur) => Number.isSafeInteger(valeur) && (valeur as number) >= 0,
);
const BOOLEEN = forme('vrai ou faux', (valeur) => typeof valeur === 'boolean');
const OBJET = forme('un objet', objet);
const VALEUR = forme('un texte ou un nombre', (valeur) => typeof valeur === 'string' || typeof valeur === 'number');
const TEXTES = forme(
  'une liste de textes',
  (valeur) => Array.isArray(valeur) && valeur.every((un) => typeof un === 'string'),
);
const parmi = (valeurs: readonly string[]): Forme =>
  forme(`l'une des valeurs ${valeurs.join(', ')}`, (valeur) => typeof valeur === 'string' && valeurs.includes(valeur));
const PAIEMENT = forme(
  'un paiement (amorcage-1, amorcage-2, amorcage-30, dotation-1, dotation-2…)',
  (valeur) => typeof valeur === 'string' && /^(amorcage-(1|2|30)|dotation-[1-9]\d{0,2})$/.test(valeur),
);
const LISTE = forme(
  'une liste nominative { id, nombre }',
  (valeur) => objet(valeur) && typeof valeur['id'] === 'string' && ENTIER.controle(valeur['nombre']),
);

const CODE = parmi(CODES_PIECES);
const deposee = (piece: unknown): boolean =>
  objet(piece) &&
  CODE.controle(piece['code']) &&
  [piece['exercice'], piece['montantCentimes']].every((nombre) => nombre === undefined || ENTIER.controle(nombre)) &&
  (piece['signePar'] === undefined || TEXTES.controle(piece['signePar']));
const DEPOSEES = forme(
  `une liste de pièces { code, exercice?, montantCentimes?, signePar? }, code parmi ${CODES_PIECES.join(', ')}`,
  (valeur) => Array.isArray(valeur) && valeur.every(deposee),
);
const VERIFIEES = forme(
  `une liste de pièces { code, conforme, motif? }, code parmi ${CODES_PIECES.join(', ')}`,
  (valeur) =>
    Array.isArray(valeur) &&
    valeur.every((piece) => deposee(piece) && BOOLEEN.controle((piece as Record<string, unknown>)['conforme'])),
);

const TERRITOIRE = { specialites: TEXTES, departements: TEXTES, siege: TEXTE };
const EFFECTIFS = { medecinsPresents: facultatif(ENTIER), liberaux: facultatif(ENTIER), engages: facultatif(ENTIER) };
const EVALUATION = { evaluation: facultatif(OBJET) };
const SUR_CONTRAT = { contrat: facultatif(parmi(CONTRATS)) };
const RECUE = { recueLe: facultatif(DATE) };

/** Own fields of each command; the compiler checks that none is forgotten. */
export const FORMES: {
  readonly [N in NomCommande]: Readonly<Record<Exclude<keyof Donnees[N], keyof Commune>, Forme>>;
} = {
  'deposer-lettre-intention': {
    ...TERRITOIRE,
    ...EFFECTIFS,
    canal: facultatif(parmi(CANAUX)),
    rubriquesAbsentes: facultatif(TEXTES),
    derogationDemandee: facultatif(BOOLEEN),
    indicateurQualitatif: facultatif(BOOLEEN),
    indicateursQualitatifs: facultatif(ENTIER),
    engagementMissions: facultatif(BOOLEEN),
    territoireContinu: facultatif(BOOLEEN),
  },
  'declarer-ess-existante': { ...TERRITOIRE, ...EFFECTIFS, regime: parmi(REGIMES), finess: facultatif(TEXTE) },
  'demander-pieces-lettre-intention': { piecesManquantes: TEXTES, delai: facultatif(DATE) },
  'completer-lettre-intention': { ...EFFECTIFS, pieces: facultatif(forme('une liste', Array.isArray)) },
  'consigner-echange': { sujet: facultatif(TEXTE) },
  'rendre-avis': {
    sur: parmi(['lettre-intention', 'projet-sante']),
    sens: parmi(['favorable', 'defavorable']),
    ...EVALUATION,
  },
  'valider-lettre-intention': EVALUATION,
  'refuser-lettre-intention': { critere: facultatif(TEXTE), ...EVALUATION },
  'consigner-derogation': {
    sens: parmi(['accordee', 'refusee']),
    objet: facultatif(parmi(['multi-specialite', 'seuils', 'unicite'])),
  },
  'declarer-association': {},
  'attribuer-finess': { numero: TEXTE },
  'declarer-coordonnees-bancaires': {},
  'deposer-pieces': { pieces: DEPOSEES },
  'verifier-pieces': { pieces: VERIFIEES },
  'signer-contrat-amorcage': { partie: facultatif(parmi(PARTIES)) },
  'signer-contrat-dotation': { partie: facultatif(parmi(PARTIES)) },
  'prolonger-depot-projet-sante': { jusquAu: DATE },
  'deposer-projet-sante': {
    ...RECUE,
    rubriquesAbsentes: facultatif(TEXTES),
    indicateursQualitatifs: facultatif(ENTIER),
    documentDeploiement: facultatif(BOOLEEN),
    version: facultatif(TEXTE),
  },
  'accuser-reception-projet-sante': RECUE,
  // PS-07 says itself that the delay must be stated
  'demander-precisions': { delai: facultatif(DATE) },
  'repondre-precisions': RECUE,
  's-opposer-projet-sante': { fondement: facultatif(TEXTE) },
  'valider-projet-sante': EVALUATION,
  'refuser-projet-sante': { fondement: facultatif(TEXTE), ...EVALUATION },
  'declarer-activite': { activite: parmi(ACTIVITES) },
  'constater-activite': { activite: parmi(ACTIVITES) },
  'deposer-liste-nominative': { liste: LISTE, exercice: facultatif(ENTIER) },
  'enregistrer-adhesions': { nombre: facultatif(ENTIER), liste: facultatif(OBJET) },
  'executer-paiement': { paiement: PAIEMENT, montantCentimes: facultatif(ENTIER), reference: facultatif(TEXTE) },
  'rejeter-paiement': { paiement: PAIEMENT },
  'reemettre-paiement': { paiement: PAIEMENT },
  'fixer-montant-dotation': { montantCentimes: ENTIER, paiement: facultatif(PAIEMENT) },
  'approuver-montant-dotation': { paiement: facultatif(PAIEMENT) },
  'deposer-rapport-activite': {
    exercice: facultatif(ENTIER),
    indicateurs: facultatif(OBJET),
    indicateursQualitatifs: facultatif(ENTIER),
  },
  'controler-criteres': {
    resultat: facultatif(parmi(['conforme', 'non-conforme'])),
    criteresNonRemplis: facultatif(TEXTES),
    liberaux: facultatif(ENTIER),
    medecinsPresents: facultatif(ENTIER),
    concertationTracable: facultatif(BOOLEEN),
  },
  'consigner-rencontre': {},
  'demander-documents': { documents: facultatif(TEXTES), delai: facultatif(DATE) },
  resilier: SUR_CONTRAT,
  'accuser-reception-resiliation': { ...SUR_CONTRAT, ...RECUE },
  'proposer-resiliation': { ...SUR_CONTRAT, fondement: facultatif(TEXTE) },
  'approuver-resiliation': SUR_CONTRAT,
  'notifier-resiliation': { ...SUR_CONTRAT, ...RECUE },
  saisir: { ...SUR_CONTRAT, ...RECUE },
  'repondre-saisine': { ...SUR_CONTRAT, sens: parmi(['accepte', 'rejete']) },
  'confirmer-recouvrement': { montantCentimes: facultatif(ENTIER) },
  'constater-remboursement': { montantCentimes: ENTIER, reference: facultatif(TEXTE) },
  'clore-recouvrement': {},
  'constater-conformite': { conforme: facultatif(BOOLEEN) },
  'engager-mise-en-conformite': {},
  'declarer-financement-ars': {
    du: facultatif(DATE),
    au: facultatif(DATE),
    jusquAu: facultatif(DATE),
    montantCentimes: ENTIER,
  },
  'fixer-delai-projet-sante': { jusquAu: facultatif(DATE), delai: facultatif(DATE), mois: facultatif(ENTIER) },
  'accorder-complement': {},
  'relancer-effet': { effet: TEXTE },
  'ecarter-effet': { effet: TEXTE },
  'fermer-finess': {},
  renoncer: {},
  corriger: { objet: TEXTE, valeur: VALEUR },
};

const COMMUNES: Readonly<Record<keyof Commune, Forme>> = {
  le: DATE,
  preuve: facultatif(OBJET),
  fiche: facultatif(TEXTE),
  motif: facultatif(TEXTE),
};

/** Refuses, naming the field, a payload that is not of the command's form. Fields that are not its own are left alone. */
export function exigerForme({ commande, donnees }: Commande): void {
  exiger(objet(donnees), 'SAISIE', 'La commande ne porte pas de données.', 'donnees');
  for (const [champ, { controle, attendu, facultatif: optionnel }] of Object.entries({
    ...COMMUNES,
    ...FORMES[commande],
  })) {
    const valeur = (donnees as Readonly<Record<string, unknown>>)[champ];
    if (valeur === undefined && optionnel === true) continue;
    exiger(controle(valeur), 'SAISIE', `« ${champ} » : ${attendu} est attendu.`, 'donnees');
  }
}
