/**
 * `npm run bench:comparer -- before.json after.json`: each figure of both runs, and how many times the first the second is.
 * A ratio (×) of one run is of one machine in the same minutes and compares well; a duration, only if nothing else ran.
 */
import { parseArgs } from 'node:util';
import { readResults, type Run } from './results.ts';

type Line = Run['lines'][number];
const keyOf = ({ measure, name }: Line): string => `(${measure}) ${name}`;
const number = (value: number): string => value.toPrecision(3).replace(/e\+\d+$/, '');

/** A change is beyond what the rounds of either run differ by when neither interval meets the other. */
const apart = (before: Line, after: Line): boolean => before.max < after.min || after.max < before.min;

export function compare(before: Run, after: Run): readonly string[] {
  const known = new Map(before.lines.map((line) => [keyOf(line), line]));
  const both = after.lines.flatMap((line) => {
    const other = known.get(keyOf(line));
    return other === undefined ? [] : [{ other, line }];
  });
  const alone = (lines: readonly Line[], others: readonly Line[], where: string) =>
    lines
      .filter((line) => !others.some((other) => keyOf(other) === keyOf(line)))
      .map((line) => `${where}: ${keyOf(line)}`);
  return [
    ...both.map(({ other, line }) => {
      const change = `× ${(line.median / other.median).toFixed(2)}${apart(other, line) ? '' : '  (rounds overlap)'}`;
      const values = `${number(other.median).padStart(8)} → ${number(line.median).padStart(8)} ${line.unit}`;
      return `${keyOf(line).padEnd(78)} ${values.padEnd(27)} ${change}`;
    }),
    ...alone(before.lines, after.lines, 'only before'),
    ...alone(after.lines, before.lines, 'only after'),
  ];
}

if (import.meta.main) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [first, second, ...more] = positionals;
  if (first === undefined || second === undefined || more.length > 0)
    throw new Error('Two files that benches wrote: before.json after.json');
  const [before, after] = [await readResults(first), await readResults(second)];
  console.log(`before: ${before.machine}\nafter:  ${after.machine}\n\n${compare(before, after).join('\n')}`);
}
