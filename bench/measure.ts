/** What a measure is given and gives back. */
import type { BenchGround } from './ground.ts';
import type { Figure } from './rounds.ts';

/** One line of the tables. `target`: the target of the figure; absent: none is set. */
export interface Line {
  readonly name: string;
  readonly figure: Figure;
  readonly unit: string;
  readonly target?: { readonly bound: 'at-most' | 'at-least'; readonly value: number };
}

export interface Measure {
  /** Its letter in the tables. */
  readonly letter: string;
  readonly title: string;
  /** On both workers running, which it may stop and start as long as it leaves both running. */
  run(terrain: BenchGround, tours: number): Promise<readonly Line[]>;
}
