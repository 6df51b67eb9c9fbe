/** Files in a folder: two levels of it, by the first characters of the digest. */
import { createReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import type { Store } from './store.ts';

const absent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

export function folderStore(folder: string): Store {
  const place = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return {
    async put(sha256, path) {
      const target = place(sha256);
      if (
        await access(target).then(
          () => true,
          () => false,
        )
      )
        return;
      await mkdir(dirname(target), { recursive: true, mode: 0o750 });
      // Whole and on the disk before it takes its name: a crash leaves no half file under a digest.
      const partial = `${target}.${randomUUID()}`;
      try {
        await copyFile(path, partial);
        const file = await open(partial, 'r+');
        await file.sync().finally(() => file.close());
        await rename(partial, target);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async get(sha256) {
      const stream = createReadStream(place(sha256));
      try {
        await once(stream, 'open');
        return stream;
      } catch (error) {
        if (absent(error)) return undefined;
        throw error;
      }
    },
    remove: (sha256) => rm(place(sha256), { force: true }),
  };
}
