/** The clock of one program, moved while it runs (libfaketime): what it reads of the date, not of the time that passes. */
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ARCHITECTURE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const FAKETIME = `/usr/lib/${ARCHITECTURE}-linux-gnu/faketime/libfaketimeMT.so.1`;

export interface Horloge {
  readonly env: Readonly<Record<string, string>>;
  /** `+3600`: an hour late to come. Seen within a second. */
  regler(secondes: number): Promise<void>;
}

/** Undefined where Debian's `faketime` is not installed. */
export async function horlogeDe(dossier: string, nom: string): Promise<Horloge | undefined> {
  if (!existsSync(FAKETIME)) return undefined;
  const fichier = join(dossier, `${nom}.horloge`);
  const regler = async (secondes: number) => {
    await writeFile(`${fichier}.part`, `${secondes < 0 ? '' : '+'}${secondes}\n`);
    await rename(`${fichier}.part`, fichier);
  };
  await regler(0);
  return {
    env: {
      LD_PRELOAD: FAKETIME,
      FAKETIME_TIMESTAMP_FILE: fichier,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    regler,
  };
}
