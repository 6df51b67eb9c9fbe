/** What a file is, told by its content: its name and what the sender says of it prove nothing. */
import { fileTypeFromFile } from 'file-type';

/** Media types kept, with the extension under which they are given back. */
const ADMITTED: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
};

/** For people: what they may send. */
export const ADMITTED_TYPES =
  'PDF, image (JPEG, PNG, TIFF, WebP), Word, Excel, PowerPoint ou OpenDocument, sans macros';

export interface FileKind {
  readonly type: string;
  readonly extension: string;
}

/** The kind of the file, or `undefined` when it is none of those kept (documents with macros, old binary formats…). */
export async function kindOf(path: string): Promise<FileKind | undefined> {
  const type = (await fileTypeFromFile(path))?.mime;
  const extension = type === undefined ? undefined : ADMITTED[type];
  return type === undefined || extension === undefined ? undefined : { type, extension };
}
