/**
 * Commands of `langage.md`, one payload type each. `le` is the civil date of the fact; the instant at which the system
 * learns of it is the workflow's clock (DEC-18). No personal data: people, bank details and files are records.
 */
import type {
  Activite,
  Canal,
  Centimes,
  ClePaiement,
  CodePiece,
  DateCivile,
  Partie,
  Regime,
  Role,
  SignatairePiece,
  TypeContrat,
} from './valeurs.ts';

/** What every payload carries. `preuve`: how the date is certain. `fiche`: id of the record that holds the rest. */
export interface Commune {
  readonly le: DateCivile;
  readonly preuve?: { readonly nature: string; readonly reference?: string };
  readonly fiche?: string;
  readonly motif?: string;
}

/** ELI-12: the four questions, each answered yes or no. */
export interface Evaluation {
  readonly besoinReel: boolean;
  readonly adequationCahierDesCharges: boolean;
  readonly contenuAdapte: boolean;
  readonly projetMature: boolean;
}

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

/** IND-01, IND-02 (nullable «à terme»), IND-03. */
export interface Indicateurs {
  readonly soignantsAdressant: number;
  readonly medecinsTraitantsAdressant: number;
  readonly patientsPrisEnCharge: number;
  readonly demandesTeleexpertise: number;
  readonly medecinsConsultationsAvancees: number;
  readonly consultationsAvancees: number;
  readonly delaiRendezVousJours?: number | null;
  readonly delaiTeleexpertiseJours?: number | null;
}

export interface Territoire {
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  readonly siege: string;
}
export interface Effectifs {
  readonly medecinsPresents?: number;
  readonly liberaux?: number;
  readonly engages?: number;
}

/** Which contract a résiliation is about: there is only one at a time, so it may be left unsaid. */
export interface SurContrat {
  readonly contrat?: TypeContrat;
}

export interface Donnees {
  'deposer-lettre-intention': Commune &
    Territoire &
    Effectifs & {
      readonly canal?: Canal;
      /** LI-03: content that the CDC asks for and that is absent from this deposit (the API works it out). */
      readonly rubriquesAbsentes?: readonly string[];
      /** DER-01, DER-02: a derogation of the CPN is asked for. */
      readonly derogationDemandee?: boolean;
      /** LI-05: at least one qualitative indicator is already defined. */
      readonly indicateurQualitatif?: boolean;
      readonly indicateursQualitatifs?: number;
      /** LI-03 (002:688): explicit commitment to the missions socles. */
      readonly engagementMissions?: boolean;
      readonly territoireContinu?: boolean;
    };
  'declarer-ess-existante': Commune & Territoire & Effectifs & { readonly regime: Regime; readonly finess?: string };
  'demander-pieces-lettre-intention': Commune & {
    readonly piecesManquantes: readonly string[];
    readonly delai?: DateCivile;
  };
  'completer-lettre-intention': Commune & Effectifs & { readonly pieces?: readonly (string | PieceDeposee)[] };
  'consigner-echange': Commune & { readonly sujet?: string };
  'rendre-avis': Commune & {
    readonly sur: 'lettre-intention' | 'projet-sante';
    readonly sens: 'favorable' | 'defavorable';
    readonly evaluation?: Evaluation;
  };
  'valider-lettre-intention': Commune & { readonly evaluation?: Evaluation };
  'refuser-lettre-intention': Commune & { readonly critere?: string; readonly evaluation?: Evaluation };
  'consigner-derogation': Commune & {
    readonly sens: 'accordee' | 'refusee';
    readonly objet?: 'multi-specialite' | 'seuils' | 'unicite';
  };
  'declarer-association': Commune;
  'attribuer-finess': Commune & { readonly numero: string };
  'declarer-coordonnees-bancaires': Commune;
  'deposer-pieces': Commune & { readonly pieces: readonly PieceDeposee[] };
  'verifier-pieces': Commune & { readonly pieces: readonly PieceVerifiee[] };
  'signer-contrat-amorcage': Commune & { readonly partie?: Partie };
  'signer-contrat-dotation': Commune & { readonly partie?: Partie };
  'prolonger-depot-projet-sante': Commune & { readonly jusquAu: DateCivile };
  'deposer-projet-sante': Commune & {
    /** Proven date of reception by the ARS (DEC-21); `le` when absent. */
    readonly recueLe?: DateCivile;
    readonly rubriquesAbsentes?: readonly string[];
    readonly indicateursQualitatifs?: number;
    readonly documentDeploiement?: boolean;
    readonly version?: string;
  };
  'accuser-reception-projet-sante': Commune & { readonly recueLe?: DateCivile };
  'demander-precisions': Commune & { readonly delai: DateCivile };
  /** `recueLe`: receipt of the answer by the ARS (DEC-06); `le` when absent. */
  'repondre-precisions': Commune & { readonly recueLe?: DateCivile };
  's-opposer-projet-sante': Commune & { readonly fondement?: string };
  'valider-projet-sante': Commune & { readonly evaluation?: Evaluation };
  'refuser-projet-sante': Commune & { readonly fondement?: string; readonly evaluation?: Evaluation };
  'declarer-activite': Commune & { readonly activite: Activite };
  'constater-activite': Commune & { readonly activite: Activite };
  'deposer-liste-nominative': Commune & {
    readonly liste: {
      readonly id: string;
      readonly nombre: number;
      readonly parSpecialite?: Readonly<Record<string, number>>;
    };
    readonly exercice?: number;
  };
  'enregistrer-adhesions': Commune & { readonly nombre?: number; readonly liste?: { readonly id: string } };
  'executer-paiement': Commune & {
    readonly paiement: ClePaiement;
    readonly montantCentimes?: Centimes;
    readonly reference?: string;
  };
  'rejeter-paiement': Commune & { readonly paiement: ClePaiement };
  'reemettre-paiement': Commune & { readonly paiement: ClePaiement };
  'fixer-montant-dotation': Commune & { readonly montantCentimes: Centimes; readonly paiement?: ClePaiement };
  'approuver-montant-dotation': Commune & { readonly paiement?: ClePaiement };
  'deposer-rapport-activite': Commune & {
    readonly exercice?: number;
    readonly indicateurs?: Indicateurs;
    readonly indicateursQualitatifs?: number;
  };
  'controler-criteres': Commune & {
    readonly resultat?: 'conforme' | 'non-conforme';
    readonly criteresNonRemplis?: readonly string[];
    readonly liberaux?: number;
    readonly medecinsPresents?: number;
    readonly concertationTracable?: boolean;
  };
  'consigner-rencontre': Commune;
  'demander-documents': Commune & { readonly documents?: readonly string[]; readonly delai?: DateCivile };
  resilier: Commune & { readonly contrat?: TypeContrat };
  'accuser-reception-resiliation': Commune & SurContrat & { readonly recueLe?: DateCivile };
  'proposer-resiliation': Commune & { readonly contrat?: TypeContrat; readonly fondement?: string };
  'approuver-resiliation': Commune & SurContrat;
  'notifier-resiliation': Commune & SurContrat & { readonly recueLe?: DateCivile };
  saisir: Commune & SurContrat & { readonly recueLe?: DateCivile };
  'repondre-saisine': Commune & SurContrat & { readonly sens: 'accepte' | 'rejete' };
  'confirmer-recouvrement': Commune & { readonly montantCentimes?: Centimes };
  'constater-remboursement': Commune & { readonly montantCentimes: Centimes; readonly reference?: string };
  'clore-recouvrement': Commune;
  'constater-conformite': Commune & { readonly conforme?: boolean };
  'engager-mise-en-conformite': Commune;
  'declarer-financement-ars': Commune & {
    /** First and last day of the funding; default: `le`, and `jusquAu`. */
    readonly du?: DateCivile;
    readonly au?: DateCivile;
    readonly jusquAu?: DateCivile;
    readonly montantCentimes: Centimes;
  };
  /** One of the three: a date (`jusquAu` or `delai`), or months from the signature. */
  'fixer-delai-projet-sante': Commune & {
    readonly jusquAu?: DateCivile;
    readonly delai?: DateCivile;
    readonly mois?: number;
  };
  'accorder-complement': Commune;
  'relancer-effet': Commune & { readonly effet: string };
  'ecarter-effet': Commune & { readonly effet: string };
  'fermer-finess': Commune;
  renoncer: Commune;
  corriger: Commune & { readonly objet: string; readonly valeur: string | number };
}

export type NomCommande = keyof Donnees;
/** A command as it reaches the case: its name, the role of its author, its payload. */
export interface Commande<N extends NomCommande = NomCommande> {
  readonly commande: N;
  readonly acteur: Role;
  readonly donnees: Donnees[N];
}
