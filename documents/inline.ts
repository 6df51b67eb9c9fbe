/**
 * What people wrote, inside a sentence of ours: on one line, with nothing unseen, and no address that a mail reader would
 * make a link of. The API refuses all this in names since F8; what was written before, and grounds, are shown so.
 */

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Joiners stay between letters of the scripts that need them. */
const UNSEEN =
  /(?!(?<=[^\p{sc=Latin}\p{sc=Zyyy}])[\u200c\u200d](?=[^\p{sc=Latin}\p{sc=Zyyy}]))[\p{Cf}\p{Co}\p{Noncharacter_Code_Point}]/gu;
/** Without its scheme or `www.`, an address can be read and typed, and hardly followed by mistake. */
const LINK_HEADS = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@]*@)?|\bwww\.|\bmailto:/giu;

/** The text as it may stand in a sentence. */
export function inline(text: string): string {
  let bare = text.toWellFormed().replace(BREAKS, ' ').replace(UNSEEN, '');
  // Taken out once, heads may leave another: « hthttp://tp:// ».
  for (let before = ''; before !== bare;) {
    before = bare;
    bare = bare.replace(LINK_HEADS, '');
  }
  return bare.replaceAll('://', ' ').replace(/ {2,}/g, ' ').trim();
}

/** The same of every text inside a value. */
export function inlined<T>(value: T): T {
  if (typeof value === 'string') return inline(value) as T;
  if (Array.isArray(value)) return value.map(inlined) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, inlined(inside as unknown)])) as T;
}
