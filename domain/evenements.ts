/** Events of `langage.md`: what happened, by whom, dated by the law. Plain JSON, appended to the journal, never changed. */
import type { Effectifs, Evaluation, Indicateurs, PieceDeposee, PieceVerifiee, Territoire } from './commandes.ts';
import type {
  Activite,
  Avertissement,
  Canal,
  Centimes,
  ClePaiement,
  DateCivile,
  EffetEcheance,
  MotifCloture,
  Partie,
  Regime,
  Role,
  TypeContrat,
} from './valeurs.ts';

/** Fields of every event. `le`: its legal date; `regle`: the rule it applies. */
export interface Enveloppe {
  readonly le: DateCivile;
  readonly acteur: Role;
  readonly regle: string;
  readonly avertissements?: readonly Avertissement[];
  readonly motif?: string;
  readonly fiche?: string;
  readonly preuve?: { readonly nature: string; readonly reference?: string };
}

type Vide = Record<never, never>;
interface AvecPaiement {
  readonly paiement: ClePaiement;
  readonly montantCentimes: Centimes;
}
/** `numero`: rank of the recovery within the case. */
interface AvecRecouvrement {
  readonly recouvrement: string;
  readonly montantCentimes: Centimes;
}

export interface Charges {
  LettreIntentionDeposee: Territoire &
    Effectifs & {
      readonly canal: Canal;
      readonly complete: boolean;
      readonly derogationRequise: boolean;
      readonly indicateurQualitatif: boolean;
      readonly dateLimite?: DateCivile;
    };
  EssExistanteDeclaree: Territoire & Effectifs & { readonly regime: Regime };
  TerritoireRevendique: { readonly conteste: boolean; readonly autres: readonly string[] };
  TerritoireLibere: Vide;
  PiecesLettreIntentionDemandees: { readonly piecesManquantes: readonly string[]; readonly delai?: DateCivile };
  LettreIntentionCompletee: Effectifs & { readonly complete: boolean; readonly dateLimite?: DateCivile };
  EchangeConsigne: { readonly sujet?: string };
  AvisCaisseRendu: {
    readonly sur: 'lettre-intention' | 'projet-sante';
    readonly sens: 'favorable' | 'defavorable';
    readonly evaluation?: Evaluation;
  };
  LettreIntentionValidee: {
    readonly mode: 'expresse' | 'tacite';
    readonly dateLimite: DateCivile;
    readonly evaluation?: Evaluation;
  };
  LettreIntentionRefusee: { readonly critere: string; readonly evaluation?: Evaluation };
  DerogationConsignee: {
    readonly sens: 'accordee' | 'refusee';
    readonly objet?: string;
    readonly dateLimite?: DateCivile;
  };
  ConflitTerritoireSignale: { readonly autres: readonly string[] };
  AssociationDeclaree: Vide;
  FinessAttribue: { readonly numero: string; readonly mode: 'automatique' | 'manuel' };
  CoordonneesBancairesDeclarees: Vide;
  PiecesDeposees: { readonly pieces: readonly (PieceDeposee & { readonly cle: string })[] };
  PiecesVerifiees: { readonly pieces: readonly (PieceVerifiee & { readonly cle: string })[] };
  ContratAmorcageSigne: { readonly partie: Partie };
  ContratAmorcageConclu: { readonly contrat: 'amorcage'; readonly dateLimite: DateCivile };
  ContratAmorcageTermine: {
    readonly contrat: 'amorcage';
    readonly cause: 'tranche-2-executee' | 'tranche-2-non-due' | 'duree' | 'complement-execute';
  };
  DepotProjetSanteProlonge: { readonly dateLimite: DateCivile };
  ProjetSanteDepose: {
    readonly recueLe: DateCivile;
    readonly dateLimite: DateCivile;
    readonly version: number;
    /** PS-12: a new version after validation starts no clock. */
    readonly actualisation: boolean;
  };
  ReceptionProjetSanteAccusee: { readonly partie: Partie; readonly recueLe: DateCivile };
  PrecisionsDemandees: { readonly dateLimite: DateCivile };
  PrecisionsRecues: { readonly dateLimite: DateCivile };
  OppositionCaisseConsignee: { readonly fondement?: string };
  ProjetSanteValide: { readonly mode: 'expresse' | 'tacite'; readonly evaluation?: Evaluation };
  ProjetSanteRefuse: { readonly fondement: string; readonly evaluation?: Evaluation };
  ActiviteDeclaree: { readonly activite: Activite };
  ActiviteConstatee: { readonly activite: Activite };
  ListeNominativeDeposee: { readonly liste: string; readonly nombre: number; readonly cle: string };
  AdhesionsEnregistrees: { readonly nombre?: number };
  AdherentsDenombres: { readonly date: DateCivile; readonly nombre: number; readonly cycle: number };
  PaiementOrdonnance: AvecPaiement & { readonly dateLimite: DateCivile };
  PaiementExecute: AvecPaiement & { readonly reference?: string };
  PaiementRejete: AvecPaiement;
  PaiementInterrompu: AvecPaiement;
  PaiementReemis: AvecPaiement & { readonly dateLimite: DateCivile };
  MontantDotationFixe: AvecPaiement;
  MontantDotationApprouve: AvecPaiement;
  ContratDotationSigne: { readonly partie: Partie };
  ContratDotationConclu: { readonly contrat: 'dotation'; readonly dateLimite: DateCivile };
  ContratDotationReconduit: { readonly contrat: 'dotation'; readonly periode: number; readonly dateLimite: DateCivile };
  RapportActiviteDepose: { readonly cle: string; readonly indicateurs?: Indicateurs };
  CriteresControles: {
    readonly resultat: 'conforme' | 'non-conforme';
    readonly criteresNonRemplis: readonly string[];
    readonly liberaux?: number;
    readonly medecinsPresents?: number;
    readonly concertationTracable: boolean;
  };
  RencontreConsignee: Vide;
  DocumentsDemandes: { readonly documents: readonly string[]; readonly delai?: DateCivile };
  ResiliationDemandee: { readonly contrat: TypeContrat };
  ReceptionResiliationAccusee: {
    readonly partie: Partie;
    readonly recueLe: DateCivile;
    readonly dateLimite?: DateCivile;
  };
  ResiliationProposee: { readonly contrat: TypeContrat; readonly partie: Partie; readonly fondement: string };
  ResiliationApprouvee: { readonly contrat: TypeContrat; readonly partie: Partie };
  ResiliationNotifiee: { readonly contrat: TypeContrat; readonly recueLe: DateCivile; readonly dateLimite: DateCivile };
  SaisineRecue: { readonly contrat: TypeContrat; readonly dateLimite: DateCivile };
  SaisineTranchee: { readonly partie: Partie; readonly sens: 'accepte' | 'rejete' };
  ResiliationRetiree: { readonly contrat: TypeContrat };
  ResiliationEffective: { readonly contrat: TypeContrat; readonly dateLimite: DateCivile };
  RecouvrementPropose: AvecRecouvrement & {
    readonly origine: 'amorcage' | 'dotation' | 'dix-huit-mois';
    readonly dateLimite?: DateCivile;
  };
  RecouvrementConfirme: AvecRecouvrement & { readonly dateLimite: DateCivile };
  RemboursementConstate: AvecRecouvrement & { readonly resteDuCentimes: Centimes };
  RecouvrementEchu: AvecRecouvrement;
  RecouvrementClos: AvecRecouvrement & { readonly issue: 'rembourse' | 'remise' | 'rien-du' };
  ProcedureDixHuitMoisOuverte: { readonly montantCentimes: Centimes; readonly paiements: readonly ClePaiement[] };
  ConformiteConstatee: { readonly conforme: boolean };
  MiseEnConformiteEngagee: Vide;
  FinancementArsDeclare: { readonly du: DateCivile; readonly au: DateCivile; readonly montantCentimes: Centimes };
  ChevauchementSignale: { readonly jours: number; readonly montantCentimes: Centimes };
  DelaiProjetSanteFixe: { readonly partie: Partie; readonly dateLimite?: DateCivile; readonly mois?: number };
  ComplementAccorde: { readonly paiement: 'amorcage-30'; readonly montantCentimes: Centimes };
  AideInterrompue: { readonly cause: 'projet-sante-valide' | 'non-conforme' };
  CommandeRefusee: { readonly commande: string; readonly phrase: string };
  IncidentOuvert: { readonly effet: string };
  IncidentLeve: { readonly effet: string };
  EffetRelance: { readonly effet: string };
  EffetEcarte: { readonly effet: string };
  FinessFerme: { readonly numero: string };
  EcheanceDepassee: { readonly echeance: string; readonly dateLimite: DateCivile; readonly attendu?: readonly Role[] };
  RappelEmis: {
    readonly echeance: string;
    readonly dateLimite: DateCivile;
    readonly attendu: readonly Role[];
    /** Days before the last day; absent from the events of earlier versions. */
    readonly jours?: number;
    /** What will happen if nobody acts. */
    readonly silence?: EffetEcheance;
  };
  Renonciation: Vide;
  CorrectionApportee: {
    readonly objet: string;
    readonly ancienne: string | number | null;
    readonly valeur: string | number;
    /** The correction gives back the time to enter a timely act, from that day (DEC-19). */
    readonly rouvertLe?: DateCivile;
  };
  EssClose: { readonly motifCloture: MotifCloture };
}

export type NomEvenement = keyof Charges;
/** An event of a given name, or of any (then discriminated by `evenement`). */
export type Evenement<N extends NomEvenement = NomEvenement> = {
  [Nom in N]: { readonly evenement: Nom } & Enveloppe & Charges[Nom];
}[N];
