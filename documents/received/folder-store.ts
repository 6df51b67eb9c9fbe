/** Files in a folder: two levels of it, by the first characters of the digest. */
import { createReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import type { Magasin } from './store.ts';

const absent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

export function magasinDossier(dossier: string): Magasin {
  const place = (sha256: string): string => join(dossier, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return {
    async deposer(sha256, chemin) {
      const cible = place(sha256);
      if (
        await access(cible).then(
          () => true,
          () => false,
        )
      )
        return;
      await mkdir(dirname(cible), { recursive: true, mode: 0o750 });
      // Whole and on the disk before it takes its name: a crash leaves no half file under a digest.
      const enCours = `${cible}.${randomUUID()}`;
      try {
        await copyFile(chemin, enCours);
        const fichier = await open(enCours, 'r+');
        await fichier.sync().finally(() => fichier.close());
        await rename(enCours, cible);
      } catch (error) {
        await rm(enCours, { force: true });
        throw error;
      }
    },
    async lire(sha256) {
      const flux = createReadStream(place(sha256));
      try {
        await once(flux, 'open');
        return flux;
      } catch (error) {
        if (absent(error)) return undefined;
        throw error;
      }
    },
    retirer: (sha256) => rm(place(sha256), { force: true }),
  };
}
