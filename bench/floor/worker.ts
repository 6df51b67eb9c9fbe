/** The worker of the floor, a process of its own as the product's is. Settings: those of `worker/main.ts`, and PLANCHER_BUNDLE. */
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createPool } from '../../records/server/pool.ts';
import { installRuntime } from '../../worker/worker.ts';
import { createFloorActivities } from './activities.ts';

export const FLOOR_QUEUE = 'plancher';
export const FLOOR_WORKFLOWS = fileURLToPath(new URL('./workflows.ts', import.meta.url));

async function main(): Promise<void> {
  const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = '', DATABASE_URL: url = '' } = process.env;
  installRuntime();
  const pool = createPool(url, console.log);
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: FLOOR_QUEUE,
    workflowBundle: { codePath: process.env['PLANCHER_BUNDLE'] ?? '' },
    activities: createFloorActivities(pool),
    shutdownGraceTime: '10 seconds',
    stickyQueueScheduleToStartTimeout: '1 second',
  });
  process.once('SIGTERM', () => worker.shutdown());
  console.log('worker: ready');
  await worker.run();
  await connection.close();
  await pool.end();
}

if (import.meta.main) await main();
