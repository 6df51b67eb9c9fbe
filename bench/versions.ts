/** What ran, as it names itself. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BenchGround } from './ground.ts';

export async function versions({ pool, connection }: BenchGround): Promise<Readonly<Record<string, string>>> {
  const sdk = JSON.parse(
    await readFile(createRequire(import.meta.url).resolve('@temporalio/worker/package.json'), 'utf8'),
  ) as { version: string };
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  const { rows } = await pool.query<{ version: string }>("select current_setting('server_version') as version");
  return {
    Node: process.versions.node,
    'Temporal server': `${serverVersion} on SQLite (file)`,
    'Temporal SDK': sdk.version,
    PostgreSQL: rows[0]?.version ?? '?',
  };
}
