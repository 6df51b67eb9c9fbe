/** Text of a file as offices save it: read in its own encoding, or refused with the name of what it is. */

/** A file that is not read; nothing of it is used. In French, for whoever sent it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

const starts = (bytes: Uint8Array, ...first: readonly number[]) => first.every((byte, at) => bytes[at] === byte);
const HOW = 'enregistrez-le au format « CSV UTF-8 » (Enregistrer sous, type de fichier) et renvoyez-le.';

/** What is no text at all, by its first bytes. */
function requireText(bytes: Uint8Array): void {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    const workbook = /xl\/|\[Content_Types\]|opendocument/.test(new TextDecoder('latin1').decode(bytes));
    throw new UnreadableFile(
      workbook
        ? `Ce fichier est un classeur (xlsx, ods) : ${HOW}`
        : 'Ce fichier est une archive (zip) : envoyez le fichier qu’elle contient.',
    );
  }
  if (starts(bytes, 0x1f, 0x8b))
    throw new UnreadableFile('Ce fichier est une archive (gzip) : envoyez le fichier qu’elle contient.');
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableFile(`Ce fichier est un classeur Excel (xls) : ${HOW}`);
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) throw new UnreadableFile('Ce fichier est un PDF, et non un texte.');
}

/** Bytes of one of the halves of UTF-16 are mostly null in our alphabet. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (starts(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (starts(bytes, 0xfe, 0xff)) return 'utf-16be';
  const head = bytes.subarray(0, 400);
  const nulls = (odd: 0 | 1) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  if (head.length < 4 || bytes.length % 2 === 1) return undefined;
  if (nulls(1) > head.length / 4 && nulls(0) === 0) return 'utf-16le';
  return nulls(0) > head.length / 4 && nulls(1) === 0 ? 'utf-16be' : undefined;
}

const strictly = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** UTF-8 read once as Windows-1252, then saved: « RÃ©fÃ©rence ». */
const READ_TWICE = /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ“”¦]/u;
/** Letters of Mac OS or DOS stand there as signs that no French word has inside. */
const OTHER_SYSTEM = /\p{L}[\u0080-\u009f‚ƒ„†‡ˆ‰Š‹Ž•˜™š›ž]\p{L}|[\u0081\u008d\u008f\u0090\u009d]/u;
const LOST = '\ufffd';

/** The word that stands there, or what of it is near. */
const wordAt = (text: string, at: number): string => {
  const [before = ''] = /[^\s;,|"]*$/.exec(text.slice(Math.max(0, at - 20), at)) ?? [];
  const [after = ''] = /^[^\s;,|"]*/.exec(text.slice(at, at + 20)) ?? [];
  return before + after;
};

/** Text of a file, and whether its bytes are those of UTF-8 or UTF-16. */
function read(bytes: Uint8Array): { readonly text: string; readonly unicode: boolean } {
  requireText(bytes);
  const wide = utf16(bytes);
  const text = wide === undefined ? strictly('utf-8', bytes) : strictly(wide, bytes);
  if (wide !== undefined && text === undefined)
    throw new UnreadableFile(`Ce fichier commence comme de l’UTF-16 et n’en est pas : ${HOW}`);
  const whole = text ?? new TextDecoder('windows-1252').decode(bytes);
  // Programs of DOS mark the end of a file.
  return { text: whole.replace(/^\ufeff/, '').replace(/\u001a\s*$/, ''), unicode: text !== undefined };
}

/** Text of a file in UTF-8, UTF-16 or else Windows-1252, whatever was spoilt in it before. Fails with `UnreadableFile` on what is no text. */
export const readText = (bytes: Uint8Array): string => read(bytes).text;

/**
 * Text of a file: UTF-8, UTF-16 as spreadsheets save « texte Unicode », else Windows-1252, in which French spreadsheets save.
 * Fails with `UnreadableFile`, which names what the file is and how to save it: a workbook, another encoding (Mac OS, DOS),
 * accents that were spoilt before.
 */
export function decodeText(bytes: Uint8Array): string {
  const { text, unicode } = read(bytes);
  const shown = (found: RegExp) => wordAt(text, found.exec(text)?.index ?? 0);
  if (!unicode && OTHER_SYSTEM.test(text))
    throw new UnreadableFile(
      `Ce fichier n’est ni en UTF-8 ni en Windows-1252 (on y lit « ${shown(OTHER_SYSTEM)} ») : il vient sans doute de Mac OS ou de DOS ; ${HOW}`,
    );
  if (READ_TWICE.test(text))
    throw new UnreadableFile(
      `Les accents de ce fichier ont été abîmés (on y lit « ${shown(READ_TWICE)} ») : il est en UTF-8 et a été ouvert puis enregistré comme du Windows-1252. Reprenez l’original, et ${HOW}`,
    );
  if (text.includes(LOST))
    throw new UnreadableFile(
      `Ce fichier a perdu des caractères (« ${LOST} ») avant de nous parvenir : reprenez l’original, et ${HOW}`,
    );
  return text;
}
