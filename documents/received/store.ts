/** Where files are kept, each under the SHA-256 of its content: the same content is kept once, and cannot change. */
import type { Readable } from 'node:stream';

export interface Store {
  /** Keeps the file at this path; done already, nothing happens. */
  put(sha256: string, path: string): Promise<void>;
  /** Its content, or `undefined` when it is not (or no longer) there. */
  get(sha256: string): Promise<Readable | undefined>;
  /** Erases it; done already, nothing happens. */
  remove(sha256: string): Promise<void>;
}

export interface StoreSettings {
  /** Folder of the files, used when no `s3` is set. */
  readonly folder: string;
  readonly s3?: S3Settings;
}

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Address of an S3-compatible server; absent: that of the region. */
  readonly endpoint?: string;
  /** Absent: what the environment, a file or the machine's role gives. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
