/** One file of a `multipart/form-data` request, written to a temporary folder that goes when the request is answered. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { FORM_RULES } from '../../runtime/http/form-rules.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { identityOf } from '../../identity/authenticate.ts';
import { fileNameFrom } from './file-name.ts';
import type { UploadRoom } from './upload-room.ts';

/** Bytes: a scanned contract of some thirty pages, with room to spare. */
export const FILE_LIMIT = 25 * 1024 * 1024;
const MEGABYTES = FILE_LIMIT / 1024 / 1024;

export interface Upload {
  readonly path: string;
  /** Name given by the sender. */
  readonly name: string;
  /** The other fields of the form, all text. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the parser under multer says of a form that it cannot follow: an error of no class and no code. */
const unreadable = (error: unknown): boolean =>
  error instanceof Error && Object.getPrototypeOf(error) === Error.prototype && !('code' in error);

function problemOf(error: unknown): unknown {
  if (unreadable(error))
    return invalidFields([
      {
        champ: 'corps',
        regle: FORM_RULES.form,
        message: 'Ce formulaire est illisible : sa frontière (boundary) manque, ou il n’est pas entier.',
      },
    ]);
  if (!(error instanceof MulterError)) return error;
  if (error.code === 'LIMIT_FILE_SIZE')
    return new Problem('corps-trop-volumineux', `Un fichier est limité à ${MEGABYTES} Mo : réduisez-le ou séparez-le.`);
  return invalidFields([
    {
      champ: error.field ?? 'fichier',
      regle: FORM_RULES.form,
      message: 'Un seul fichier est attendu, dans le champ « fichier », avec au plus dix autres champs courts.',
    },
  ]);
}

/** What a request says that it brings; what says nothing may be as large as any. */
function announced(request: Request): number {
  const length = Number(request.get('content-length') ?? FILE_LIMIT);
  return Number.isFinite(length) ? Math.min(length, FILE_LIMIT) : FILE_LIMIT;
}

/** Receives the request's file, gives it to `use`, then removes what was written, whatever happened. */
export async function withUpload(
  request: Request,
  response: Response,
  room: UploadRoom,
  use: (upload: Upload) => Promise<void>,
): Promise<void> {
  if (!request.is('multipart/form-data'))
    throw new Problem(
      'format-non-admis',
      'Envoyez un formulaire multipart/form-data, le fichier dans le champ « fichier ».',
    );
  const leave = room.take(identityOf(request).sujet, announced(request));
  try {
    await receiveOne(request, response, use);
  } finally {
    leave();
  }
}

async function receiveOne(request: Request, response: Response, use: (upload: Upload) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-depot-'));
  const receive = multer({
    dest: folder,
    // One character a byte: `fileNameFrom` reads what they say.
    defParamCharset: 'latin1',
    limits: { fileSize: FILE_LIMIT, files: 1, fields: 10, fieldSize: 1000, parts: 11 },
  }).single('fichier');
  try {
    await new Promise<void>((resolve, reject) => {
      // Its sender left while we were about to listen: multer would wait for ever for what nobody says again.
      if (request.destroyed) {
        reject(new Error('Request closed'));
        return;
      }
      receive(request, response, (error: unknown) => {
        if (error === undefined || error === null) resolve();
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what multer gave, whatever it is
        else reject(error);
      });
    }).catch((error: unknown) => {
      throw problemOf(error);
    });
    if (request.file === undefined)
      throw invalidFields([{ champ: 'fichier', regle: FORM_RULES.form, message: 'Ce champ est obligatoire.' }]);
    const { path, originalname } = request.file;
    const name = fileNameFrom(originalname);
    if (name === undefined)
      throw invalidFields([
        {
          champ: 'fichier',
          regle: FORM_RULES.form,
          message: 'Le nom de ce fichier est illisible : donnez-le en UTF-8, ou renommez le fichier sans accents.',
        },
      ]);
    await use({ path, name, fields: request.body as Record<string, unknown> });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
