/** A file that arrives: measured, recognised, scanned, kept. In this order: what is refused is never kept. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { Antivirus } from './antivirus.ts';
import type { Store } from './store.ts';
import { kindOf, ADMITTED_TYPES } from './kind.ts';

export interface ReceivedFile {
  /** Media type, told by the content. */
  readonly type: string;
  readonly taille: number;
  readonly sha256: string;
  readonly examen: 'sain' | 'non-analyse';
}

export interface ReceivedFiles {
  /** Keeps the file at this path. Fails with `RefusedFile` or `AntivirusUnavailable`: nothing is kept then. */
  receive(path: string): Promise<ReceivedFile>;
  /** Makes sure that what was received at this path is still kept: its last other holder may have gone meanwhile. */
  keep(sha256: string, path: string): Promise<void>;
  read(sha256: string): Promise<Readable | undefined>;
  remove(sha256: string): Promise<void>;
}

/** The file itself is at fault: a French sentence for who sent it. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';
  readonly nature: 'vide' | 'type' | 'infecte';

  constructor(kind: RefusedFile['nature'], phrase: string) {
    super(phrase);
    this.nature = kind;
  }
}

async function digestOf(path: string): Promise<string> {
  const sha256 = createHash('sha256');
  await pipeline(createReadStream(path), sha256);
  return sha256.digest('hex');
}

/** `antivirus` absent: none is set, and each file says that it was not scanned. */
export function openReceivedFiles(store: Store, antivirus?: Antivirus): ReceivedFiles {
  return {
    async receive(path) {
      const { size: taille } = await stat(path);
      if (taille === 0) throw new RefusedFile('vide', 'Ce fichier est vide.');
      const kind = await kindOf(path);
      if (kind === undefined)
        throw new RefusedFile(
          'type',
          `Le contenu de ce fichier n'est d'aucun des formats admis : ${ADMITTED_TYPES}. Enregistrez-le en PDF, puis renvoyez-le.`,
        );
      const verdict = await antivirus?.(path);
      if (verdict?.clean === false)
        throw new RefusedFile(
          'infecte',
          "L'antivirus a reconnu un programme malveillant dans ce fichier : il n'a pas été conservé. Faites vérifier le poste d'où il vient.",
        );
      const sha256 = await digestOf(path);
      await store.put(sha256, path);
      return { type: kind.type, taille, sha256, examen: verdict === undefined ? 'non-analyse' : 'sain' };
    },
    keep: (sha256, path) => store.put(sha256, path),
    read: (sha256) => store.get(sha256),
    remove: (sha256) => store.remove(sha256),
  };
}
