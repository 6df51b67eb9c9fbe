/**
 * How a day was found, as data: the fact it starts from, then one step after the other, each with its own result and the
 * rule it applies. What computes a day returns this; the day is its `resultat`.
 */
import { ajouterJours, ajouterMois, joursEntre, plusTard, plusTot } from '../calendrier/calendrier.ts';
import type { DateCivile } from '../valeurs.ts';

/** The fact that a delay starts from: the event that says it, and its legal date. */
export interface Depart {
  readonly evenement: string;
  readonly le: DateCivile;
  /** Its ordinal in the journal, once it was looked for there (`situer.ts`). */
  readonly rang?: number;
}

export type Unite = 'mois' | 'jours';

/** A day that is no working day, and why (DEC-03). */
export interface JourSaute {
  readonly le: DateCivile;
  readonly motif: 'samedi' | 'dimanche' | 'ferie';
  /** Which holiday: its French name. */
  readonly fete?: string;
}

/** What every step says. */
interface Applique<D> {
  readonly regle: string;
  /** DEC-65 — the text that gives it, where it is not one of the first. */
  readonly versionDroit?: string;
  readonly resultat: D;
}

export type EtapeDate =
  /** CNT-1, CNT-2, CNT-5 — months from the start, never one after the other; or calendar days. Negative: before it. */
  | ({
      readonly operation: 'duree';
      readonly valeur: number;
      readonly unite: Unite;
      /** Its name in `parametres.ts`. */
      readonly parametre?: string;
      /** The lengths that `valeur` adds up, where there are several. */
      readonly periodes?: readonly number[];
    } & Applique<DateCivile>)
  /** DEC-55 — the clock stood still from `du` to `au`. */
  | ({
      readonly operation: 'suspension';
      readonly du: DateCivile;
      readonly au: DateCivile;
      readonly jours: number;
    } & Applique<DateCivile>)
  /** DEC-03 — to the next working day of the seat's department; nothing skipped: it is one. */
  | ({
      readonly operation: 'report';
      readonly departement: string;
      readonly sautes: readonly JourSaute[];
    } & Applique<DateCivile>)
  /** The day that somebody wrote in an act, or that an act already fixed. */
  | ({ readonly operation: 'inscrite'; readonly evenement: string } & Applique<DateCivile>)
  /** Never before, never after another day. */
  | ({
      readonly operation: 'pas-avant' | 'pas-apres';
      readonly le: DateCivile;
      readonly evenement: string;
    } & Applique<DateCivile>)
  /** A reminder leaves so many days before: the eve is the last day of waiting for it. */
  | ({ readonly operation: 'rappel'; readonly jours: number } & Applique<DateCivile>);

export interface CalculDate {
  readonly depart: Depart;
  readonly etapes: readonly EtapeDate[];
  readonly resultat: DateCivile;
}

/** The day of a fact: nothing is counted yet. */
export const depuis = (evenement: string, le: DateCivile): CalculDate => ({
  depart: { evenement, le },
  etapes: [],
  resultat: le,
});

/** The same, one step further. */
export const puis = ({ depart, etapes }: CalculDate, etape: EtapeDate): CalculDate => ({
  depart,
  etapes: [...etapes, etape],
  resultat: etape.resultat,
});

interface Longueur {
  readonly valeur: number;
  readonly unite: Unite;
  readonly parametre?: string;
  readonly periodes?: readonly number[];
  readonly versionDroit?: string;
}

/** CNT-1, CNT-2 — so many months or days after what was found so far. */
export function ajoute(calcul: CalculDate, longueur: Longueur, regle: string): CalculDate {
  const { resultat: de } = calcul;
  const resultat = longueur.unite === 'jours' ? ajouterJours(de, longueur.valeur) : ajouterMois(de, longueur.valeur);
  return puis(calcul, { operation: 'duree', ...longueur, regle, resultat });
}

/** DEC-55 — the days of the suspensions are added. */
export const prolonge = (calcul: CalculDate, arrets: readonly Arret[], regle: string): CalculDate =>
  arrets.reduce((suivi, { du, au }) => {
    const jours = Math.max(0, joursEntre(du, au));
    const resultat = ajouterJours(suivi.resultat, jours);
    return puis(suivi, { operation: 'suspension', du, au, jours, regle, resultat });
  }, calcul);

/** From when to when a clock stood still. */
export interface Arret {
  readonly du: DateCivile;
  readonly au: DateCivile;
}

/** The day that an event says, whatever was counted before it. */
export const inscrite = (calcul: CalculDate, evenement: string, le: DateCivile, regle: string): CalculDate =>
  puis(calcul, { operation: 'inscrite', evenement, regle, resultat: le });

/** The later of what was found and of `le`, the day of that event. */
export const pasAvant = (calcul: CalculDate, evenement: string, le: DateCivile, regle: string): CalculDate =>
  puis(calcul, { operation: 'pas-avant', evenement, le, regle, resultat: plusTard(calcul.resultat, le) });

/** The earlier of what was found and of `le`. */
export const pasApres = (calcul: CalculDate, evenement: string, le: DateCivile, regle: string): CalculDate =>
  puis(calcul, { operation: 'pas-apres', evenement, le, regle, resultat: plusTot(calcul.resultat, le) });

/** The texts that gave a day, where they are not the first. */
export const versionsDuCalcul = ({ etapes }: CalculDate): readonly string[] =>
  etapes.flatMap(({ versionDroit }) => (versionDroit === undefined ? [] : [versionDroit]));
