/** Where files are kept, each under the SHA-256 of its content: the same content is kept once, and cannot change. */
import type { Readable } from 'node:stream';

export interface Magasin {
  /** Keeps the file at this path; done already, nothing happens. */
  deposer(sha256: string, chemin: string): Promise<void>;
  /** Its content, or `undefined` when it is not (or no longer) there. */
  lire(sha256: string): Promise<Readable | undefined>;
  /** Erases it; done already, nothing happens. */
  retirer(sha256: string): Promise<void>;
}

export interface ReglagesMagasin {
  /** Folder of the files, used when no `s3` is set. */
  readonly dossier: string;
  readonly s3?: ReglagesS3;
}

export interface ReglagesS3 {
  readonly bucket: string;
  readonly region: string;
  /** Address of an S3-compatible server; absent: that of the region. */
  readonly endpoint?: string;
  /** Absent: what the environment, a file or the machine's role gives. */
  readonly identifiants?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
