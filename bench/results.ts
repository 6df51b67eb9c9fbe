/** The figures of a run, kept as JSON so that two runs can be compared: `npm run bench:comparer -- before.json after.json`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Measured } from './table.ts';

const line = z.object({
  measure: z.string(),
  name: z.string(),
  unit: z.string(),
  median: z.number(),
  min: z.number(),
  max: z.number(),
  rounds: z.number(),
});
const run = z.object({ machine: z.string(), lines: z.array(line) });
export type Run = z.infer<typeof run>;

/** Where a run of now is kept unless said: not in the repository. */
export const resultsFile = (bench: string): string =>
  `donnees/bench/${bench}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`;

/** Writes the figures, in the order of the tables; resolves to the file. */
export async function writeResults(file: string, machine: string, measured: readonly Measured[]): Promise<string> {
  const lines = measured.flatMap(({ measure, lines: those }) =>
    those.map(({ name, unit, figure }) => ({ measure: measure.letter, name, unit, ...figure })),
  );
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ machine, lines }, null, 1)}\n`);
  return file;
}

/** Fails with a sentence when the file is no run of a bench. */
export async function readResults(file: string): Promise<Run> {
  const read = run.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is not what a bench wrote: ${z.prettifyError(read.error)}`);
  return read.data;
}
