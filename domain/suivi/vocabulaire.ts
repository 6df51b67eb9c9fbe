/** Commands and events of the follow-up: avis, missions, reports, reminders, incidents, closure: one payload type each, with the names of `langage.md`. */
import type { Commune, Evaluation, Vide } from '../charges.ts';
import type { Activite, DateCivile, EffetEcheance, MotifCloture, Role } from '../valeurs.ts';

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

export interface CommandesSuivi {
  'rendre-avis': Commune & {
    readonly sur: 'lettre-intention' | 'projet-sante' | 'territoire';
    readonly sens: 'favorable' | 'defavorable';
    readonly evaluation?: Evaluation;
  };
  'declarer-activite': Commune & { readonly activite: Activite };
  /** `constat`: `presente` when absent (DEC-60). */
  'constater-activite': Commune & { readonly activite: Activite; readonly constat?: 'presente' | 'absente' };
  'deposer-liste-nominative': Commune & {
    readonly liste: {
      readonly id: string;
      readonly nombre: number;
      readonly parSpecialite?: Readonly<Record<string, number>>;
    };
    readonly exercice?: number;
  };
  'enregistrer-adhesions': Commune & { readonly nombre?: number; readonly liste?: { readonly id: string } };
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
  'relancer-effet': Commune & { readonly effet: string };
  'ecarter-effet': Commune & { readonly effet: string };
}

export interface EvenementsSuivi {
  AvisCaisseRendu: {
    readonly sur: 'lettre-intention' | 'projet-sante' | 'territoire';
    readonly sens: 'favorable' | 'defavorable';
    readonly evaluation?: Evaluation;
  };
  ActiviteDeclaree: { readonly activite: Activite };
  ActiviteConstatee: { readonly activite: Activite; readonly constat?: 'presente' | 'absente' };
  ListeNominativeDeposee: { readonly liste: string; readonly nombre: number; readonly cle: string };
  AdhesionsEnregistrees: { readonly nombre?: number };
  RapportActiviteDepose: { readonly cle: string; readonly indicateurs?: Indicateurs };
  CriteresControles: {
    readonly resultat: 'conforme' | 'non-conforme';
    readonly criteresNonRemplis: readonly string[];
    readonly liberaux?: number;
    readonly medecinsPresents?: number;
    readonly concertationTracable: boolean;
  };
  RencontreConsignee: Vide;
  /** `delai`: as asked; `dateLimite`: the same, rolled. */
  DocumentsDemandes: {
    readonly documents: readonly string[];
    readonly delai?: DateCivile;
    readonly dateLimite?: DateCivile;
  };
  CommandeRefusee: { readonly commande: string; readonly phrase: string };
  IncidentOuvert: { readonly effet: string };
  IncidentLeve: { readonly effet: string };
  EffetRelance: { readonly effet: string };
  EffetEcarte: { readonly effet: string };
  EcheanceDepassee: { readonly echeance: string; readonly dateLimite: DateCivile; readonly attendu: readonly Role[] };
  RappelEmis: {
    readonly echeance: string;
    readonly dateLimite: DateCivile;
    readonly attendu: readonly Role[];
    /** Days before the last day. */
    readonly jours: number;
    /** What will happen if nobody acts. */
    readonly silence: EffetEcheance;
  };
  EssClose: { readonly motifCloture: MotifCloture };
}
