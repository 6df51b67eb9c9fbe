/** The plan of accounts of the ledger, and what a movement on them is, by the event that makes it. */
import type { Evenement } from '../../domain/evenements.ts';

/** In the order in which debits meet credits. */
export const COMPTES = [
  'a-payer',
  'envoye',
  'a-reemettre',
  'a-recouvrer',
  'a-rendre',
  'banque',
  'reprise',
  'imputation',
  'remise',
  'aide',
] as const;
export type CompteDuLivre = (typeof COMPTES)[number];

export type NatureMouvement =
  | 'ordonne'
  /** Given to the bank with its batch; its fate is not known yet. */
  | 'envoye'
  | 'reemis'
  | 'execute'
  /** A transfer that left for less: the rest is to be paid again. */
  | 'reste-a-payer'
  /** Left beyond what was to be paid, or without order (DEC-37): claimed as an indu. */
  | 'trop-verse'
  | 'rejete'
  | 'interrompu'
  /** Came back (DEC-38); it waits to be issued again, as what the bank rejected. */
  | 'retourne'
  | 'recouvrement-ouvert'
  | 'recouvrement-modifie'
  | 'recouvrement-retire'
  | 'remboursement'
  /** Repaid beyond the sum due (DEC-63). */
  | 'a-rendre'
  | 'remise'
  /** Repaid on one ground, put to another (DEC-34). */
  | 'impute'
  /** A life played again (DEC-33). */
  | 'rectifie'
  /** Another caisse pays from then on (DEC-47). */
  | 'transfere'
  /** Taken over with the case (DEC-67). */
  | 'repris';

interface Mouvement {
  readonly debit: CompteDuLivre;
  readonly credit: CompteDuLivre;
  /** The object had nothing on any account before. */
  readonly nouveau: boolean;
}

export function natureDe(evenement: Evenement, { debit, credit, nouveau }: Mouvement): NatureMouvement {
  switch (evenement.evenement) {
    case 'PaiementOrdonnance':
      return 'ordonne';
    case 'PaiementReemis':
      return 'reemis';
    case 'PaiementExecute':
      if (debit === 'envoye' && credit === 'a-payer') return 'reste-a-payer';
      return debit === 'aide' ? 'trop-verse' : 'execute';
    case 'PaiementRejete':
      return 'rejete';
    case 'PaiementInterrompu':
      return 'interrompu';
    case 'PaiementRetourne':
      return 'retourne';
    case 'RecouvrementPropose':
      if (debit === 'imputation' || credit === 'imputation') return 'impute';
      return nouveau ? 'recouvrement-ouvert' : 'recouvrement-modifie';
    case 'RecouvrementConfirme':
      return 'recouvrement-modifie';
    case 'RecouvrementClos':
      return debit === 'remise' ? 'remise' : 'recouvrement-retire';
    case 'RemboursementConstate':
      return credit === 'a-rendre' ? 'a-rendre' : 'remboursement';
    case 'ConstatConfirme':
      return 'transfere';
    case 'DossierRepris':
      return 'repris';
    default: // what follows by itself of a life played again
      return 'rectifie';
  }
}
