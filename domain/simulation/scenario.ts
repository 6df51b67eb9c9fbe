/** Scenario files: their shape, the order in which time passes, and what is printed of an event. */
import { dateDe, fuseau, heureLocale, lireDate, lireInstant } from '../calendrier/calendrier.ts';
import type { Evenement } from '../evenements.ts';
import { type DateCivile, type Instant, type Role } from '../valeurs.ts';

export interface Etape {
  readonly le: string;
  /** When it is entered: a date (12:00 local) or an instant; default `le`. */
  readonly saisiLe?: string;
  readonly ess?: string;
  readonly acteur: Role;
  readonly commande: string;
  readonly donnees?: Readonly<Record<string, unknown>>;
}

/** What the activities answer. `adherents`: count from each date on; `finess`: the number that will be attributed; « aucun »: no range, the ARS is asked (DEC-51). */
export interface Monde {
  readonly adherents?: Readonly<Record<string, number>>;
  readonly finess?: string;
}

/** As a file writes it: a count by date, or a list of counts. */
export interface MondeEcrit {
  readonly adherents?: Readonly<Record<string, number>> | readonly { readonly le: string; readonly nombre: number }[];
  readonly finess?: string;
}

export interface Scenario {
  readonly titre: string;
  readonly regles?: readonly string[];
  readonly grace?: number;
  /** DEC-65 — texts that this life knows beside those of the country, as a file of them is written (`lireDroit`). */
  readonly droit?: unknown;
  readonly monde?: MondeEcrit & { readonly ess?: Readonly<Record<string, MondeEcrit>> };
  readonly etapes: readonly Etape[];
  readonly jusquAu?: string;
  /** Lines that must be printed, in this order; others may stand between. */
  readonly attendu?: readonly Readonly<Record<string, unknown>>[];
  /** Lines that must never be printed. */
  readonly nAttendPas?: readonly Readonly<Record<string, unknown>>[];
}

/** One printed line: a flat event. */
export type Ligne = Readonly<Record<string, unknown>>;

export const labelDe = (etape: Etape): string => etape.ess ?? 'a';
export const labels = (scenario: Scenario): readonly string[] => [...new Set(scenario.etapes.map(labelDe))].sort();
/** The world as seen by one case: what is said for all, then what is said for it. */
export function mondeDe({ monde = {} }: Scenario, label: string): Monde {
  const propre = monde.ess?.[label] ?? {};
  const adherents = parDate(propre.adherents ?? monde.adherents);
  const finess = propre.finess ?? monde.finess;
  return { ...(adherents === undefined ? {} : { adherents }), ...(finess === undefined ? {} : { finess }) };
}

const parDate = (adherents: MondeEcrit['adherents']): Monde['adherents'] =>
  adherents instanceof Array ? Object.fromEntries(adherents.map(({ le, nombre }) => [le, nombre])) : adherents;

/** What says where a case is: its entry, or the first fact of a case that is taken up (DEC-67). */
export function ouverture(donnees: Etape['donnees'] = {}): Readonly<Record<string, unknown>> {
  const [premier] = Array.isArray(donnees['faits']) ? (donnees['faits'] as readonly unknown[]) : [];
  const repris = (premier as { readonly donnees?: unknown } | undefined)?.donnees;
  return typeof repris === 'object' && repris !== null ? (repris as Readonly<Record<string, unknown>>) : donnees;
}

/** The entry step of a case says where its seat is, hence its zone (DEC-01). */
export function siegeDe(scenario: Scenario, label: string): string {
  const entree = scenario.etapes.find(
    (etape) => labelDe(etape) === label && typeof ouverture(etape.donnees)['siege'] === 'string',
  );
  return (ouverture(entree?.donnees)['siege'] as string | undefined) ?? '';
}

/** Instant of a date (12:00 local) or of an ISO instant. Throws a `RangeError` that names the text. */
export function momentDe(texte: string, siege: string): Instant {
  const date = lireDate(texte);
  if (date !== undefined) return heureLocale(date, '12:00', fuseau(siege));
  const lu = /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(texte) ? lireInstant(texte) : undefined;
  if (lu === undefined) throw new RangeError(`« ${texte} » n'est ni une date (aaaa-mm-jj) ni un instant ISO 8601.`);
  return lu;
}

/** The civil date of a step: `le` may be an instant, read in the case's zone (S18). */
export function dateEtape(texte: string, siege: string): DateCivile {
  return lireDate(texte) ?? dateDe(momentDe(texte, siege), fuseau(siege));
}

/**
 * Number of adherents on a date: the last figure given on or before it. Null when the world has no adherent at all: as
 * in the records, the nominative list then says how many (DEC-11).
 */
export function adherentsLe({ adherents = {} }: Monde, date: DateCivile): number | null {
  if (Object.values(adherents).every((nombre) => nombre === 0)) return null;
  const derniere = Object.keys(adherents)
    .filter((depuis) => depuis <= date)
    .sort()
    .at(-1);
  return derniere === undefined ? 0 : (adherents[derniere] ?? 0);
}

const CACHES: readonly string[] = ['calculs', 'avertissements', 'fiche'];

/** Same fields in the same order whatever the way (a database sorts them its own way): JSON text can be compared. */
function ordonner(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(ordonner);
  if (valeur === null || typeof valeur !== 'object') return valeur;
  const champs = Object.entries(valeur).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(champs.map(([champ, contenu]) => [champ, ordonner(contenu)]));
}

/** « ess, le, evenement, acteur, regle » first, then the rest by name. */
function presenter({ ess, le, evenement, acteur, regle, ...reste }: Readonly<Record<string, unknown>>): Ligne {
  return { ...(ess === undefined ? {} : { ess }), le, evenement, acteur, regle, ...(ordonner(reste) as Ligne) };
}

/**
 * What is printed of an event. Left out: warnings and record ids (the API adds its own), workings, and a FINESS number that
 * the scenario did not choose (the registry's next one). `nommer` turns ids of cases into labels.
 */
export function ligneDe(
  evenement: Evenement,
  plusieurs: string | null,
  monde: Monde,
  nommer: (ess: string) => string,
): Ligne {
  const champs = Object.entries(evenement).filter(([champ]) => !CACHES.includes(champ));
  const ligne: Record<string, unknown> = {
    ...(plusieurs === null ? {} : { ess: plusieurs }),
    ...Object.fromEntries(champs),
  };
  if (evenement.evenement === 'FinessAttribue' && evenement.mode === 'automatique' && monde.finess === undefined)
    delete ligne['numero'];
  // The number that closes, or is put right, is the one that was given.
  if (evenement.evenement === 'FinessFerme' && monde.finess === undefined) delete ligne['numero'];
  if (evenement.evenement === 'FinessRectifie' && monde.finess === undefined) delete ligne['avant'];
  for (const champ of ['autres', 'identiques', 'dejaFinances'])
    if (Array.isArray(ligne[champ])) ligne[champ] = (ligne[champ] as string[]).map(nommer);
  if (Array.isArray(ligne['rivaux']))
    ligne['rivaux'] = (ligne['rivaux'] as { ess: string }[]).map((rival) => ({ ...rival, ess: nommer(rival.ess) }));
  return presenter(ligne);
}

/** The line of a refused command: the same from the simulator and from the API's answer. */
export const ligneRefus = (
  le: string,
  acteur: Role,
  commande: string,
  regle: string,
  phrase: string,
  plusieurs: string | null,
): Ligne => ({
  ...(plusieurs === null ? {} : { ess: plusieurs }),
  le,
  evenement: 'CommandeRefusee',
  acteur,
  regle,
  commande,
  phrase,
});

/** Index of the first expected line that is not found, in order, among the printed ones; -1 when all are. */
export function premierManquant(
  attendu: readonly Readonly<Record<string, unknown>>[],
  lignes: readonly Ligne[],
): number {
  let depuis = 0;
  for (const [rang, voulu] of attendu.entries()) {
    const trouve = lignes.findIndex((ligne, place) => place >= depuis && correspond(voulu, ligne));
    if (trouve === -1) return rang;
    depuis = trouve + 1;
  }
  return -1;
}

/** Index of the first forbidden line that was printed; -1 when none was. */
export const premierInterdit = (
  nAttendPas: readonly Readonly<Record<string, unknown>>[],
  lignes: readonly Ligne[],
): number => nAttendPas.findIndex((interdit) => lignes.some((ligne) => correspond(interdit, ligne)));

const correspond = (voulu: Readonly<Record<string, unknown>>, ligne: Ligne): boolean =>
  Object.entries(voulu).every(
    ([champ, valeur]) => JSON.stringify(ordonner(ligne[champ])) === JSON.stringify(ordonner(valeur)),
  );
