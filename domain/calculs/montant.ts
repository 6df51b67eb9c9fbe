/** How an amount was found, as data, step by step (cents): what computes it returns this, and the amount is its `resultat`. */
import { centimes, type Centimes, type DateCivile } from '../valeurs.ts';

/** What is added, taken away, or not to be exceeded. */
export type Terme =
  | 'verse'
  | 'ordonne'
  | 'du'
  | 'reclame'
  | 'reclamable'
  | 'rembourse'
  | 'remis'
  | 'propose'
  | 'impute'
  | 'deja-repare'
  | 'chevauchement';

interface Applique {
  readonly regle: string;
  /** DEC-65 — the text that gives it, where it is not one of the first. */
  readonly versionDroit?: string;
  readonly resultat: Centimes;
}

export interface Part {
  readonly quoi: Terme;
  readonly montantCentimes: Centimes;
  /** Which payment, which recovery, which period. */
  readonly cle?: string;
}

export type EtapeMontant =
  /** A sum of the texts. */
  | ({ readonly operation: 'forfait'; readonly parametre: string } & Applique)
  /** DEC-09 — a sum that a person fixed, and another one approved; or that an act says. */
  | ({ readonly operation: 'fixe'; readonly evenement: string; readonly le?: DateCivile } & Applique)
  /**
   * DOT-05 — the annual scale: `plancher` up to its number of doctors, `plafond` from its own, a straight line between:
   * floor + (n − n₀) × (cap − floor) ÷ (n₁ − n₀), rounded to the cent, half up, once.
   */
  | ({
      readonly operation: 'bareme';
      readonly nombre: number;
      readonly compteLe: DateCivile;
      readonly plancher: Palier;
      readonly plafond: Palier;
    } & Applique)
  /** Added up. */
  | ({ readonly operation: 'somme'; readonly termes: readonly Part[] } & Applique)
  /** Less a sum; never below nothing. */
  | ({ readonly operation: 'moins' } & Part & Applique)
  /** Never above a sum. */
  | ({ readonly operation: 'au-plus' } & Part & Applique)
  /** × jours ÷ joursEnTout, rounded to the cent, half up, once. `du`: first day that counts; `au`: the day after the last. */
  | ({
      readonly operation: 'prorata';
      readonly jours: number;
      readonly joursEnTout: number;
      readonly du: DateCivile;
      readonly au: DateCivile;
    } & Applique);

export interface Palier {
  readonly medecins: number;
  readonly montantCentimes: Centimes;
}

export interface CalculMontant {
  readonly etapes: readonly EtapeMontant[];
  readonly resultat: Centimes;
}

/** A first step, or one after others. */
export const etape = (pas: EtapeMontant, avant?: CalculMontant): CalculMontant => ({
  etapes: [...(avant?.etapes ?? []), pas],
  resultat: pas.resultat,
});

/** Added up. */
export const somme = (termes: readonly Part[], regle: string): CalculMontant =>
  etape({
    operation: 'somme',
    termes,
    regle,
    resultat: centimes(termes.reduce((total, { montantCentimes }) => total + montantCentimes, 0)),
  });

/** Less that; never below nothing. What takes nothing away is not said. */
export const moins = (calcul: CalculMontant, part: Part, regle: string): CalculMontant =>
  part.montantCentimes === 0
    ? calcul
    : etape(
        { operation: 'moins', ...part, regle, resultat: centimes(Math.max(0, calcul.resultat - part.montantCentimes)) },
        calcul,
      );

/** Not above that. */
export const auPlus = (calcul: CalculMontant, part: Part, regle: string): CalculMontant =>
  etape(
    { operation: 'au-plus', ...part, regle, resultat: centimes(Math.min(calcul.resultat, part.montantCentimes)) },
    calcul,
  );
