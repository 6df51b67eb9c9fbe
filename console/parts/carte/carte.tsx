/** A map of departments as tiles: each says its code and its value; what it says is in the table beside it, and nothing more. */
import { COLUMNS, ROWS, TILES } from './tuiles.ts';

/** What a department shows. `level`: its shade, from 0 (nothing) to 4; `text`: what is written under its code. */
export interface Shown {
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly text: string;
}

const SIDE = 40;
const GAP = 3;

interface MapProps {
  readonly title: string;
  /** By code; a department that is not there is not drawn: it is outside one's scope. */
  readonly shown: ReadonlyMap<string, Shown>;
  readonly legend: readonly (readonly [level: Shown['level'], words: string])[];
}

export function DepartmentMap({ title, shown, legend }: MapProps) {
  return (
    <figure class="map">
      <svg viewBox={`0 0 ${COLUMNS * (SIDE + GAP)} ${ROWS * (SIDE + GAP)}`} role="img" aria-labelledby="carte-titre">
        <title id="carte-titre">{`${title}. Les mêmes valeurs sont dans le tableau.`}</title>
        {TILES.flatMap(({ departement, column, row }) => {
          const value = shown.get(departement);
          if (value === undefined) return [];
          const [x, y] = [column * (SIDE + GAP), row * (SIDE + GAP)];
          return [
            <g class={`tile level-${value.level}`}>
              <rect x={x} y={y} width={SIDE} height={SIDE} rx="3" />
              <text x={x + SIDE / 2} y={y + 17} class="tile-code">
                {departement}
              </text>
              <text x={x + SIDE / 2} y={y + 33} class="tile-value">
                {value.text}
              </text>
            </g>,
          ];
        })}
      </svg>
      <figcaption>
        {title}
        <ul class="legend">
          {legend.map(([level, words]) => (
            <li>
              <span class={`swatch level-${level}`} aria-hidden="true"></span>
              {words}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
