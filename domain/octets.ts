/** What a value weighs once written. */

/** Bytes of a value as JSON in UTF-8; of nothing: 0. */
export function octets(valeur: unknown): number {
  const texte = JSON.stringify(valeur) ?? '';
  let total = 0;
  for (let i = 0; i < texte.length; i += 1) {
    const code = texte.charCodeAt(i);
    // Half of a pair: the other half brings the pair to four bytes.
    total += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return total;
}
