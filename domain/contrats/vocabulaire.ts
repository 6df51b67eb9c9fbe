/** Commands and events of both contracts, the transitional regimes and the count of adherents: one payload type each, with the names of `langage.md`. */
import type { Commune, Competence, Effectifs, Rattachement, Territoire, Vide } from '../charges.ts';
import type { Centimes, DateCivile, Partie, Regime } from '../valeurs.ts';

export interface CommandesContrats {
  'declarer-ess-existante': Commune &
    Territoire &
    Partial<Rattachement> &
    Effectifs & { readonly regime: Regime; readonly finess?: string };
  'signer-contrat-amorcage': Commune & { readonly partie?: Partie };
  'signer-contrat-dotation': Commune & { readonly partie?: Partie };
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
}

export interface EvenementsContrats {
  EssExistanteDeclaree: Territoire & Rattachement & Competence & Effectifs & { readonly regime: Regime };
  ContratAmorcageSigne: { readonly partie: Partie };
  ContratAmorcageConclu: { readonly contrat: 'amorcage'; readonly dateLimite: DateCivile };
  ContratAmorcageTermine: {
    readonly contrat: 'amorcage';
    readonly cause: 'tranche-2-executee' | 'tranche-2-non-due' | 'duree' | 'complement-execute';
  };
  AdherentsDenombres: { readonly date: DateCivile; readonly nombre: number; readonly cycle: number };
  ContratDotationSigne: { readonly partie: Partie };
  ContratDotationConclu: { readonly contrat: 'dotation'; readonly dateLimite: DateCivile };
  ContratDotationReconduit: { readonly contrat: 'dotation'; readonly periode: number; readonly dateLimite: DateCivile };
  ConformiteConstatee: { readonly conforme: boolean };
  MiseEnConformiteEngagee: Vide;
  FinancementArsDeclare: { readonly du: DateCivile; readonly au: DateCivile; readonly montantCentimes: Centimes };
  ChevauchementSignale: { readonly jours: number; readonly montantCentimes: Centimes };
  DelaiProjetSanteFixe: { readonly partie: Partie; readonly dateLimite?: DateCivile; readonly mois?: number };
  ComplementAccorde: { readonly paiement: 'amorcage-30'; readonly montantCentimes: Centimes };
  AideInterrompue: { readonly cause: 'projet-sante-valide' | 'non-conforme' };
}
