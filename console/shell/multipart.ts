/** Forms that carry files: their words go where any form's go, their files stand beside. The API judges what a file is. */
import { Readable } from 'node:stream';
import type { Request as Incoming, RequestHandler } from 'express';

/** The API takes 25 MB a file; the words of the form come on top. Held in memory: one form at a time and a person. */
const MOST_BYTES = 27 * 1024 * 1024;

/** What could not be read, with its status: `failures.tsx` makes a page of it. */
class UnreadForm extends Error {
  readonly status: 400 | 413;

  constructor(status: 400 | 413) {
    super(status === 413 ? 'a form with files, too heavy' : 'a form with files, unreadable');
    this.status = status;
  }
}

const FILES = Symbol('files');
interface WithFiles {
  [FILES]?: ReadonlyMap<string, File>;
}

/** The files of this request, by the name of their field; those left empty are not there. */
export const filesOf = (request: Incoming): ReadonlyMap<string, File> => (request as WithFiles)[FILES] ?? new Map();

/** Reads a `multipart/form-data` body into `request.body`, as the other forms are; one that cannot be is an `UnreadForm`. */
export const multipart: RequestHandler = async (request, _response, next) => {
  if (request.is('multipart/form-data') !== 'multipart/form-data') return next();
  const length = Number(request.get('content-length'));
  // Browsers say how long their forms are.
  if (!Number.isSafeInteger(length) || length > MOST_BYTES) return next(new UnreadForm(413));
  let data: FormData;
  try {
    const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
    data = await new Response(body, { headers: { 'content-type': request.get('content-type') ?? '' } }).formData();
  } catch {
    // Cut on its way, or not what it says it is: nothing of it can be read.
    return next(new UnreadForm(400));
  }
  const fields: Record<string, string | string[]> = {};
  const files = new Map<string, File>();
  for (const [name, value] of data)
    if (typeof value !== 'string') {
      // A field left empty comes as a file without a name; an empty file is for the page to say.
      if (value.name !== '') files.set(name, value);
    } else if (Object.hasOwn(fields, name)) fields[name] = [fields[name] ?? [], value].flat();
    else fields[name] = value;
  request.body = fields;
  (request as WithFiles)[FILES] = files;
  next();
};
