/**
 * The fonts of letters, each read once for the whole process: pdfkit reads the file of a font anew for every document,
 * which takes longer than all the rest of a letter.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';

const require = createRequire(import.meta.url);
interface Police {
  readonly characterSet: readonly number[];
  layout(texte: string): object;
  glyphForCodePoint(point: number): object;
}

// The very copy that pdfkit uses: imported, it would be another one.
const fontkit = require('fontkit') as {
  create(contenu: Uint8Array): Police;
  registerFormat(format: {
    new (flux: { readonly buffer: Uint8Array }): object;
    probe(contenu: Uint8Array): boolean;
  }): void;
};

/** pdfmake's own folder of files in memory, which its types leave out. */
const { virtualfs } = pdfmake as typeof pdfmake & {
  readonly virtualfs: { writeFileSync(nom: string, contenu: Buffer): void };
};

const ROBOTO = { normal: 'Regular', bold: 'Medium', italics: 'Italic', bolditalics: 'MediumItalic' };
const lues = new Map<string, Police>();

/** What pdfmake is given as the file of a font: its name, which the format below knows. */
const nomDe = (fonte: string) => `police:Roboto-${fonte}`;
const texte = (contenu: Uint8Array) => Buffer.from(contenu).toString('latin1');

/** A font format whose files hold the name of a font already read (fontkit's own way to add a format). */
class PoliceLue {
  static probe = (contenu: Uint8Array): boolean => lues.has(texte(contenu));
  constructor({ buffer }: { readonly buffer: Uint8Array }) {
    const police = lues.get(texte(buffer));
    if (police !== undefined) return police;
  }
}

/**
 * A font keeps each glyph as it was first asked for: asked for as a part of « É », E has no character any more, and the
 * letters that follow can no longer be read or searched. Asked for by its character first, it keeps it.
 */
function lire(contenu: Uint8Array): Police {
  const police = fontkit.create(contenu);
  police.layout('ff fi fl ffi ffl'); // joined letters are read as such
  for (const point of police.characterSet) police.glyphForCodePoint(point);
  return police;
}

/** Roboto, as pdfmake ships it; nothing else is read or fetched. */
export function registerFonts(): void {
  fontkit.registerFormat(PoliceLue);
  for (const fonte of Object.values(ROBOTO)) {
    lues.set(nomDe(fonte), lire(readFileSync(require.resolve(`pdfmake/fonts/Roboto/Roboto-${fonte}.ttf`))));
    virtualfs.writeFileSync(nomDe(fonte), Buffer.from(nomDe(fonte), 'latin1'));
  }
  pdfmake.setFonts({
    Roboto: Object.fromEntries(Object.entries(ROBOTO).map(([style, fonte]) => [style, nomDe(fonte)])),
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
}
