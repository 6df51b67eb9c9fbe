/**
 * States stored by earlier versions, brought to the shape of this one: a run that continues, a case read from the
 * records. One step a version, each applied to what the one before left; a released step never changes.
 */
import { etatInitial, type Etat } from './etat.ts';
import { VERSION_ETAT } from './revision.ts';

type Json = Readonly<Record<string, unknown>>;
/** A state of any version, as it was stored. */
export interface EtatStocke {
  readonly version: number;
  readonly ess: string;
}

/** What lacks stands at its first value; what is there stays, `null` included. */
function completer(stocke: Json, initial: Json): Json {
  const communs = Object.entries(stocke).map(([champ, valeur]): readonly [string, unknown] => {
    const premier = initial[champ];
    return [champ, estObjet(valeur) && estObjet(premier) ? completer(valeur, premier) : valeur];
  });
  return { ...initial, ...Object.fromEntries(communs) };
}
const estObjet = (valeur: unknown): valeur is Json =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);

/** Fields that the letter of intent got while states were still called version 1; an initial state has no letter. */
const LETTRE_INTENTION = { piecesDemandeesLe: null, saisieLe: null };

/** Version reached by each step: what makes it of the one before. */
const ETAPES: Readonly<Record<number, (etat: EtatStocke) => Json>> = {
  /** 1 → 2: several shapes were called 1. Incidents appear; the run that stored it had the first behaviour. */
  2: (etat) => {
    const complet = completer({ ...etat }, { ...etatInitial(etat.ess), revision: 1 });
    const { li } = complet;
    return { ...complet, li: estObjet(li) ? { ...LETTRE_INTENTION, ...li } : null };
  },
};

/**
 * The state in the shape of this version, whatever the version that stored it.
 * @throws Error when a later version stored it: this program is older than its data, and must not go on.
 */
export function mettreANiveau(stocke: EtatStocke): Etat {
  if (stocke.version > VERSION_ETAT)
    throw new Error(
      `state of version ${stocke.version}, and this program knows ${VERSION_ETAT}: run the later program`,
    );
  let etat = stocke;
  for (let version = stocke.version + 1; version <= VERSION_ETAT; version += 1)
    etat = { ...ETAPES[version]?.(etat), ess: stocke.ess, version };
  return etat as unknown as Etat;
}
