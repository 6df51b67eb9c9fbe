/** Who may send which command, in which phases, in what form: the decision table, as data. Finer conditions are in the chapters. */
import type { Donnees, NomCommande } from './commandes.ts';
import {
  BOOLEEN,
  DATE,
  DEPOSEES,
  ENTIER,
  FAITS,
  LISTE,
  OBJET,
  PAIEMENT,
  TEXTE,
  TEXTES,
  NUMERO,
  VALEUR,
  VERIFIEES,
  facultatif,
  forme,
  parmi,
  type Forme,
} from './formes.ts';
import {
  ACTIVITES,
  CANAUX,
  CONTRATS,
  ORIGINES_RESILIATION,
  PARTIES,
  REGIMES,
  type Phase,
  type Role,
} from './valeurs.ts';
import type { Commune } from './charges.ts';
import { SENS_CONSTAT } from './fin/vocabulaire.ts';

export interface Entree {
  readonly acteurs: readonly Role[];
  readonly phases: readonly Phase[];
  /** Rule named when the phase does not allow the command. */
  readonly regle: string;
  readonly presuppose?: true;
  /** DEC-47: a fact that may be older than the entry. */
  readonly anterieur?: true;
}

/** The line of a command; the compiler checks that the form has all its own fields. */
type Ligne<N extends NomCommande> = Entree & {
  readonly forme: Readonly<Record<Exclude<keyof Donnees[N], keyof Commune>, Forme>>;
};

const LI: readonly Phase[] = ['lettre-intention'];
const CREATION: readonly Phase[] = ['creation'];
/** From the validated LI to the end. */
const APRES_LI: readonly Phase[] = ['creation', 'amorcage', 'dotation', 'recouvrement'];
const AVANT_RECOUVREMENT: readonly Phase[] = ['creation', 'amorcage', 'dotation'];
const CONTRAT: readonly Phase[] = ['amorcage', 'dotation', 'recouvrement'];
const OUVERTE: readonly Phase[] = ['lettre-intention', 'creation', 'amorcage', 'dotation', 'recouvrement'];
/** What keeps failing is looked after in a closed case too, and a mistake is put right. */
const TOUJOURS: readonly Phase[] = [...OUVERTE, 'close'];
/** DEC-39: a letter that arrives is recorded whatever has become of the contract. */
/** DEC-36: what a year was due is fixed and paid after the end of the contract too. */
const DOTATION_DUE: readonly Phase[] = ['dotation', 'recouvrement'];
const APRES_CONTRAT: readonly Phase[] = [...CONTRAT, 'close'];
/** The decision on the LI may be looked for when it is already taken: the subject explains why it is too late. */
const DECISION_LI: readonly Phase[] = OUVERTE;

const TERRITOIRE = { specialites: TEXTES, departements: TEXTES, siege: TEXTE, caisse: facultatif(TEXTE) };
const EFFECTIFS = { medecinsPresents: facultatif(ENTIER), liberaux: facultatif(ENTIER), engages: facultatif(ENTIER) };
const EVALUATION = { evaluation: facultatif(OBJET) };
const SUR_CONTRAT = { contrat: facultatif(parmi(CONTRATS)) };
const LEQUEL = { recouvrement: facultatif(TEXTE) };
const RECUE = { recueLe: facultatif(DATE) };
const CONTENU = { contenu: facultatif(forme('une liste', Array.isArray)) };

/** DEC-19: during the grace, applied after the effect whose date it follows. */
const PRESUPPOSE = { presuppose: true } as const;

const acte = <F>(
  acteurs: readonly Role[],
  phases: readonly Phase[],
  regle: string,
  forme: F,
  reste: Pick<Entree, 'presuppose' | 'anterieur'> = {},
) => ({
  acteurs,
  phases,
  regle,
  forme,
  ...reste,
});

export const ENTREES = [
  'deposer-lettre-intention',
  'declarer-ess-existante',
  'reprendre',
] as const satisfies readonly NomCommande[];

/** Of each command: by whom, in which phases, under which rule, in which form. */
export const TABLE: { readonly [N in NomCommande]: Ligne<N> } = {
  'deposer-lettre-intention': acte(['porteur'], LI, 'LI-01', {
    ...TERRITOIRE,
    ...EFFECTIFS,
    canal: facultatif(parmi(CANAUX)),
    rubriquesAbsentes: facultatif(TEXTES),
    derogationDemandee: facultatif(BOOLEEN),
    indicateurQualitatif: facultatif(BOOLEEN),
    indicateursQualitatifs: facultatif(ENTIER),
    engagementMissions: facultatif(BOOLEEN),
    territoireContinu: facultatif(BOOLEEN),
  }),
  'declarer-ess-existante': acte(['ars'], LI, 'DEC-28', {
    ...TERRITOIRE,
    ...EFFECTIFS,
    regime: parmi(REGIMES),
    finess: facultatif(TEXTE),
  }),
  reprendre: acte(['ars'], LI, 'DEC-67', { faits: FAITS }),
  'demander-pieces-lettre-intention': acte(['ars'], DECISION_LI, 'DEC-07', {
    piecesManquantes: TEXTES,
    delai: facultatif(DATE),
  }),
  'completer-lettre-intention': acte(['porteur'], DECISION_LI, 'DEC-07', {
    ...EFFECTIFS,
    pieces: facultatif(forme('une liste', Array.isArray)),
  }),
  'constater-completude': acte(['ars'], DECISION_LI, 'DEC-55', {}),
  'consigner-echange': acte(['ars', 'caisse'], OUVERTE, 'LI-10', { sujet: facultatif(TEXTE) }),
  'rendre-avis': acte(['caisse'], OUVERTE, 'LI-06', {
    sur: parmi(['lettre-intention', 'projet-sante', 'territoire']),
    sens: parmi(['favorable', 'defavorable']),
    ...EVALUATION,
  }),
  'valider-lettre-intention': acte(['ars'], DECISION_LI, 'LI-06', EVALUATION),
  'refuser-lettre-intention': acte(['ars'], DECISION_LI, 'LI-08', { critere: facultatif(TEXTE), ...EVALUATION }),
  'consigner-derogation': acte(['ars'], OUVERTE, 'DER-02', {
    sens: parmi(['demandee', 'accordee', 'refusee']),
    objet: facultatif(parmi(['multi-specialite', 'seuils', 'unicite'])),
    delai: facultatif(DATE),
  }),
  'declarer-association': acte(
    ['porteur'],
    AVANT_RECOUVREMENT,
    'ASS-01',
    { siege: facultatif(TEXTE), caisse: facultatif(TEXTE) },
    { ...PRESUPPOSE, anterieur: true },
  ),
  'attribuer-finess': acte(['ars'], AVANT_RECOUVREMENT, 'FIN-02', { numero: TEXTE }, PRESUPPOSE),
  'rectifier-finess': acte(['ars'], TOUJOURS, 'DEC-51', { numero: TEXTE }),
  'transferer-siege': acte(['porteur'], APRES_LI, 'DEC-47', { siege: TEXTE, caisse: facultatif(TEXTE) }, PRESUPPOSE),
  'confirmer-constat': acte(
    ['ars', 'caisse'],
    OUVERTE,
    'DEC-47',
    {
      rang: facultatif(ENTIER),
      sens: parmi(SENS_CONSTAT),
      enLot: facultatif(TEXTES),
      ...RECUE,
    },
    PRESUPPOSE,
  ),
  'modifier-territoire': acte(
    ['porteur'],
    AVANT_RECOUVREMENT,
    'DEC-48',
    { departements: TEXTES, specialites: facultatif(TEXTES), liberaux: ENTIER, medecinsPresents: ENTIER },
    PRESUPPOSE,
  ),
  'approuver-territoire': acte(
    ['ars'],
    AVANT_RECOUVREMENT,
    'DEC-48',
    { sens: parmi(['approuvee', 'accordee', 'refusee']) },
    PRESUPPOSE,
  ),
  'requalifier-regime': acte(['ars'], CREATION, 'DEC-50', {
    regime: parmi(['en-fonctionnement-conforme', 'en-fonctionnement-a-mettre-en-conformite']),
  }),
  'declarer-coordonnees-bancaires': acte(['porteur'], APRES_LI, 'DEC-13', {}, PRESUPPOSE),
  'deposer-pieces': acte(['porteur'], APRES_LI, 'ASS-01', { pieces: DEPOSEES }, PRESUPPOSE),
  'verifier-pieces': acte(['caisse'], APRES_LI, 'PAY-01', { pieces: VERIFIEES }, PRESUPPOSE),
  'signer-contrat-amorcage': acte(
    ['porteur', 'ars', 'caisse'],
    AVANT_RECOUVREMENT,
    'AMO-04',
    { partie: facultatif(parmi(PARTIES)) },
    PRESUPPOSE,
  ),
  'signer-contrat-dotation': acte(
    ['porteur', 'ars', 'caisse'],
    AVANT_RECOUVREMENT,
    'DOT-02',
    { partie: facultatif(parmi(PARTIES)), priseEffet: facultatif(DATE) },
    PRESUPPOSE,
  ),
  'prolonger-depot-projet-sante': acte(['ars'], AVANT_RECOUVREMENT, 'PS-02', { jusquAu: DATE }, PRESUPPOSE),
  'deposer-projet-sante': acte(
    ['porteur'],
    AVANT_RECOUVREMENT,
    'PS-01',
    {
      ...RECUE,
      deposeLe: facultatif(DATE),
      ...CONTENU,
      rubriquesAbsentes: facultatif(TEXTES),
      indicateursQualitatifs: facultatif(ENTIER),
      documentDeploiement: facultatif(BOOLEEN),
      version: facultatif(NUMERO),
    },
    PRESUPPOSE,
  ),
  'accuser-reception-projet-sante': acte(['ars', 'caisse'], APRES_LI, 'DEC-21', RECUE),
  // PS-07 says itself that the delay must be stated
  'demander-precisions': acte(['ars'], APRES_LI, 'PS-07', { delai: facultatif(DATE) }),
  'repondre-precisions': acte(['porteur'], APRES_LI, 'PS-07', { ...RECUE, ...CONTENU }),
  's-opposer-projet-sante': acte(['caisse'], APRES_LI, 'PS-08', { fondement: facultatif(TEXTE) }),
  'lever-opposition': acte(['caisse'], APRES_LI, 'DEC-59', {}),
  'valider-projet-sante': acte(['ars'], APRES_LI, 'PS-06', EVALUATION),
  'refuser-projet-sante': acte(['ars'], APRES_LI, 'PS-09', { fondement: facultatif(TEXTE), ...EVALUATION }),
  'declarer-activite': acte(['porteur'], APRES_LI, 'MIS-03', { activite: parmi(ACTIVITES) }, PRESUPPOSE),
  'constater-activite': acte(
    ['ars', 'caisse'],
    APRES_LI,
    'MIS-03',
    { activite: parmi(ACTIVITES), constat: facultatif(parmi(['presente', 'absente'])) },
    PRESUPPOSE,
  ),
  'deposer-liste-nominative': acte(
    ['porteur'],
    APRES_LI,
    'DOT-08',
    { liste: LISTE, exercice: facultatif(ENTIER) },
    PRESUPPOSE,
  ),
  'enregistrer-adhesions': acte(
    ['caisse'],
    APRES_LI,
    'ADH-01',
    { nombre: facultatif(ENTIER), liste: facultatif(OBJET) },
    PRESUPPOSE,
  ),
  'executer-paiement': acte(
    ['caisse'],
    TOUJOURS,
    'PAY-01',
    { paiement: PAIEMENT, montantCentimes: facultatif(ENTIER), reference: facultatif(TEXTE) },
    PRESUPPOSE,
  ),
  'rejeter-paiement': acte(['caisse'], CONTRAT, 'PAY-01', { paiement: PAIEMENT }),
  'reemettre-paiement': acte(['caisse'], CONTRAT, 'PAY-01', { paiement: PAIEMENT }),
  'retenir-paiement': acte(['caisse'], CONTRAT, 'DEC-36', { paiement: PAIEMENT }),
  'liberer-paiement': acte(['caisse'], CONTRAT, 'DEC-36', { paiement: PAIEMENT }),
  'retourner-paiement': acte(['caisse'], TOUJOURS, 'DEC-38', { paiement: PAIEMENT, reference: facultatif(TEXTE) }),
  'fixer-montant-dotation': acte(['caisse'], DOTATION_DUE, 'DEC-09', {
    montantCentimes: ENTIER,
    paiement: facultatif(PAIEMENT),
  }),
  'approuver-montant-dotation': acte(['ars'], DOTATION_DUE, 'DEC-09', { paiement: facultatif(PAIEMENT) }),
  'deposer-rapport-activite': acte(['porteur'], CONTRAT, 'SUI-02', {
    exercice: facultatif(ENTIER),
    indicateurs: facultatif(OBJET),
    indicateursQualitatifs: facultatif(ENTIER),
  }),
  'controler-criteres': acte(['caisse'], CONTRAT, 'SUI-01', {
    resultat: facultatif(parmi(['conforme', 'non-conforme'])),
    criteresNonRemplis: facultatif(TEXTES),
    liberaux: facultatif(ENTIER),
    medecinsPresents: facultatif(ENTIER),
    concertationTracable: facultatif(BOOLEEN),
  }),
  'consigner-rencontre': acte(['caisse'], CONTRAT, 'AMO-13', {}),
  'demander-documents': acte(['caisse'], CONTRAT, 'DOT-09', { documents: facultatif(TEXTES), delai: facultatif(DATE) }),
  resilier: acte(['porteur'], CONTRAT, 'RES-A-01', SUR_CONTRAT),
  'accuser-reception-resiliation': acte(['caisse', 'ars', 'porteur'], APRES_CONTRAT, 'RES-A-01', {
    ...SUR_CONTRAT,
    ...RECUE,
    partie: facultatif(parmi(['ars', 'caisse'])),
  }),
  'proposer-resiliation': acte(['caisse', 'ars'], CONTRAT, 'RES-A-02', {
    ...SUR_CONTRAT,
    fondement: facultatif(TEXTE),
  }),
  'approuver-resiliation': acte(['caisse', 'ars'], CONTRAT, 'RES-A-02', SUR_CONTRAT),
  'notifier-resiliation': acte(['caisse', 'ars'], APRES_CONTRAT, 'RES-A-02', { ...SUR_CONTRAT, ...RECUE }),
  'abandonner-resiliation': acte(['caisse', 'ars'], CONTRAT, 'DEC-40', SUR_CONTRAT),
  'retirer-resiliation': acte(['porteur', 'caisse', 'ars'], CONTRAT, 'DEC-40', {
    ...SUR_CONTRAT,
    origine: facultatif(parmi(ORIGINES_RESILIATION)),
  }),
  saisir: acte(['porteur'], [...APRES_LI, 'close'], 'RES-A-03', { ...SUR_CONTRAT, ...RECUE }),
  'repondre-saisine': acte(['caisse', 'ars'], APRES_LI, 'RES-A-03', {
    ...SUR_CONTRAT,
    sens: parmi(['accepte', 'rejete']),
  }),
  'confirmer-recouvrement': acte(
    ['caisse'],
    OUVERTE,
    'REC-02',
    { montantCentimes: facultatif(ENTIER), ...LEQUEL },
    PRESUPPOSE,
  ),
  'constater-remboursement': acte(
    ['caisse'],
    TOUJOURS,
    'REC-02',
    { montantCentimes: ENTIER, reference: facultatif(TEXTE), ...LEQUEL },
    PRESUPPOSE,
  ),
  'clore-recouvrement': acte(['caisse'], OUVERTE, 'REC-02', LEQUEL, PRESUPPOSE),
  'constater-conformite': acte(['ars'], CREATION, 'TRA-A', { conforme: facultatif(BOOLEEN) }),
  'engager-mise-en-conformite': acte(['porteur'], CREATION, 'TRA-B', {}),
  'declarer-financement-ars': acte(['ars'], AVANT_RECOUVREMENT, 'TRA-03', {
    du: facultatif(DATE),
    au: facultatif(DATE),
    jusquAu: facultatif(DATE),
    montantCentimes: ENTIER,
  }),
  'fixer-delai-projet-sante': acte(['ars', 'caisse'], AVANT_RECOUVREMENT, 'TRA-C', {
    jusquAu: facultatif(DATE),
    delai: facultatif(DATE),
    mois: facultatif(ENTIER),
  }),
  'accorder-complement': acte(['caisse'], AVANT_RECOUVREMENT, 'TRA-C', {}),
  'interrompre-aide': acte(['ars'], APRES_LI, 'DEC-61', {}),
  'attester-autre-ess': acte(['ars', 'caisse'], CREATION, 'DEC-57', {}),
  'relancer-effet': acte(['exploitant'], TOUJOURS, 'ACTEUR', { effet: TEXTE }),
  'ecarter-effet': acte(['exploitant'], TOUJOURS, 'ACTEUR', { effet: TEXTE }),
  'fermer-finess': acte(['ars'], TOUJOURS, 'FIN-05', {}, PRESUPPOSE),
  renoncer: acte(['porteur'], OUVERTE, 'DEC-43', {}, PRESUPPOSE),
  'mettre-en-demeure': acte(['ars'], OUVERTE, 'DEC-44', RECUE),
  'constater-abandon': acte(['ars'], OUVERTE, 'DEC-44', {}),
  'constater-dissolution': acte(['ars', 'caisse'], APRES_LI, 'DEC-42', {}),
  corriger: acte(['ars', 'caisse'], TOUJOURS, 'DEC-33', {
    rang: facultatif(ENTIER),
    champ: facultatif(TEXTE),
    objet: facultatif(TEXTE),
    valeur: VALEUR,
  }),
  annuler: acte(['ars', 'caisse'], TOUJOURS, 'DEC-33', { rang: ENTIER }),
  'confirmer-date': acte(['ars', 'caisse'], TOUJOURS, 'DEC-29', {
    rang: ENTIER,
    sens: parmi(['confirmee', 'contestee']),
  }),
  'approuver-rectification': acte(['ars', 'caisse', 'porteur'], TOUJOURS, 'DEC-34', {
    rang: ENTIER,
    sens: parmi(['approuvee', 'refusee']),
  }),
};
