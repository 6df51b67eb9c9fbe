/** Who may do what: one matrix, as data. Commands come from the law's own table; reads and the rest are below. */
import type { NomCommande } from '../domain/commandes.ts';
import { TABLE } from '../domain/table.ts';
import type { Role } from '../domain/valeurs.ts';

/** The parties of a case; `national` sees figures, `exploitant` the technical state, neither people nor their papers. */
export const PARTIES: readonly Role[] = ['porteur', 'ars', 'caisse'];

/** Whether a role may see who people are: addresses, names, what a mail server says of them. */
export const seesPeople = (role: Role): boolean => PARTIES.includes(role);

/** Roles that a token may give. `systeme` is the author of what timers do, and is never taken from outside. */
export const OUTSIDE: readonly Role[] = ['porteur', 'ars', 'caisse', 'national', 'exploitant'];

/** What a right is asked on. `dossier`: an ESS in scope; `caisse`: one's own; `liste`: what is in scope, and no more. */
export type Extent = 'dossier' | 'caisse' | 'liste' | 'soi';

export interface Entitlement {
  readonly roles: readonly Role[];
  readonly regle: string;
  readonly sur: Extent;
}

const SUIVI: readonly Role[] = ['porteur', 'ars', 'caisse', 'national'];
const AGENTS: readonly Role[] = ['ars', 'caisse'];

export const RIGHTS = {
  'lister-ess': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'liste' },
  'lire-a-faire': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'liste' },
  'lire-actes': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'dossier' },
  'lire-instruction': { roles: AGENTS, regle: 'ACTEUR', sur: 'dossier' },
  'lire-etapes': { roles: SUIVI, regle: 'ACTEUR', sur: 'dossier' },
  'suivre-dossier': { roles: PARTIES, regle: 'ACTEUR', sur: 'dossier' },
  'exporter-ess': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'liste' },
  'lire-dossier': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'dossier' },
  'lire-echeancier': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'dossier' },
  'lire-journal': { roles: SUIVI, regle: 'ACTEUR', sur: 'dossier' },
  'lire-paiements': { roles: SUIVI, regle: 'PAY-01', sur: 'dossier' },
  'lire-comptes': { roles: ['porteur', 'caisse'], regle: 'DEC-52', sur: 'dossier' },
  'lister-courriers': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'dossier' },
  'lire-courrier': { roles: PARTIES, regle: 'ACTEUR', sur: 'dossier' },
  'preparer-courrier': { roles: PARTIES, regle: 'ACTEUR', sur: 'dossier' },
  'lire-contrat': { roles: PARTIES, regle: 'ACTEUR', sur: 'dossier' },
  'lire-fichiers': { roles: PARTIES, regle: 'ACTEUR', sur: 'dossier' },
  'deposer-fichier': { roles: PARTIES, regle: 'ACTEUR', sur: 'dossier' },
  'lire-fiches': { roles: PARTIES, regle: 'ACTEUR', sur: 'dossier' },
  'lire-adhesions': { roles: PARTIES, regle: 'ADH-01', sur: 'dossier' },
  'ecrire-adhesions': { roles: ['porteur', 'caisse'], regle: 'ADH-01', sur: 'dossier' },
  'lire-doublons': { roles: ['ars', 'caisse', 'national'], regle: 'ADH-01', sur: 'liste' },
  'lire-incidents': { roles: ['exploitant', 'ars', 'caisse', 'national'], regle: 'ACTEUR', sur: 'liste' },
  'lire-demarches': { roles: ['exploitant', 'ars', 'national'], regle: 'ACTEUR', sur: 'liste' },
  'tenir-demarches': { roles: ['exploitant', 'ars'], regle: 'ACTEUR', sur: 'liste' },
  'reprendre-ecriture': { roles: ['exploitant'], regle: 'ACTEUR', sur: 'liste' },
  'lire-calendrier': { roles: SUIVI, regle: 'ACTEUR', sur: 'liste' },
  'lire-previsions': { roles: SUIVI, regle: 'ACTEUR', sur: 'liste' },
  simuler: { roles: SUIVI, regle: 'ACTEUR', sur: 'dossier' },
  'lire-etat-des-lieux': { roles: ['national', 'ars', 'caisse'], regle: 'SUI-03', sur: 'liste' },
  'lire-argent-national': { roles: ['national'], regle: 'SUI-03', sur: 'liste' },
  'lire-paiements-caisse': { roles: ['caisse', 'ars', 'national'], regle: 'PAY-01', sur: 'caisse' },
  'tenir-compte-caisse': { roles: ['caisse'], regle: 'PAY-01', sur: 'caisse' },
  'tenir-lots': { roles: ['caisse'], regle: 'PAY-01', sur: 'caisse' },
  'lire-lots': { roles: ['caisse', 'national'], regle: 'PAY-01', sur: 'caisse' },
  'lire-rapprochement': { roles: ['caisse', 'national'], regle: 'REC-02', sur: 'caisse' },
  'lire-livre-dossier': { roles: ['caisse', 'national'], regle: 'REC-02', sur: 'dossier' },
  'lire-mandats': { roles: ['porteur', 'ars'], regle: 'ACTEUR', sur: 'dossier' },
  'donner-mandat': { roles: ['porteur', 'ars'], regle: 'ACTEUR', sur: 'dossier' },
  'accepter-mandat': { roles: ['porteur'], regle: 'ACTEUR', sur: 'soi' },
  deleguer: { roles: AGENTS, regle: 'ACTEUR', sur: 'soi' },
  'reprendre-dossiers': { roles: ['ars'], regle: 'DEC-67', sur: 'liste' },
  'accorder-reprise': { roles: ['caisse'], regle: 'DEC-67', sur: 'liste' },
  'lire-reprises': { roles: AGENTS, regle: 'DEC-67', sur: 'liste' },
  'tenir-espace': { roles: OUTSIDE, regle: 'ACTEUR', sur: 'soi' },
  'recevoir-recapitulatif': { roles: PARTIES, regle: 'ACTEUR', sur: 'soi' },
  'tenir-abonnements': { roles: SUIVI, regle: 'ACTEUR', sur: 'soi' },
} as const satisfies Record<string, Entitlement>;

export type Right = keyof typeof RIGHTS;

/** Roles that may send a command: the decision table's. */
export const sendersOf = (commande: NomCommande): readonly Role[] => TABLE[commande].acteurs;

/** Bank details concern who is paid and who pays (DEC-13, GEN-06). */
const BANCAIRES: readonly string[] = ['rib', 'declarer-coordonnees-bancaires'];

/** Roles that may read a file of this code, or a record of this command. */
export const readersOf = (code: string): readonly Role[] =>
  BANCAIRES.includes(code) ? ['porteur', 'caisse'] : PARTIES;

/**
 * Acts of two parties, by family: in one case, an organisation does those of a family in the name of one role alone,
 * whichever of them came first.
 */
export const TWO_PARTIES: Readonly<Partial<Record<NomCommande, string>>> = {
  'signer-contrat-amorcage': 'contrat-amorcage',
  'signer-contrat-dotation': 'contrat-dotation',
  'proposer-resiliation': 'resiliation',
  'approuver-resiliation': 'resiliation',
  'retirer-resiliation': 'resiliation',
  'constater-dissolution': 'dissolution',
  'confirmer-constat': 'dissolution',
  'attester-autre-ess': 'autre-ess',
  'fixer-montant-dotation': 'montant-dotation',
  'approuver-montant-dotation': 'montant-dotation',
  // DEC-34: who proposes a rectification is not who agrees to it.
  corriger: 'rectification',
  annuler: 'rectification',
  'approuver-rectification': 'rectification',
};
