/** French typography of what people read on paper or on a screen. */

const MOIS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const JOUR_DU_MOIS = new RegExp(`(\\d|1er) (?=(?:${MOIS})\\b)`, 'g');
const MOIS_DE_L_ANNEE = new RegExp(`(${MOIS}) (?=\\d{4}\\b)`, 'g');

/** Curved apostrophes; no line starts with a double punctuation, ends on an operation, nor cuts a date, an amount, an article. */
export const typographie = (texte: string): string =>
  texte
    .replace(/(\p{L})'/gu, '$1’')
    .replace(/ ([:;?!»€%])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/([×÷−]) (?=[\d(])/g, '$1\u00a0')
    .replace(/(\d) (?=\d{3}\b)/g, '$1\u00a0')
    .replace(JOUR_DU_MOIS, '$1\u00a0')
    .replace(MOIS_DE_L_ANNEE, '$1\u00a0')
    .replace(/\b(n°|articles?|année) (?=[\dLR])/g, '$1\u00a0')
    .replace(/\b([LR])\. (?=\d)/g, '$1.\u00a0');

/** No French word is longer; beyond, the narrowest column of a letter may not hold it. */
const TROP_LONG = 27;
const MORCEAU = 12;
const GRAPHEMES = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const MOTS = /[^\s\u00a0\u202f-]{28,}/gu;

/** A word longer than a line may be cut, between two letters as people see them: nothing runs over the edge of the page. */
export const secable = (texte: string): string =>
  texte.replace(MOTS, (mot) => {
    const lettres = [...GRAPHEMES.segment(mot)].map(({ segment }) => segment);
    if (lettres.length <= TROP_LONG) return mot;
    return lettres.map((lettre, rang) => (rang > 0 && rang % MORCEAU === 0 ? `\u200b${lettre}` : lettre)).join('');
  });

/** The same, of every text inside a value. */
export function imprimable<T>(valeur: T): T {
  if (typeof valeur === 'string') return secable(typographie(valeur)) as T;
  if (Array.isArray(valeur)) return valeur.map(imprimable) as T;
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  return Object.fromEntries(Object.entries(valeur).map(([nom, dedans]) => [nom, imprimable(dedans as unknown)])) as T;
}
