/** The name under which a file is given back: one line that reads as it is written, and ends as what the file is. */
import { extensionsOf } from './kind.ts';

const LONGEST = 200;

/** Line ends, control characters, and those that are not seen or turn the direction of the others. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;
/** What a system of files reads as something else than a letter. */
const FORBIDDEN = /[<>:"/\\|?*]+/g;

/** `type`: what the content was recognised to be. `exemple.html` that is a PDF is given back as `exemple.html.pdf`. */
export function fileNameOf(given: string, type: string): string {
  const extensions = extensionsOf(type);
  const readable = given
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '');
  const ends = extensions.some((extension) => readable.toLowerCase().endsWith(`.${extension}`));
  const [usual] = extensions;
  if (ends || usual === undefined) return readable.slice(-LONGEST) || 'fichier';
  return `${readable.slice(0, LONGEST) || 'fichier'}.${usual}`;
}
