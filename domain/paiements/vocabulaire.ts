/** Commands and events of pieces and payments: one payload type each, with the names of `langage.md`. */
import type { Activite, Canal, Centimes, ClePaiement, CodePiece, DateCivile, SignatairePiece } from '../valeurs.ts';
import type { Commune } from '../charges.ts';

export interface PieceDeposee {
  readonly code: CodePiece;
  readonly exercice?: number;
  readonly montantCentimes?: Centimes;
  readonly signePar?: readonly SignatairePiece[];
  readonly activite?: Activite;
  readonly canal?: Canal;
}
export interface PieceVerifiee {
  readonly code: CodePiece;
  readonly conforme: boolean;
  readonly exercice?: number;
  readonly motif?: string;
}

interface AvecPaiement {
  readonly paiement: ClePaiement;
  readonly montantCentimes: Centimes;
}

export interface CommandesPaiements {
  'deposer-pieces': Commune & { readonly pieces: readonly PieceDeposee[] };
  'verifier-pieces': Commune & { readonly pieces: readonly PieceVerifiee[] };
  'executer-paiement': Commune & {
    readonly paiement: ClePaiement;
    readonly montantCentimes?: Centimes;
    readonly reference?: string;
  };
  'rejeter-paiement': Commune & { readonly paiement: ClePaiement };
  'reemettre-paiement': Commune & { readonly paiement: ClePaiement };
  'retenir-paiement': Commune & { readonly paiement: ClePaiement };
  'liberer-paiement': Commune & { readonly paiement: ClePaiement };
  'retourner-paiement': Commune & { readonly paiement: ClePaiement; readonly reference?: string };
  'fixer-montant-dotation': Commune & { readonly montantCentimes: Centimes; readonly paiement?: ClePaiement };
  'approuver-montant-dotation': Commune & { readonly paiement?: ClePaiement };
}

export interface EvenementsPaiements {
  PiecesDeposees: { readonly pieces: readonly (PieceDeposee & { readonly cle: string })[] };
  PiecesVerifiees: { readonly pieces: readonly (PieceVerifiee & { readonly cle: string })[] };
  /** `resiliationLe`: since when a résiliation of its contract is notified (DEC-36). `caisse`: the one that pays (DEC-66). */
  PaiementOrdonnance: AvecPaiement & {
    readonly dateLimite: DateCivile;
    readonly resiliationLe?: DateCivile;
    readonly caisse?: string;
  };
  PaiementExecute: AvecPaiement & { readonly reference?: string };
  PaiementRejete: AvecPaiement;
  PaiementInterrompu: AvecPaiement;
  PaiementRetenu: AvecPaiement;
  PaiementLibere: AvecPaiement;
  /** `executeLe`: the day on which the transfer that came back had left. */
  PaiementRetourne: AvecPaiement & { readonly executeLe: DateCivile; readonly reference?: string };
  PaiementReemis: AvecPaiement & { readonly dateLimite: DateCivile };
  MontantDotationFixe: AvecPaiement;
  MontantDotationApprouve: AvecPaiement;
}
