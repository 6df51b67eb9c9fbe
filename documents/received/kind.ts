/** What a file is, told by its content: its name and what the sender says of it prove nothing. */
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

/** Media types kept, each with the endings under which it is given back. */
const ADMITTED: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/tiff': ['tif', 'tiff'],
  'image/webp': ['webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
};

/** For people: what they may send. */
export const ADMITTED_TYPES =
  'PDF, image (JPEG, PNG, TIFF, WebP), Word, Excel, PowerPoint ou OpenDocument, sans macros';

export interface FileKind {
  readonly type: string;
}

/** Endings that a file of this type may bear; the first is the usual one. */
export const extensionsOf = (type: string): readonly string[] =>
  Object.hasOwn(ADMITTED, type) ? (ADMITTED[type] ?? []) : [];

/** Where readers of PDF look for its header and its trailer (ISO 32000-1, annex H.3). */
const PDF_EDGE = 1024;
const PDF_HEADER = /^(?:\u00ef\u00bb\u00bf)?\s*%PDF-\d\.\d/;
const PDF_TRAILER = /startxref\s+\d+\s+%%EOF/;

/**
 * A header alone may be anything, a page for a browser included: a PDF also ends by its trailer, but for what little a
 * scanner adds. White space may come first: some programs write it, and no reader minds.
 */
async function isPdf(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (position: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.toString('latin1', 0, bytesRead);
    };
    const tail = Math.min(size, 2 * PDF_EDGE);
    return PDF_HEADER.test(await read(0, PDF_EDGE)) && PDF_TRAILER.test(await read(size - tail, tail));
  } finally {
    await file.close();
  }
}

const PDF = 'application/pdf';

/** The kind of the file, or `undefined` when it is none of those kept (documents with macros, old binary formats…). */
export async function kindOf(path: string): Promise<FileKind | undefined> {
  if (await isPdf(path)) return { type: PDF };
  const type = (await fileTypeFromFile(path))?.mime;
  return type === undefined || type === PDF || !Object.hasOwn(ADMITTED, type) ? undefined : { type };
}
