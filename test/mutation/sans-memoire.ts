/** In the place of `domain/memoire.ts`: each mutant is asked, and none is answered by what the law said without it. */
export const parEtat = <F>(calculer: F): F => calculer;
export const parTextes = <F>(calculer: F): F => calculer;
