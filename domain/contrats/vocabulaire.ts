/** Commands and events of both contracts, the transitional regimes and the count of adherents: one payload type each, with the names of `langage.md`. */
import type { Commune, Competence, Effectifs, Rattachement, Territoire, Vide } from '../charges.ts';
import type { Centimes, DateCivile, Partie, Regime } from '../valeurs.ts';

export interface CommandesContrats {
  'declarer-ess-existante': Commune &
    Territoire &
    Partial<Rattachement> &
    Effectifs & { readonly regime: Regime; readonly finess?: string };
  'signer-contrat-amorcage': Commune & { readonly partie?: Partie };
  /** `priseEffet`: regime A, at the end of the ARS's funding (DEC-61). */
  'signer-contrat-dotation': Commune & { readonly partie?: Partie; readonly priseEffet?: DateCivile };
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
  /** DEC-61: the ARS records the end of its own aid. */
  'interrompre-aide': Commune;
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
  ContratDotationSigne: { readonly partie: Partie; readonly priseEffet?: DateCivile };
  ContratDotationConclu: {
    readonly contrat: 'dotation';
    readonly dateLimite: DateCivile;
    readonly priseEffet?: DateCivile;
  };
  ContratDotationReconduit: { readonly contrat: 'dotation'; readonly periode: number; readonly dateLimite: DateCivile };
  ConformiteConstatee: { readonly conforme: boolean };
  MiseEnConformiteEngagee: Vide;
  FinancementArsDeclare: { readonly du: DateCivile; readonly au: DateCivile; readonly montantCentimes: Centimes };
  ChevauchementSignale: { readonly jours: number; readonly montantCentimes: Centimes };
  /** `jusquAu`: the same as `dateLimite`, by the name of the act. */
  DelaiProjetSanteFixe: {
    readonly partie: Partie;
    readonly dateLimite?: DateCivile;
    readonly mois?: number;
    readonly jusquAu?: DateCivile;
  };
  ComplementAccorde: { readonly paiement: 'amorcage-30'; readonly montantCentimes: Centimes };
  AideInterrompue: { readonly cause: 'projet-sante-valide' | 'non-conforme' | 'projet-sante-non-depose' };
  /** What each authority says of one delay: a date, or months from the signature (DEC-61). */
  DesaccordConstate: {
    readonly sur: 'delai-projet-sante';
    readonly ars: DateCivile | number;
    readonly caisse: DateCivile | number;
    /** The delay that runs meanwhile: the text's own maximum. */
    readonly dateLimite?: DateCivile;
  };
}
