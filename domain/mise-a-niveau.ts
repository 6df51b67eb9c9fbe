/**
 * States stored by earlier versions, brought to the shape of this one: a run that continues, a case read from the
 * records. One step a version, each applied to what the one before left; a released step never changes.
 */
import type { Etat } from './etat.ts';
import { VERSION_ETAT } from './revision.ts';

type Json = Readonly<Record<string, unknown>>;
/** A state of any version, as it was stored. */
export interface EtatStocke {
  readonly version: number;
  readonly ess: string;
}
/** Version reached by each step: what makes it of the one before. */
type Etapes = Readonly<Record<number, (etat: Json) => Json>>;

/** None yet: no version before the first is in anybody's hands. */
const ETAPES: Etapes = {};

/**
 * The state in the shape of this version, whatever the version that stored it. `version` and `etapes`: a program to come.
 * @throws Error when a later version stored it: this program is older than its data, and must not go on.
 */
export function mettreANiveau(
  stocke: EtatStocke,
  { version = VERSION_ETAT, etapes = ETAPES }: { readonly version?: number; readonly etapes?: Etapes } = {},
): Etat {
  if (stocke.version > version)
    throw new Error(`state of version ${stocke.version}, and this program knows ${version}: run the later program`);
  let etat: Json = { ...stocke };
  for (let suivante = stocke.version + 1; suivante <= version; suivante += 1) {
    const etape = etapes[suivante];
    if (etape === undefined) throw new Error(`no step leads to version ${suivante} of the state`);
    etat = { ...etape(etat), ess: stocke.ess, version: suivante };
  }
  return etat as unknown as Etat;
}
