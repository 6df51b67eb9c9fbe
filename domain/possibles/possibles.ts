/**
 * What a role may do in this state, asked of the law itself: each command is decided with plausible payloads, and nothing
 * is kept of it. No condition is written here.
 */
import { dateDe, fuseau } from '../calendrier/calendrier.ts';
import type { Commande, NomCommande } from '../commandes.ts';
import type { LigneJournal } from '../demandes.types.ts';
import type { Etat } from '../etat.ts';
import { juger } from '../rectification/juger.ts';
import { Refus } from '../refus.ts';
import { TABLE } from '../table.ts';
import type { Avertissement, Instant, Role } from '../valeurs.ts';
import { exigences, type Exigence } from './exigences.ts';
import { valeursConnues } from './valeurs-connues.ts';
import { valeursPlausibles } from './valeurs-plausibles.ts';

export interface Possible {
  readonly commande: NomCommande;
  readonly statut: 'possible' | 'avec-avertissement' | 'impossible';
  /** Of the refusal; of the table's line when it is possible. */
  readonly regle: string;
  /** Why not; null when it is possible. */
  readonly phrase: string | null;
  readonly nature: Refus['nature'] | null;
  readonly avertissements: readonly Avertissement[];
  /** A payload that the law takes, date and reason apart; when it takes none, the one that it was refused of. */
  readonly essai: Readonly<Record<string, unknown>>;
  /** What the case knows already of its fields. */
  readonly connus: Readonly<Record<string, unknown>>;
  /** Of each field that was tried with several values, those that the law takes. */
  readonly admis: Readonly<Record<string, readonly unknown[]>>;
  /** Fields that the law asks for here, and when; the form alone says that they may be left out. */
  readonly exigences: readonly Exigence[];
}

/** Payloads tried for a command, at most: the product of what its fields could hold. */
const ESSAIS_AU_PLUS = 48;
/** A life is played again in some hundredths of a second. */
const REJEUX_AU_PLUS = 6;
/** They play the whole life again: one that the law takes is enough, and says nothing of the others. */
export const REJOUENT: readonly NomCommande[] = ['corriger', 'annuler'];
/** Nobody says it here; the law asks for it, and whoever acts writes it. */
const MOTIF = 'À motiver.';

function* produits(
  valeurs: readonly (readonly [string, readonly unknown[]])[],
): Generator<Readonly<Record<string, unknown>>> {
  const [premier, ...suite] = valeurs;
  if (premier === undefined) {
    yield {};
    return;
  }
  const [champ, candidats] = premier;
  for (const reste of produits(suite))
    for (const valeur of candidats) yield valeur === undefined ? reste : { [champ]: valeur, ...reste };
}

/** Why it is refused, of several refusals: what the state or the law says before what a payload lacks. */
const POIDS: Readonly<Record<Refus['nature'], number>> = { role: 0, etat: 1, regle: 2, donnees: 3 };
/** Of facts of the journal, the one that this actor may put right says more than those that they may not. */
const poids = (commande: NomCommande, { nature }: Refus): number =>
  REJOUENT.includes(commande) && nature === 'role' ? POIDS.donnees : POIDS[nature];

/** The clock and the journal that the decision needs; `competent` says whether who asks may do it of that very object. */
export interface Demande {
  readonly etat: Etat;
  readonly journal: readonly LigneJournal[];
  readonly maintenant: Instant;
  readonly competent?: (commande: Commande) => Refus | undefined;
}

export function possible(
  { etat, journal, maintenant, competent = () => undefined }: Demande,
  commande: NomCommande,
  acteur: Role,
): Possible {
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const valeurs = Object.entries(valeursPlausibles({ etat, aujourdhui, journal }, commande));
  const entiere = (champs: Readonly<Record<string, unknown>>) => ({
    ...{ le: aujourdhui, motif: MOTIF, preuve: { nature: 'autre' } },
    ...champs,
  });
  const repondre = (donnees: Readonly<Record<string, unknown>>) => {
    const essai = { commande, acteur, donnees } as unknown as Commande;
    return competent(essai) ?? juger(etat, essai, maintenant, journal);
  };
  const refus: Essai[] = [];
  const admis: { donnees: Readonly<Record<string, unknown>>; avertissements: readonly Avertissement[] }[] = [];
  let essais = 0;
  for (const champs of produits(valeurs)) {
    if ((essais += 1) > ESSAIS_AU_PLUS) break;
    const reponse = repondre(entiere(champs));
    if (reponse instanceof Refus) refus.push({ refus: reponse, donnees: champs });
    else admis.push({ donnees: champs, avertissements: reponse.flatMap(avertissementsDe) });
    if (REJOUENT.includes(commande) && (admis.length > 0 || rejoues(refus) >= REJEUX_AU_PLUS)) break;
    if (admis.length === 0 && ditTrois(refus)) break;
  }
  if (admis.length === 0) return refusee(commande, refus);
  const dite = admise(etat, commande, valeurs, admis);
  // Of a life played again, one that the law takes is enough.
  if (REJOUENT.includes(commande) || commande === 'reprendre') return dite;
  const prises = [dite.essai, ...admis.map(({ donnees }) => donnees)].map(entiere);
  const juge = (donnees: Readonly<Record<string, unknown>>) => {
    const reponse = repondre(donnees);
    return reponse instanceof Refus ? reponse : undefined;
  };
  return { ...dite, exigences: exigences(commande, prises, dite.connus, juge) };
}

interface Essai {
  readonly refus: Refus;
  readonly donnees: Readonly<Record<string, unknown>>;
}

/** Three payloads, the same words of the state: nothing that a payload holds will change them. */
function ditTrois(essais: readonly Essai[]): boolean {
  const derniers = essais.slice(-3).map(({ refus }) => refus);
  const [premier] = derniers;
  return (
    derniers.length === 3 && derniers.every(({ message, nature }) => nature === 'etat' && message === premier?.message)
  );
}

/** Facts that this actor may put right, and that were played again for nothing. */
const rejoues = (essais: readonly Essai[]): number => essais.filter(({ refus }) => refus.nature !== 'role').length;

const avertissementsDe = (evenement: object): readonly Avertissement[] =>
  (evenement as { readonly avertissements?: readonly Avertissement[] }).avertissements ?? [];

/** Of a payload, the fields that the law takes with this value only: with two, a person chooses. */
const seules = (
  donnees: Readonly<Record<string, unknown>>,
  admis: readonly { readonly donnees: Readonly<Record<string, unknown>> }[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(donnees).filter(([champ]) => new Set(admis.flatMap((un) => un.donnees[champ] ?? [])).size === 1),
  );

function admise(
  etat: Etat,
  commande: NomCommande,
  valeurs: readonly (readonly [string, readonly unknown[]])[],
  admis: readonly { donnees: Readonly<Record<string, unknown>>; avertissements: readonly Avertissement[] }[],
): Possible {
  const retenu = admis.find(({ avertissements }) => avertissements.length === 0) ?? admis[0];
  const { donnees = {}, avertissements = [] } = retenu ?? {};
  const multiples = valeurs.filter(([, candidats]) => candidats.length > 1);
  return {
    commande,
    statut: avertissements.length === 0 ? 'possible' : 'avec-avertissement',
    regle: TABLE[commande].regle,
    phrase: null,
    nature: null,
    avertissements,
    essai: donnees,
    connus: valeursConnues(etat, commande, seules(donnees, admis)),
    admis: REJOUENT.includes(commande)
      ? {}
      : Object.fromEntries(
          multiples.map(([champ]) => [champ, [...new Set(admis.flatMap((un) => un.donnees[champ] ?? []))]]),
        ),
    exigences: [],
  };
}

function refusee(commande: NomCommande, essais: readonly Essai[]): Possible {
  const [plusClair] = essais.toSorted((a, b) => poids(commande, a.refus) - poids(commande, b.refus));
  const premier = plusClair?.refus;
  return {
    commande,
    statut: 'impossible',
    regle: premier?.regle ?? TABLE[commande].regle,
    phrase: premier?.message ?? null,
    nature: premier?.nature ?? null,
    avertissements: [],
    essai: plusClair?.donnees ?? {},
    connus: {},
    admis: {},
    exigences: [],
  };
}

/** Every command of a role, in the order of the law's table. */
export const possibles = (demande: Demande, acteur: Role): readonly Possible[] =>
  (Object.keys(TABLE) as NomCommande[])
    .filter((commande) => TABLE[commande].acteurs.includes(acteur))
    .map((commande) => possible(demande, commande, acteur));
