/**
 * Fields that are asked for by another rule in one act than in the others: the act first, then the field. Their sentence is
 * that of their name.
 */
import type { Entries } from './entry.ts';

const RULES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  motif: {
    'LI-08': ['refuser-lettre-intention'],
    'DEC-56': ['valider-lettre-intention'],
    'PS-09': ['refuser-projet-sante', 's-opposer-projet-sante'],
    'DEC-33': ['corriger', 'annuler'],
    'DEC-34': ['approuver-rectification'],
    'DEC-36': ['retenir-paiement'],
    'DEC-38': ['retourner-paiement'],
    'DEC-40': ['abandonner-resiliation', 'retirer-resiliation'],
    'DEC-57': ['attester-autre-ess'],
    'AMO-10': ['pieces'],
    'DEC-13': ['decider-beneficiaire'],
    'PAY-01': ['retirer-lot', 'rejeter-paiement'],
  },
  delai: {
    'DEC-55': ['demander-pieces-lettre-intention'],
    'DER-02': ['consigner-derogation'],
    'DOT-09': ['demander-documents'],
    'TRA-C': ['fixer-delai-projet-sante'],
  },
  jusquAu: { 'TRA-C': ['fixer-delai-projet-sante'], 'TRA-03': ['declarer-financement-ars'], 'DEC-02': ['simuler'] },
  contrat: {
    'RES-A-01': ['resilier', 'accuser-reception-resiliation', 'notifier-resiliation'],
    'RES-A-02': ['proposer-resiliation', 'approuver-resiliation'],
    'RES-A-03': ['saisir'],
    'DEC-22': ['repondre-saisine'],
    'DEC-40': ['abandonner-resiliation', 'retirer-resiliation'],
  },
  recueLe: {
    'RES-A-01': ['accuser-reception-resiliation', 'notifier-resiliation'],
    'RES-A-03': ['saisir'],
    'PS-07': ['repondre-precisions'],
    'DEC-47': ['confirmer-constat'],
    'DEC-44': ['mettre-en-demeure'],
  },
  fondement: { 'RES-A-02': ['proposer-resiliation'] },
  origine: { 'DEC-40': ['retirer-resiliation'] },
  conforme: { 'TRA-A': ['constater-conformite'] },
  nombre: { 'ADH-01': ['enregistrer-adhesions'] },
  id: { 'ADH-01': ['enregistrer-adhesions'] },
  liste: { 'ADH-01': ['enregistrer-adhesions'] },
  partie: { 'DOT-01': ['signer-contrat-dotation'] },
  exemplaires: { 'DOT-01': ['signer-contrat-dotation'] },
  lieu: { 'DOT-01': ['signer-contrat-dotation'] },
  medecins: { 'PS-03': ['projetSante'] },
  valeur: { 'IND-03': ['appreciations'], 'IND-04': ['indicateursRegionaux'] },
  adresse: { 'DEC-13': ['donner-compte'] },
  codePostal: { 'DEC-13': ['adresse'] },
  effet: { 'API-06': ['relancer-effet', 'ecarter-effet'] },
  // Of a paper that is signed: the rule is that of the paper.
  president: { 'API-06': ['signatures'] },
  tresorier: { 'API-06': ['signatures'] },
};

/** `sentences`: the entries of the names themselves. */
export const placesOf = (sentences: Entries): Entries =>
  Object.fromEntries(
    Object.entries(RULES).flatMap(([name, rules]) =>
      Object.entries(rules).flatMap(([rule, places]) =>
        places.map((place) => [`${place}.${name}`, [rule, sentences[name]?.[1] ?? '']] as const),
      ),
    ),
  );
