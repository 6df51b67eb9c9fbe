/**
 * DEC-65 — the texts that changed a figure, a switch or a closed list since the first ones. A text is written here, with
 * its source, before the day from which it applies: docs/droit.md.
 */
import type { NomListe, NomParametre, Reports } from './parametres.ts';
import type { DateCivile } from './valeurs.ts';

export interface Avenant {
  /** Its name for ever: explanations bear it. */
  readonly version: string;
  readonly titre: string;
  readonly source: string;
  readonly depuis: DateCivile;
  /** « À compter du » — the clauses of contracts already signed too, for the payments opened from that day. */
  readonly contratsEnCours?: boolean;
  readonly parametres?: { readonly [N in NomParametre]?: number };
  readonly reports?: Partial<Reports>;
  readonly listes?: { readonly [N in NomListe]?: readonly string[] };
}

/** Texts since the first ones. */
export type Droit = readonly Avenant[];

/** Those of the country. A case may hold others beside them: a simulation, a test. */
export const AVENANTS: Droit = [];
