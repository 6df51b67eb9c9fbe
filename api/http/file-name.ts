/**
 * The name of a file as its sender wrote it. A form gives it in bytes that say nothing of their encoding: UTF-8 as browsers
 * write, Windows-1252 as older programs of French offices do, or as a word of a mail (RFC 2047); `filename*` (RFC 5987) says
 * its own, and the form's parser has read it.
 */
import { isUtf8 } from 'node:buffer';
import libmime from 'libmime';

const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?[^?]*\?=/i;
const LOST = '\ufffd';

/** `given`: one character a byte, unless it was read already. `undefined`: in no encoding that is known. */
export function fileNameFrom(given: string): string | undefined {
  const name = ENCODED_WORD.test(given) ? libmime.decodeWords(given) : decoded(given);
  return name.includes(LOST) ? undefined : name;
}

function decoded(given: string): string {
  const bytes = Buffer.from(given, 'latin1');
  // A character that is no byte: the parser has read the name.
  if (bytes.toString('latin1') !== given) return given;
  return isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes);
}
