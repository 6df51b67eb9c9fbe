/** A file is what its content says, to its last bytes; its name says the same, and nothing else. */
import { describe, expect, test } from 'vitest';
import { kindOf } from '../../../documents/received/kind.ts';
import { fileNameOf } from '../../../documents/received/name.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';
import { ecrit, PDF, PNG } from './fichiers-essai.ts';

const PDF_TYPE = 'application/pdf';

test.each([
  ['Statuts signés.pdf', PDF_TYPE, 'Statuts signés.pdf'],
  ['Statuts signés.PDF', PDF_TYPE, 'Statuts signés.PDF'],
  ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
  ['photo.png', 'image/jpeg', 'photo.png.jpg'],
  ['<script>alert(1)</script>.html', PDF_TYPE, '-script-alert(1)-script-.html.pdf'],
  ['\u202Efdp.exe', PDF_TYPE, 'fdp.exe.pdf'],
  ['a\r\nSet-Cookie: b.pdf', PDF_TYPE, 'aSet-Cookie- b.pdf'],
  ['../../etc/passwd', PDF_TYPE, '-..-etc-passwd.pdf'],
  ['budget', 'application/vnd.oasis.opendocument.spreadsheet', 'budget.ods'],
  ['.', PDF_TYPE, 'fichier.pdf'],
  ['a\u0000\u2028\u2066b.pdf', PDF_TYPE, 'ab.pdf'],
])('« %s » (%s) est rendu sous le nom « %s »', (donne, type, rendu) => expect(fileNameOf(donne, type)).toBe(rendu));

describe('un fichier qui commence comme un PDF', () => {
  const kind = async (contenu: Uint8Array) => kindOf(await ecrit(await temporaryFolder(), 'a', contenu));
  test.each([
    ['entier', PDF],
    ['précédé de blancs', Buffer.concat([Buffer.from('\r\n  \n'), PDF])],
    ['précédé d’une marque d’ordre', Buffer.concat([Buffer.from('\uFEFF'), PDF])],
    ['suivi de ce qu’ajoute un numériseur', Buffer.concat([PDF, Buffer.alloc(500)])],
  ])('%s en est un', async (_quoi, contenu) => expect(await kind(contenu)).toEqual({ type: PDF_TYPE }));

  test.each([
    ['et continue en page web', Buffer.from(`%PDF-1.4\n<html><script>alert(1)</script>${' '.repeat(5000)}</html>`)],
    ['sans sa fin', PDF.subarray(0, PDF.length - 8)],
    ['suivi d’une longue page web', Buffer.concat([PDF, Buffer.from(`<html>${'x'.repeat(5000)}</html>`)])],
    ['après autre chose', Buffer.concat([Buffer.from('<html>'), PDF])],
  ])('%s n’en est pas un', async (_quoi, contenu) => expect(await kind(contenu)).toBeUndefined());

  test('une image reste une image', async () => expect(await kind(PNG)).toEqual({ type: 'image/png' }));
});
