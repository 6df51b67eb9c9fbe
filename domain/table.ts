/** Who may send which command, and in which phases: the decision table, as data. Finer conditions are in the subjects. */
import type { NomCommande } from './commandes.ts';
import type { Phase, Role } from './valeurs.ts';

export interface Entree {
  readonly acteurs: readonly Role[];
  readonly phases: readonly Phase[];
  /** Rule named when the phase does not allow the command. */
  readonly regle: string;
  /** DEC-19: during the grace, applied after the effect whose date it follows. */
  readonly presuppose?: true;
}

const LI: readonly Phase[] = ['lettre-intention'];
const CREATION: readonly Phase[] = ['creation'];
/** From the validated LI to the end. */
const APRES_LI: readonly Phase[] = ['creation', 'amorcage', 'dotation', 'recouvrement'];
const AVANT_RECOUVREMENT: readonly Phase[] = ['creation', 'amorcage', 'dotation'];
const CONTRAT: readonly Phase[] = ['amorcage', 'dotation', 'recouvrement'];
const OUVERTE: readonly Phase[] = ['lettre-intention', 'creation', 'amorcage', 'dotation', 'recouvrement'];
/** What keeps failing is looked after in a closed case too: that is no act of the procedure. */
const TOUJOURS: readonly Phase[] = [...OUVERTE, 'close'];
/** The decision on the LI may be looked for when it is already taken: the subject explains why it is too late. */
const DECISION_LI: readonly Phase[] = OUVERTE;

export const ENTREES = ['deposer-lettre-intention', 'declarer-ess-existante'] as const satisfies readonly NomCommande[];

export const TABLE: Readonly<Record<NomCommande, Entree>> = {
  'deposer-lettre-intention': { acteurs: ['porteur'], phases: LI, regle: 'LI-01' },
  'declarer-ess-existante': { acteurs: ['ars'], phases: LI, regle: 'DEC-28' },
  'demander-pieces-lettre-intention': { acteurs: ['ars'], phases: DECISION_LI, regle: 'DEC-07' },
  'completer-lettre-intention': { acteurs: ['porteur'], phases: DECISION_LI, regle: 'DEC-07' },
  'consigner-echange': { acteurs: ['ars', 'caisse'], phases: OUVERTE, regle: 'LI-10' },
  'rendre-avis': { acteurs: ['caisse'], phases: OUVERTE, regle: 'LI-06' },
  'valider-lettre-intention': { acteurs: ['ars'], phases: DECISION_LI, regle: 'LI-06' },
  'refuser-lettre-intention': { acteurs: ['ars'], phases: DECISION_LI, regle: 'LI-08' },
  'consigner-derogation': { acteurs: ['ars'], phases: OUVERTE, regle: 'DER-02' },
  'declarer-association': { acteurs: ['porteur'], phases: AVANT_RECOUVREMENT, regle: 'ASS-01', presuppose: true },
  'attribuer-finess': { acteurs: ['ars'], phases: AVANT_RECOUVREMENT, regle: 'FIN-02', presuppose: true },
  'declarer-coordonnees-bancaires': { acteurs: ['porteur'], phases: APRES_LI, regle: 'DEC-13', presuppose: true },
  'deposer-pieces': { acteurs: ['porteur'], phases: APRES_LI, regle: 'ASS-01', presuppose: true },
  'verifier-pieces': { acteurs: ['caisse'], phases: APRES_LI, regle: 'PAY-01', presuppose: true },
  'signer-contrat-amorcage': {
    acteurs: ['porteur', 'ars', 'caisse'],
    phases: AVANT_RECOUVREMENT,
    regle: 'AMO-04',
    presuppose: true,
  },
  'signer-contrat-dotation': {
    acteurs: ['porteur', 'ars', 'caisse'],
    phases: AVANT_RECOUVREMENT,
    regle: 'DOT-02',
    presuppose: true,
  },
  'prolonger-depot-projet-sante': { acteurs: ['ars'], phases: AVANT_RECOUVREMENT, regle: 'PS-02', presuppose: true },
  'deposer-projet-sante': { acteurs: ['porteur'], phases: AVANT_RECOUVREMENT, regle: 'PS-01', presuppose: true },
  'accuser-reception-projet-sante': { acteurs: ['ars', 'caisse'], phases: APRES_LI, regle: 'DEC-21' },
  'demander-precisions': { acteurs: ['ars'], phases: APRES_LI, regle: 'PS-07' },
  'repondre-precisions': { acteurs: ['porteur'], phases: APRES_LI, regle: 'PS-07' },
  's-opposer-projet-sante': { acteurs: ['caisse'], phases: APRES_LI, regle: 'PS-08' },
  'valider-projet-sante': { acteurs: ['ars'], phases: APRES_LI, regle: 'PS-06' },
  'refuser-projet-sante': { acteurs: ['ars'], phases: APRES_LI, regle: 'PS-09' },
  'declarer-activite': { acteurs: ['porteur'], phases: APRES_LI, regle: 'MIS-03', presuppose: true },
  'constater-activite': { acteurs: ['ars', 'caisse'], phases: APRES_LI, regle: 'MIS-03', presuppose: true },
  'deposer-liste-nominative': { acteurs: ['porteur'], phases: APRES_LI, regle: 'DOT-08', presuppose: true },
  'enregistrer-adhesions': { acteurs: ['caisse'], phases: APRES_LI, regle: 'ADH-01', presuppose: true },
  'executer-paiement': { acteurs: ['caisse'], phases: CONTRAT, regle: 'PAY-01', presuppose: true },
  'rejeter-paiement': { acteurs: ['caisse'], phases: CONTRAT, regle: 'PAY-01' },
  'reemettre-paiement': { acteurs: ['caisse'], phases: CONTRAT, regle: 'PAY-01' },
  'fixer-montant-dotation': { acteurs: ['caisse'], phases: ['dotation'], regle: 'DEC-09' },
  'approuver-montant-dotation': { acteurs: ['ars'], phases: ['dotation'], regle: 'DEC-09' },
  'deposer-rapport-activite': { acteurs: ['porteur'], phases: CONTRAT, regle: 'SUI-02' },
  'controler-criteres': { acteurs: ['caisse'], phases: CONTRAT, regle: 'SUI-01' },
  'consigner-rencontre': { acteurs: ['caisse'], phases: CONTRAT, regle: 'AMO-13' },
  'demander-documents': { acteurs: ['caisse'], phases: CONTRAT, regle: 'DOT-09' },
  resilier: { acteurs: ['porteur'], phases: CONTRAT, regle: 'RES-A-01' },
  'accuser-reception-resiliation': { acteurs: ['caisse', 'ars'], phases: CONTRAT, regle: 'RES-A-01' },
  'proposer-resiliation': { acteurs: ['caisse', 'ars'], phases: CONTRAT, regle: 'RES-A-02' },
  'approuver-resiliation': { acteurs: ['caisse', 'ars'], phases: CONTRAT, regle: 'RES-A-02' },
  'notifier-resiliation': { acteurs: ['caisse', 'ars'], phases: CONTRAT, regle: 'RES-A-02' },
  saisir: { acteurs: ['porteur'], phases: CONTRAT, regle: 'RES-A-03' },
  'repondre-saisine': { acteurs: ['caisse', 'ars'], phases: CONTRAT, regle: 'RES-A-03' },
  'confirmer-recouvrement': { acteurs: ['caisse'], phases: CONTRAT, regle: 'REC-02', presuppose: true },
  'constater-remboursement': { acteurs: ['caisse'], phases: CONTRAT, regle: 'REC-02', presuppose: true },
  'clore-recouvrement': { acteurs: ['caisse'], phases: CONTRAT, regle: 'REC-02', presuppose: true },
  'constater-conformite': { acteurs: ['ars'], phases: CREATION, regle: 'TRA-A' },
  'engager-mise-en-conformite': { acteurs: ['porteur'], phases: CREATION, regle: 'TRA-B' },
  'declarer-financement-ars': { acteurs: ['ars'], phases: AVANT_RECOUVREMENT, regle: 'TRA-03' },
  'fixer-delai-projet-sante': { acteurs: ['ars', 'caisse'], phases: AVANT_RECOUVREMENT, regle: 'TRA-C' },
  'accorder-complement': { acteurs: ['caisse'], phases: AVANT_RECOUVREMENT, regle: 'TRA-C' },
  'relancer-effet': { acteurs: ['exploitant'], phases: TOUJOURS, regle: 'ACTEUR' },
  'ecarter-effet': { acteurs: ['exploitant'], phases: TOUJOURS, regle: 'ACTEUR' },
  'fermer-finess': { acteurs: ['ars'], phases: OUVERTE, regle: 'FIN-05', presuppose: true },
  renoncer: { acteurs: ['porteur'], phases: OUVERTE, regle: 'DEC-23' },
  corriger: { acteurs: ['ars', 'caisse'], phases: OUVERTE, regle: 'DEC-18' },
};
