/** Rounds: floor and product take turns, so that what else the machine does weighs on both; medians with min–max. */
import { build, type Histogram } from 'hdr-histogram-js';

/** One figure: the median of its rounds, with the least and the greatest. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

/** Of at least one value. */
export function figure(valeurs: readonly number[]): Figure {
  const triees = valeurs.toSorted((a, b) => a - b);
  const [min, max] = [triees[0], triees.at(-1)];
  if (min === undefined || max === undefined) throw new Error('a figure of no round');
  const milieu = triees.length / 2;
  const median = triees.length % 2 === 1 ? triees[Math.floor(milieu)]! : (triees[milieu - 1]! + triees[milieu]!) / 2;
  return { median, min, max, rounds: triees.length };
}

/** Round by round, each against its own neighbour: what both met cancels out. */
export const ratio = (haut: readonly number[], bas: readonly number[]): Figure =>
  figure(haut.map((valeur, tour) => valeur / bas[tour]!));

/** Latencies of one round, in ms, to three figures. */
export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const histogramme = (): Histogram =>
  build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });

/** What one thing takes, each time that it is done. */
export class Timings {
  readonly #mesure = histogramme();

  async of<R>(faire: () => Promise<R>): Promise<R> {
    const debut = performance.now();
    try {
      return await faire();
    } finally {
      this.#mesure.recordValue(Math.round((performance.now() - debut) * 1000));
    }
  }

  get count(): number {
    return this.#mesure.totalCount;
  }
  get latencies(): Latencies {
    return lues(this.#mesure);
  }
}

/** Runs `faire` `fois` times, one after the other, and resolves to its latencies. */
export const latencies = async (fois: number, faire: (rang: number) => Promise<unknown>): Promise<Latencies> => {
  const { p50, p95, p99 } = await load(fois, 1, faire);
  return { p50, p95, p99 };
};

export interface Load extends Latencies {
  readonly perSecond: number;
}

/** Runs `faire` `fois` times, `largeur` at once. */
export async function load(fois: number, largeur: number, faire: (rang: number) => Promise<unknown>): Promise<Load> {
  const mesure = new Timings();
  const depart = performance.now();
  await inParallel(Array.from({ length: fois }), largeur, (_, rang) => mesure.of(() => faire(rang)));
  return { ...mesure.latencies, perSecond: fois / ((performance.now() - depart) / 1000) };
}

const lues = (mesure: Histogram): Latencies => ({
  p50: mesure.getValueAtPercentile(50) / 1000,
  p95: mesure.getValueAtPercentile(95) / 1000,
  p99: mesure.getValueAtPercentile(99) / 1000,
});

/** Every side once per round, the order turning; the first round warms up and is not kept. */
export async function rounds<C extends string, R>(
  nombre: number,
  cotes: Readonly<Record<C, (tour: number) => Promise<R>>>,
): Promise<Record<C, R[]>> {
  const noms = Object.keys(cotes) as C[];
  const resultats = Object.fromEntries(noms.map((nom) => [nom, [] as R[]])) as Record<C, R[]>;
  for (let tour = 0; tour <= nombre; tour += 1)
    for (let decalage = 0; decalage < noms.length; decalage += 1) {
      const nom = noms[(tour + decalage) % noms.length]!;
      const resultat = await cotes[nom](tour);
      if (tour > 0) resultats[nom].push(resultat);
    }
  return resultats;
}

/** Runs `faire` for each, at most `largeur` at a time. */
export async function inParallel<T, R>(
  elements: readonly T[],
  largeur: number,
  faire: (element: T, rang: number) => Promise<R>,
): Promise<R[]> {
  const resultats: R[] = [];
  const rangs = elements.keys();
  const suivre = async () => {
    for (const rang of rangs) resultats[rang] = await faire(elements[rang] as T, rang);
  };
  await Promise.all(Array.from({ length: largeur }, suivre));
  return resultats;
}
