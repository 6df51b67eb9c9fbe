/** SUI-03 — the figures of one ESS, year after year, as they are kept so that a picture reads them and not the journals. */
import type { LigneJournal } from '../demandes.types.ts';
import type { Evenement } from '../evenements.ts';
import type { DateCivile, Instant } from '../valeurs.ts';
import {
  avecVieReprise,
  chiffresDuJour,
  compter,
  entreeAnnulee,
  type ChiffresEss,
  type ChiffresSansDate,
  type Periode,
} from './chiffres-annuels.ts';

/** To be raised by whoever changes what `compter` makes of a journal: what was kept under another number is not read. */
export const VERSION_CHIFFRES = 1;

/** One year at its end. A year in which nothing happened is not kept: the one before says it (`chiffresAu`). */
export interface AnneeGardee {
  readonly annee: number;
  /** The next one that is kept; null: this is the last. */
  readonly suivante: number | null;
  /** Of the last event counted: on that day and later in the year, the figures are these. */
  readonly dernierLe: DateCivile;
  /** When the last line that counts was recorded: a picture that stops before must read the journal. */
  readonly enregistreLe: Instant;
  /** Null: the ESS had not yet entered, or its entry was struck. */
  readonly chiffres: ChiffresSansDate | null;
}

/** From its first day to its last. */
export const anneeCivile = (annee: number): Periode => ({
  du: `${annee}-01-01` as DateCivile,
  au: `${annee}-12-31` as DateCivile,
});
export const anneeDe = (le: DateCivile): number => Number(le.slice(0, 4));

/** DEC-67, DEC-33: a case taken over tells of years before it was; an entry that was struck, that it never was. */
const deTouteAnnee = (evenement: Evenement): boolean =>
  evenement.evenement === 'DossierRepris' || entreeAnnulee(evenement);

/** Of a whole journal, in its order: each year in which something happened, the oldest first. */
export function anneesGardees(ess: string, lignes: readonly LigneJournal[]): readonly AnneeGardee[] {
  const evenements = lignes.map(({ evenement }) => evenement);
  const annulee = evenements.some(entreeAnnulee);
  const vie = avecVieReprise(ess, evenements);
  const annees = [...new Set(vie.map(({ le }) => anneeDe(le)))].toSorted((a, b) => a - b);
  return annees.map((annee, rang) => {
    const periode = anneeCivile(annee);
    const comptees = lignes.filter(({ evenement }) => evenement.le <= periode.au || deTouteAnnee(evenement));
    return {
      annee,
      suivante: annees[rang + 1] ?? null,
      dernierLe: vie
        .map(({ le }) => le)
        .reduce((un, autre) => (autre <= periode.au && autre > un ? autre : un), periode.du),
      enregistreLe: Math.max(...comptees.map(({ enregistreLe }) => enregistreLe)) as Instant,
      chiffres: annulee ? null : compter(ess, vie, periode),
    };
  });
}

/** What a year in which nothing happened says after one that was kept. */
const sansActe = (chiffres: ChiffresSansDate): ChiffresSansDate => ({
  ...chiffres,
  entree: false,
  cloture: false,
  lettreIntention: [],
  projetSante: [],
  rapport: false,
  indicateurs: null,
  verseCentimes: 0,
  rembourseCentimes: 0,
});

/**
 * The figures of the year of `au` up to that day, from the last year kept until then. `au`: not before `dernierLe`. Null: the
 * ESS brings nothing.
 */
export function chiffresAu(
  { annee, chiffres }: Pick<AnneeGardee, 'annee' | 'chiffres'>,
  au: DateCivile,
): ChiffresEss | null {
  if (chiffres === null) return null;
  return chiffresDuJour(annee === anneeDe(au) ? chiffres : sansActe(chiffres), au);
}
