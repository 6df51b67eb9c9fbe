/** A temporary folder that the system user of PostgreSQL can enter too (tests may run as root). */
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-essais-'));
  await chmod(folder, 0o755);
  return folder;
}
