/** What pure functions have already worked out. Answers never depend on it; mutation tests forget it before each test (test/mutation). */

/** Texts after which a memory starts again: it is not to grow with the years. */
const TEXTES_GARDES = 20_000;

/** A state never changes, and is asked several times: worked out once, forgotten with the state. */
export function parEtat<E extends object, T extends object>(calculer: (etat: E) => T): (etat: E) => T {
  const connus = new WeakMap<E, T>();
  return (etat) => {
    const connu = connus.get(etat) ?? calculer(etat);
    connus.set(etat, connu);
    return connu;
  };
}

/** Of two texts, the same answer for the life of the process. */
export function parTextes<A extends string, B extends string, T extends number>(
  calculer: (a: A, b: B) => T,
): (a: A, b: B) => T {
  const connus = new Map<string, T>();
  return (a, b) => {
    const cle = `${a} ${b}`;
    const connu = connus.get(cle) ?? calculer(a, b);
    if (connus.size >= TEXTES_GARDES) connus.clear();
    connus.set(cle, connu);
    return connu;
  };
}
