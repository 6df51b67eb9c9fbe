/** The folder of an installation's data, for its owner alone: cases, letters and pieces are in its files. */
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * From here on this process, and those that it starts, write for their user alone; what an earlier version left readable
 * in the folder no longer is. Run by root, PostgreSQL is a user of its own: it crosses the folder, and lists nothing of it.
 */
export async function keepPrivate(folder: string): Promise<void> {
  process.umask(0o077);
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    // Its owner is PostgreSQL's user in part, which looks after its own.
    if (entry.name === 'postgres') continue;
    await chmod(join(folder, entry.name), entry.isDirectory() ? 0o700 : 0o600);
  }
  await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}
