/**
 * The characters that every bank of the SEPA zone carries, and how others are written with them: EPC217-08, « SEPA
 * Requirements for an Extended Character Set », table of conversion (Latin, Greek, Bulgarian Cyrillic).
 */

/** Letters that lose more than an accent, or have another alphabet. */
// prettier-ignore
const LETTRES: Readonly<Record<string, string>> = {
  // The table says O and A alone: French writes two letters, and so does the holder's bank, with whose name it is compared.
  Œ: 'OE', œ: 'oe', Æ: 'AE', æ: 'ae',
  ß: 's', ẞ: 'S', Ø: 'O', ø: 'o', Đ: 'D', đ: 'd', Ħ: 'H', ħ: 'h', ı: 'i', Ł: 'L', ł: 'l', Ŧ: 'T', ŧ: 't', Þ: 'B', þ: 'p',
  Α: 'A', Β: 'V', Γ: 'G', Δ: 'D', Ε: 'E', Ζ: 'Z', Η: 'I', Θ: 'TH', Ι: 'I', Κ: 'K', Λ: 'L', Μ: 'M', Ν: 'N', Ξ: 'X',
  Ο: 'O', Π: 'P', Ρ: 'R', Σ: 'S', ς: 's', Τ: 'T', Υ: 'Y', Φ: 'F', Χ: 'CH', Ψ: 'PS', Ω: 'O',
  А: 'A', Б: 'B', В: 'V', Г: 'G', Д: 'D', Е: 'E', Ж: 'ZH', З: 'Z', И: 'I', Й: 'Y', К: 'K', Л: 'L', М: 'M', Н: 'N',
  О: 'O', П: 'P', Р: 'R', С: 'S', Т: 'T', У: 'U', Ф: 'F', Х: 'H', Ц: 'TS', Ч: 'CH', Ш: 'SH', Щ: 'SHT', Ъ: 'A', Ь: 'Y',
  Ю: 'YU', Я: 'YA',
};
/** Signs; what the table gives no sign for becomes a full stop. */
// prettier-ignore
const SIGNES: Readonly<Record<string, string>> = {
  '&': '+', ';': ',', '[': '(', '{': '(', ']': ')', '}': ')', '\\': '/', '|': '/', '_': '-', '~': '-', '`': "'", '¿': '?',
  '€': 'E',
  // Beyond the table: what word processors write for an apostrophe, a dash, a space.
  '’': "'", '‘': "'", 'ʼ': "'", '‐': '-', '‑': '-', '–': '-', '—': '-',
};
/** Marks of quotation say nothing of a name: none, rather than full stops around it. */
const SANS_SIGNE = /[\s\p{Zs}\p{C}"«»“”„]+/gu;

const PORTE = /^[A-Za-z0-9/\-?:().,'+ ]$/;

/** The letter or sign as banks carry it; `undefined`: the table has nothing for it. */
function converti(signe: string): string | undefined {
  if (PORTE.test(signe)) return signe;
  const connu = LETTRES[signe] ?? SIGNES[signe];
  if (connu !== undefined) return connu;
  const capitale = LETTRES[signe.toUpperCase()];
  if (capitale !== undefined) return capitale.toLowerCase();
  // A mark that no letter takes in: the letter stands alone.
  if (/\p{M}/u.test(signe)) return '';
  // An accented letter of any of the three alphabets is its letter; letters written as one, as PDFs do (« ﬃ »), are theirs.
  const lettres = [...signe.normalize(/[\p{L}\p{N}]/u.test(signe) ? 'NFKD' : 'NFD')];
  if (lettres.length === 1 && lettres[0] === signe) return undefined;
  const ecrites = lettres.map(converti);
  return ecrites.includes(undefined) ? undefined : ecrites.join('');
}

/** Letters of `texte`, and pictures, that no bank carries, nor the table converts: each once, in order. */
export const lettresSansConversion = (texte: string): string[] => [
  ...new Set(
    [...texte.normalize('NFC')].filter(
      (signe) => /[\p{L}\p{Extended_Pictographic}]/u.test(signe) && converti(signe) === undefined,
    ),
  ),
];

/**
 * `texte` with the characters that every bank carries, cut at `longueur`. An identifier of a bank neither begins nor ends
 * with a slash nor holds two: neither does what we write.
 */
export const caracteresSepa = (texte: string, longueur = Infinity): string =>
  [...texte.normalize('NFC').replace(SANS_SIGNE, ' ')]
    .map((signe) => converti(signe) ?? '.')
    .join('')
    .replace(/\/{2,}/g, '/')
    .replace(/ +/g, ' ')
    .replace(/^[ /]+/, '')
    .slice(0, longueur)
    .replace(/[ /]+$/, '');
