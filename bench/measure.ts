/** What a measure is given and gives back. */
import type { TerrainDeMesure } from './ground.ts';
import type { Figure } from './rounds.ts';

/** One line of the tables. `cible`: the target of the figure; absent: none is set. */
export interface Ligne {
  readonly mesure: string;
  readonly figure: Figure;
  readonly unite: string;
  readonly cible?: { readonly sens: 'au-plus' | 'au-moins'; readonly valeur: number };
}

export interface Mesure {
  /** Its letter in the tables. */
  readonly lettre: string;
  readonly titre: string;
  /** On both workers running, which it may stop and start as long as it leaves both running. */
  mesurer(terrain: TerrainDeMesure, tours: number): Promise<readonly Ligne[]>;
}
