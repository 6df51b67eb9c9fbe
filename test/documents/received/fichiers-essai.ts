/** Files for the tests, made here: the smallest that are what they say. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n',
);
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The standard antivirus test file, in two parts so that no scanner takes this source for one. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** Writes a file and gives its path. */
export async function ecrit(dossier: string, nom: string, contenu: Uint8Array): Promise<string> {
  const chemin = join(dossier, nom);
  await writeFile(chemin, contenu);
  return chemin;
}
