/** A tape of random numbers, drawn from a seed: what a history reads to make its choices. Shorter tapes, shorter histories. */
import fc from 'fast-check';

export class Bande {
  #etat: number;
  #reste: number;

  constructor({ graine, longueur }: { readonly graine: number; readonly longueur: number }) {
    this.#etat = graine;
    this.#reste = longueur;
  }

  get finie(): boolean {
    return this.#reste <= 0;
  }

  /** A number in [0, 1[ (mulberry32). */
  hasard(): number {
    this.#reste -= 1;
    this.#etat = (this.#etat + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#etat ^ (this.#etat >>> 15), 1 | this.#etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  entier(min: number, max: number): number {
    return min + Math.floor(this.hasard() * (max - min + 1));
  }

  chance(probabilite: number): boolean {
    return this.hasard() < probabilite;
  }

  parmi<T>(choix: readonly T[]): T {
    const choisi = choix[Math.floor(this.hasard() * choix.length)];
    if (choisi === undefined) throw new RangeError('nothing to choose from');
    return choisi;
  }
}

/** A failed history shrinks to the shortest prefix that still fails. */
export const bandes = (longueur: number) =>
  fc.record({
    graine: fc.noShrink(fc.noBias(fc.integer())),
    longueur: fc.noBias(fc.integer({ min: longueur / 4, max: longueur })),
  });
