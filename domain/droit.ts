/**
 * DEC-65 — the law in force for a fact. Every figure is asked with the date that selects it; what was decided under a
 * version stays decided, since that date does not move. Nothing here knows what day it is.
 */
import { AVENANTS, type Avenant, type Droit } from './avenants.ts';
import { ajouterJours, joursSautes } from './calendrier/calendrier.ts';
import { ajoute, depuis as jour, puis, versionsDuCalcul, type CalculDate } from './calculs/date.ts';
import {
  LISTES,
  PARAMETRES,
  REPORTS,
  type Element,
  type GenreDelai,
  type NomListe,
  type NomListeSelon,
  type NomParametre,
  type NomSelon,
  type Valeur,
} from './parametres.ts';
import type { DateCivile } from './valeurs.ts';

/** Who is under a law: the texts that a case holds beside those of the country, and the seat, for working days. */
export interface SousDroit {
  readonly droit?: Droit;
}
export interface Ressort extends SousDroit {
  readonly siege: string;
}

/** GEN-09 — the day from which the first texts apply. */
export const PREMIERS_TEXTES = '2025-01-01' as DateCivile;

/** The two dates that select a clause of a contract. Not signed yet: the day on which it is looked at. */
export interface DatesClause {
  readonly signeLe: DateCivile | null;
  /** When the payment in question is opened. */
  readonly ouvertLe: DateCivile;
}

interface EnVigueur<V> {
  readonly valeur: V;
  /** Null: the first texts. */
  readonly avenant: Avenant | null;
}

/** The last text, by its date, that says something and applies. */
function enVigueur<V>(
  { droit = [] }: SousDroit,
  premiere: V,
  lire: (avenant: Avenant) => V | undefined,
  vaut: (avenant: Avenant) => boolean,
): EnVigueur<V> {
  let trouve: EnVigueur<V> = { valeur: premiere, avenant: null };
  for (const textes of [AVENANTS, droit])
    for (const avenant of textes) {
      const valeur = lire(avenant);
      const plusRecent = trouve.avenant === null || avenant.depuis >= trouve.avenant.depuis;
      if (valeur !== undefined && plusRecent && vaut(avenant)) trouve = { valeur, avenant };
    }
  return trouve;
}

const des =
  (le: DateCivile) =>
  ({ depuis }: Avenant): boolean =>
    depuis <= le;
const clauseDes =
  ({ signeLe, ouvertLe }: DatesClause) =>
  ({ depuis, contratsEnCours = false }: Avenant): boolean =>
    depuis <= (contratsEnCours ? ouvertLe : (signeLe ?? ouvertLe));

// What a text gives has been read as a value of that parameter (`lireDroit`).
const parametre = <N extends NomParametre>(sous: SousDroit, nom: N, vaut: (avenant: Avenant) => boolean) =>
  enVigueur(sous, PARAMETRES[nom].premiere, ({ parametres }) => parametres?.[nom] as Valeur<N> | undefined, vaut);

/** A delay in its unit, or a condition of entry. `le`: the day on which the delay starts; that of the entry. */
export const valeur = <N extends NomSelon<'depart' | 'depot'>>(sous: SousDroit, nom: N, le: DateCivile): Valeur<N> =>
  parametre(sous, nom, des(le)).valeur;

/** A clause of a contract: an amount, a threshold of its scale, a target. */
export const clause = <N extends NomSelon<'signature'>>(sous: SousDroit, nom: N, dates: DatesClause): Valeur<N> =>
  parametre(sous, nom, clauseDes(dates)).valeur;

/** A closed list that the entry selects. */
export const liste = <N extends NomListeSelon<'depot'>>(
  sous: SousDroit,
  nom: N,
  le: DateCivile,
): readonly Element<N>[] =>
  enVigueur(
    sous,
    LISTES[nom].premiere,
    ({ listes }) => listes?.[nom] as (typeof LISTES)[N]['premiere'] | undefined,
    des(le),
  ).valeur;

/** A closed list of a contract. */
export const listeDeClause = <N extends NomListeSelon<'signature'>>(
  sous: SousDroit,
  nom: N,
  dates: DatesClause,
): readonly Element<N>[] =>
  enVigueur(
    sous,
    LISTES[nom].premiere,
    ({ listes }) => listes?.[nom] as (typeof LISTES)[N]['premiere'] | undefined,
    clauseDes(dates),
  ).valeur;

/** CNT-1, CNT-2 — a delay before any roll-over, from the day that was found so far. */
export function compter(sous: SousDroit, nom: NomSelon<'depart'>, calcul: CalculDate): CalculDate {
  const { regle, unite } = PARAMETRES[nom];
  const { valeur: combien, avenant } = parametre(sous, nom, des(calcul.resultat));
  const longueur = {
    valeur: combien,
    unite: unite === 'jours' ? ('jours' as const) : ('mois' as const),
    parametre: nom,
  };
  return ajoute(calcul, { ...longueur, ...selon(avenant) }, regle);
}

const selon = (avenant: Avenant | null): Versionnee => (avenant === null ? {} : { versionDroit: avenant.version });

/** The last day of such a delay, when nobody asks why. */
export const sansReport = (sous: SousDroit, nom: NomSelon<'depart'>, depuis: DateCivile): DateCivile =>
  compter(sous, nom, jour('', depuis)).resultat;

const EN_LETTRES = ['', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'];

/** « deux mois », as a sentence says a delay. */
export function dureeEnMots(sous: SousDroit, nom: NomSelon<'depart'>, depuis: DateCivile): string {
  const combien = valeur(sous, nom, depuis);
  const unite = PARAMETRES[nom].unite === 'mois' ? 'mois' : combien > 1 ? 'jours' : 'jour';
  return `${EN_LETTRES[combien] ?? combien} ${unite}`;
}

const report = (sous: SousDroit, genre: GenreDelai, depuis: DateCivile) =>
  enVigueur<boolean>(sous, REPORTS[genre], ({ reports }) => reports?.[genre], des(depuis));

/** DEC-03 — a last day, of a delay of that kind that started on `depuis`: rolled where its switch says so. */
export function reporte(
  ressort: Ressort,
  genre: GenreDelai,
  calcul: CalculDate,
  depuis: DateCivile = calcul.depart.le,
): CalculDate {
  const { valeur: reportee, avenant } = report(ressort, genre, depuis);
  if (!reportee) return calcul;
  const { siege: departement } = ressort;
  const { sautes, jour: resultat } = joursSautes(calcul.resultat, departement);
  return puis(calcul, { operation: 'report', departement, sautes, regle: 'DEC-03', ...selon(avenant), resultat });
}

/** A delay, its last day rolled where its switch says so. */
export function delai(ressort: Ressort, nom: NomSelon<'depart'>, depart: CalculDate): CalculDate {
  const compte = compter(ressort, nom, depart);
  const { genre } = PARAMETRES[nom];
  return genre === undefined ? compte : reporte(ressort, genre, compte, depart.resultat);
}

/** The last day of a delay that starts on `depuis`, when nobody asks why. */
export const finDuDelai = (ressort: Ressort, nom: NomSelon<'depart'>, depuis: DateCivile): DateCivile =>
  delai(ressort, nom, jour('', depuis)).resultat;

/** CNT-5 — the end of the `fois`-th of delays that follow one another, each of the law of its own start. */
export function apresPlusieurs(sous: SousDroit, nom: NomSelon<'depart'>, depart: CalculDate, fois: number): CalculDate {
  const periodes: number[] = [];
  const versions: Versionnee[] = [];
  let compte = depart;
  while (periodes.length < fois) {
    const { valeur: mois, avenant } = parametre(sous, nom, des(compte.resultat));
    periodes.push(mois);
    versions.push(selon(avenant));
    const valeur = periodes.reduce((total, une) => total + une, 0);
    const plusieurs = periodes.length === 1 ? {} : { periodes: [...periodes] };
    const longueur = { valeur, unite: 'mois' as const, parametre: nom, ...plusieurs, ...ensemble(...versions) };
    compte = ajoute(depart, longueur, PARAMETRES[nom].regle);
  }
  return compte;
}

/** The version of the texts that gave a day. */
export const versionDuCalcul = (calcul: CalculDate): Versionnee =>
  ensemble(...versionsDuCalcul(calcul).map((versionDroit) => ({ versionDroit })));

/** What an event or a deadline says of the law that gave it; nothing while it is that of the first texts. */
export interface Versionnee {
  readonly versionDroit?: string;
}
const nommees = (trouvees: readonly EnVigueur<unknown>[]): Versionnee => {
  const versions = new Set(trouvees.flatMap(({ avenant }) => (avenant === null ? [] : [avenant.version])));
  return versions.size === 0 ? {} : { versionDroit: [...versions].join(', ') };
};

/** The version of a delay, its roll-over included. */
export function versionDuDelai(sous: SousDroit, nom: NomSelon<'depart'>, depuis: DateCivile): Versionnee {
  const { genre } = PARAMETRES[nom];
  return nommees([parametre(sous, nom, des(depuis)), ...(genre === undefined ? [] : [report(sous, genre, depuis)])]);
}

/** The version of clauses of a contract. */
export const versionDesClauses = (
  sous: SousDroit,
  noms: readonly NomSelon<'signature'>[],
  dates: DatesClause,
): Versionnee => nommees(noms.map((nom) => parametre(sous, nom, clauseDes(dates))));

/** Of several: each once. */
export function ensemble(...versions: readonly Versionnee[]): Versionnee {
  const toutes = new Set(
    versions.flatMap(({ versionDroit }) => (versionDroit === undefined ? [] : versionDroit.split(', '))),
  );
  return toutes.size === 0 ? {} : { versionDroit: [...toutes].join(', ') };
}

/** A figure, a switch or a closed list on a day, and the text that says it. */
export interface EnVigueurLe {
  readonly nom: NomParametre | NomListe | GenreDelai;
  readonly sorte: 'parametre' | 'liste' | 'report';
  readonly valeur: number | boolean | readonly string[];
  readonly avenant: Avenant | null;
}

/** The whole law of a day: what a delay that starts, a contract signed or a letter deposited that day is under. */
export function droitDu(le: DateCivile, sous: SousDroit = {}): readonly EnVigueurLe[] {
  const vaut = des(le);
  const textes = (nom: NomListe): EnVigueur<readonly string[]> =>
    enVigueur<readonly string[]>(sous, LISTES[nom].premiere, ({ listes }) => listes?.[nom], vaut);
  return [
    ...(Object.keys(PARAMETRES) as NomParametre[]).map((nom) => ({
      nom,
      sorte: 'parametre' as const,
      ...parametre(sous, nom, vaut),
    })),
    ...(Object.keys(LISTES) as NomListe[]).map((nom) => ({ nom, sorte: 'liste' as const, ...textes(nom) })),
    ...(Object.keys(REPORTS) as GenreDelai[]).map((nom) => ({
      nom,
      sorte: 'report' as const,
      ...report(sous, nom, le),
    })),
  ];
}

/** A text that applies, and the days on which it does. */
export interface Vigueur {
  readonly version: string;
  readonly depuis: DateCivile;
  /** The eve of the next text that changes one of these figures; null while none is known. */
  readonly jusquAu: DateCivile | null;
}

/** DEC-65 — from when to when the text of that name says these figures; no name: the first texts. */
export function vigueur({ droit = [] }: SousDroit, noms: readonly string[], versionDroit?: string): Vigueur {
  const textes = [...AVENANTS, ...droit];
  const nommes = versionDroit?.split(', ') ?? [];
  const [dernier] = textes
    .filter(({ version }) => nommes.includes(version))
    .toSorted((a, b) => (a.depuis < b.depuis ? 1 : -1));
  const depuis = dernier?.depuis ?? PREMIERS_TEXTES;
  const [suivant] = textes
    .filter((texte) => texte.depuis > depuis && noms.some((nom) => nom in (texte.parametres ?? {})))
    .map((texte) => texte.depuis)
    .toSorted();
  return {
    version: dernier?.version ?? 'premiers-textes',
    depuis,
    jusquAu: suivant === undefined ? null : ajouterJours(suivant, -1),
  };
}
