/** Charts, drawn by the server: bars with their values written, each in a figure, its table right after it. */
import type { ComponentChildren } from 'preact';

export interface Bar {
  readonly label: string;
  /** Null: hidden, drawn as a dashed line that has no length to read. */
  readonly value: number | null;
}

interface BarsProps {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly words: (value: number) => string;
  /** The same figures as a table. */
  readonly children: ComponentChildren;
}

const WIDTH = 640;
const LABEL = 190;
const VALUE = 120;
const LINE = 26;
/** What a hidden value is called, in charts and tables alike. */
export const MASQUE = 'masqué';

export function Bars({ title, bars, words, children }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ value }) => Math.abs(value ?? 0)));
  const room = WIDTH - LABEL - VALUE;
  const id = `graphique-${title
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z]+/g, '-')}`;
  return (
    <figure class="chart">
      <figcaption id={id}>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${bars.length * LINE}`} role="img" aria-labelledby={id}>
        {bars.map(({ label, value }, rank) => {
          const y = rank * LINE;
          const length = value === null ? 0 : Math.round((Math.abs(value) / most) * room);
          return (
            <g>
              <text x={LABEL - 8} y={y + 18} class="bar-label">
                {label}
              </text>
              {value === null ? (
                <line x1={LABEL} x2={LABEL + 60} y1={y + 13} y2={y + 13} class="bar-hidden" />
              ) : (
                <rect x={LABEL} y={y + 4} width={length} height={LINE - 9} class="bar" />
              )}
              <text x={LABEL + (value === null ? 60 : length) + 8} y={y + 18} class="bar-value">
                {value === null ? MASQUE : words(value)}
              </text>
            </g>
          );
        })}
      </svg>
      <details>
        <summary>Les mêmes chiffres en tableau</summary>
        {children}
      </details>
    </figure>
  );
}
