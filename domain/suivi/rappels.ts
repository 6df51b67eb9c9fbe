/** Reminders (`rappel-…`): someone who is awaited is told of a deadline before it is reached. No effect of their own. */
import { ajouterJours } from '../calendrier/calendrier.ts';
import { justifie } from '../calculs/calculs.ts';
import type { Declenchement, Echeance } from '../echeance.ts';
import type { Etat } from '../etat.ts';
import type { DateCivile, DelaisDeRappel } from '../valeurs.ts';
import { automatique, type Evolutions } from '../chapitre.ts';

/** Days between a reminder and the last day: not in the texts, a matter of use. Farthest first. */
const PAR_DEFAUT: readonly number[] = [30, 15, 7, 1];

/** Deadlines, by the start of their key, that are reminded of otherwise; an empty list: never. */
const AUTREMENT: readonly (readonly [debut: string, jours: readonly number[]])[] = [
  // Observations and grounds: awaited of no one on a given day.
  ['cible-', []],
  ['concertation-5-ans', []],
  ['absence-missions-socles', []],
  // A month or less in all: a reminder on the first day would remind of nothing.
  ['paiement-', [15, 7, 1]],
  ['signature-', [15, 7, 1]],
  ['reponse-', [7, 1]],
  ['reception-', [7, 1]],
  // DEC-55: a delay that a person gives, as short as a few days.
  ['pieces-lettre-intention', [7, 1]],
  ['documents-complementaires', [7, 1]],
  ['derogation-cpn', [7, 1]],
];

/** Days before the last day of a deadline on which it is recalled: the installation's (longest match), or the usual ones. */
export function joursDeRappel(cle: string, propres: DelaisDeRappel = {}): readonly number[] {
  const [debut] = Object.keys(propres)
    .filter((connu) => cle.startsWith(connu))
    .toSorted((a, b) => b.length - a.length);
  const choisis = debut === undefined ? undefined : propres[debut];
  return choisis ?? AUTREMENT.find(([connu]) => cle.startsWith(connu))?.[1] ?? PAR_DEFAUT;
}

/**
 * Reads `depot-projet-sante=60,30,7; reponse-=` (days farthest first or not, none: never recalled). Throws a sentence that
 * quotes the faulty part.
 */
export function lireDelaisDeRappel(texte: string): DelaisDeRappel {
  const lus = texte
    .split(';')
    .map((partie) => partie.trim())
    .filter((partie) => partie !== '')
    .map((partie) => {
      const [, debut = '', jours = ''] = /^([a-z0-9-]+) *= *((?:\d{1,3} *(?:, *\d{1,3} *)*)?)$/.exec(partie) ?? [];
      const nombres = jours === '' ? [] : jours.split(',').map(Number);
      if (debut === '' || nombres.some((nombre) => nombre < 1 || nombre > 365))
        throw new Error(`write it as «depot-projet-sante=60,30,7; reponse-=» (1 to 365 days), not «${partie}»`);
      return [debut, nombres.toSorted((a, b) => b - a)] as const;
    });
  return Object.fromEntries(lus);
}

export interface Rappel {
  readonly cle: string;
  readonly le: DateCivile;
  readonly jours: number;
  readonly echeance: Echeance;
}

/** Where `etat.rappels` notes that a deadline was recalled. */
const cleDeRappel = (cle: string, jours: number): string => `${cle}@${jours}`;

const dejaEmis = ({ rappels }: Etat, { cle, expire }: Echeance, jours: number): boolean =>
  rappels[cleDeRappel(cle, jours)] === expire;

/**
 * The next reminder of each of these deadlines: one timer at a time. None for a day that the case had already passed when
 * the deadline arose; none once the deadline is gone.
 */
export function* rappels(etat: Etat, echeances: readonly Echeance[]): Iterable<Rappel> {
  for (const echeance of echeances) {
    const { cle, expire, effet, attendu } = echeance;
    if (attendu.length === 0 || effet === 'denombrement') continue;
    const jours = joursDeRappel(cle, etat.delaisDeRappel).find((avant) => {
      const le = ajouterJours(expire, -avant);
      return !dejaEmis(etat, echeance, avant) && le > (etat.dernierLe ?? le);
    });
    if (jours !== undefined) yield { cle: `rappel-${cle}`, le: ajouterJours(expire, -jours), jours, echeance };
  }
}

/** The reminder itself: of what, how many days before, and what silence will then give. */
export const rappelEmis: Declenchement = (_etat, { cle, effetLe, regle, attendu, rappel }) => {
  if (rappel === undefined) return [];
  const { calcul: dateLimite, jours, effet: silence } = rappel;
  const echeance = cle.slice('rappel-'.length);
  return [
    automatique(effetLe, 'RappelEmis', regle, { echeance, ...justifie({ dateLimite }), attendu, jours, silence }),
  ];
};

export const evolutionsAlertes: Evolutions<'EcheanceDepassee' | 'RappelEmis'> = {
  EcheanceDepassee: (etat, { echeance, dateLimite }) => ({
    depassees: { ...etat.depassees, [echeance]: dateLimite },
    // DEC-34: nobody agreed in time, the proposal lapses.
    ...(echeance === 'rectification' ? { rectification: null } : {}),
  }),
  RappelEmis: (etat, { echeance, dateLimite, jours }) => ({
    rappels: { ...etat.rappels, [cleDeRappel(echeance, jours)]: dateLimite },
  }),
};
