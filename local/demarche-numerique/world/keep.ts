/** The world between two starts of an installation: written at the close, read at the next start. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { restoreWorld, type KeptWorld, type World } from './world.ts';

/** What an earlier version wrote is not read: it begins anew. */
const FORMAT = 1;

/** `undefined` when nothing was kept. What is linked stays linked: a dossier and its démarche are written together. */
export async function readWorld(file: string): Promise<World | undefined> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (content === undefined) return undefined;
  const { format, kept } = deserialize(content) as { readonly format: number; readonly kept: KeptWorld };
  return format === FORMAT ? restoreWorld(kept) : undefined;
}

/** Written aside then renamed: a close that is cut short loses nothing of before. */
export async function keepWorld(file: string, world: World): Promise<void> {
  await writeFile(`${file}.part`, serialize({ format: FORMAT, kept: world.kept }), { mode: 0o600 });
  await rename(`${file}.part`, file);
}
