/** One legal timer, and how a chapter makes it. */
import { ajouterJours, fuseau, lendemain, minuit, plusTard } from './calendrier/calendrier.ts';
import type { CalculDate } from './calculs/date.ts';
import type { CalculMontant } from './calculs/montant.ts';
import { versionDuCalcul } from './droit.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import type { DateCivile, EffetEcheance, Instant, Role } from './valeurs.ts';

/** One legal timer (T1…T23), derived from the state, never stored. */
export interface Echeance {
  /** Name of `langage.md`: `decision-lettre-intention`, `paiement-dotation-2`… */
  readonly cle: string;
  /** Last day of the delay (DEC-02), or the day itself for anniversaries and renewals: the result of `calcul`. */
  readonly expire: DateCivile;
  /** How that day was found. */
  readonly calcul: CalculDate;
  /** Of a payment: its amount, and how it was found; null while somebody is to fix it (DEC-09). */
  readonly montant?: CalculMontant | null;
  /** `expire` + grace (DEC-19), where grace applies. */
  readonly declenche: DateCivile;
  /** Legal date of what it does. */
  readonly effetLe: DateCivile;
  /** Instant at which its timer fires: 00:00 local of the day after `declenche`, or of the day itself. */
  readonly reveil: Instant;
  readonly regle: string;
  readonly effet: EffetEcheance;
  /** Its effect waits for the grace (DEC-19), counted from the entry when that was late (DEC-30). */
  readonly grace?: { readonly saisieLe: DateCivile | null };
  /** For a reminder: of which last day, how many days before it, and what silence will then do. */
  readonly rappel?: {
    readonly expire: DateCivile;
    readonly jours: number;
    readonly effet: EffetEcheance;
    readonly calcul: CalculDate;
  };
  /** Who is awaited until then. */
  readonly attendu: readonly Role[];
  /** DEC-65 — the texts that gave its delay, where they are not the first. */
  readonly versionDroit?: string;
}

/** The deadlines of a chapter that run in this state. */
export type Echeances = (etat: Etat) => Iterable<Echeance>;

/** What a deadline of a chapter does by itself when it is reached. */
export type Declenchement = (etat: Etat, echeance: Echeance) => readonly Evenement[];

interface Options {
  /** DEC-19: facts may still be entered for a few days. */
  readonly grace?: boolean;
  /** DEC-02: anniversaries and renewals happen at 00:00 of the day itself. */
  readonly jourMeme?: boolean;
  /** Legal date of the effect; default: the day after the last one. */
  readonly effetLe?: DateCivile;
  /** Day on which what makes it was entered, late: the grace counts from it (DEC-30). */
  readonly saisieLe?: DateCivile | null;
  /** DEC-65 — the texts of its delay and of its amount; default: those of its delay. */
  readonly versionDroit?: string;
  readonly montant?: CalculMontant | null;
}

/** A deadline of this case: `calcul`, its last day, from dated facts of the state; `attendu`, who is awaited until then. */
export function echeance(
  etat: Etat,
  cle: string,
  calcul: CalculDate,
  regle: string,
  effet: EffetEcheance,
  attendu: readonly Role[],
  {
    grace = false,
    jourMeme = false,
    effetLe = jourMeme ? calcul.resultat : lendemain(calcul.resultat),
    saisieLe = null,
    versionDroit = versionDuCalcul(calcul).versionDroit,
    montant,
  }: Options = {},
): Echeance {
  const expire = calcul.resultat;
  const declenche = grace ? ajouterJours(plusTard(expire, saisieLe ?? expire), etat.grace) : expire;
  const reveil = minuit(jourMeme ? declenche : lendemain(declenche), fuseau(etat.siege));
  return {
    cle,
    expire,
    calcul,
    ...(montant === undefined ? {} : { montant }),
    declenche,
    effetLe,
    reveil,
    regle,
    effet,
    attendu,
    ...(grace ? { grace: { saisieLe } } : {}),
    ...(versionDroit === undefined ? {} : { versionDroit }),
  };
}
