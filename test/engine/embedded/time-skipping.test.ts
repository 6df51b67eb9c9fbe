/** The engine's time skipping: a workflow's clock moved forward, and what it does on the way. */
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildEngine } from '../../../engine/embedded/build.ts';
import { type Engine, startEngine } from '../../../engine/embedded/find.ts';
import { advanceWorkflow, currentTimeOf } from '../../../engine/embedded/time-skipping.ts';
import { everyDay, moments, oneDay, twoTimers } from './workflows-engine.ts';

const day = 86_400_000;
const namespace = 'essai';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// An engine of the developer's own is not what is tested.
delete process.env['TEMPORAL_ADDRESS'];

beforeAll(async () => {
  // Once per machine; the tests' own limits need not reckon with it.
  await buildEngine((line) => console.log(line));
}, 35 * 60_000);

describe('skipping time', () => {
  let engine: Engine;
  let connection: Connection;
  let native: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;
  let client: Client;
  const taskQueue = 'timers';

  beforeAll(async () => {
    engine = await startEngine({
      namespace,
      headless: true,
      searchAttributes: {},
      retentionDays: 3653,
      timeSkipping: true,
      log: () => undefined,
    });
    native = await NativeConnection.connect({ address: engine.address });
    connection = await Connection.connect({ address: engine.address });
    client = new Client({ connection, namespace });
    const workflowsPath = fileURLToPath(new URL('./workflows-engine.ts', import.meta.url));
    worker = await Worker.create({ connection: native, namespace, taskQueue, workflowsPath });
    running = worker.run();
  });

  afterAll(async () => {
    worker.shutdown();
    await running;
    await native.close();
    await connection.close();
    await engine.stop();
  });

  test('two timers of a month and a year fire at their own dates, one stretch after the other', async () => {
    const workflowId = 'two-timers';
    const handle = await client.workflow.start(twoTimers, { workflowId, taskQueue, args: [30, 365] });
    const [begin = 0] = await handle.query(moments);
    const elapsed = async () => (await handle.query(moments)).map((moment) => Math.round((moment - begin) / day));
    expect(Math.abs((await currentTimeOf(connection, namespace, workflowId)).getTime() - Date.now())).toBeLessThan(day);

    await advanceWorkflow(client, namespace, workflowId, { seconds: 20 * 86_400, id: 'before-the-first' });
    expect(await elapsed()).toEqual([0]);
    await advanceWorkflow(connection, namespace, workflowId, { seconds: 11 * 86_400, id: 'after-the-first' });
    expect(await elapsed()).toEqual([0, 30]);
    await advanceWorkflow(connection, namespace, workflowId, { seconds: 400 * 86_400, id: 'after-both' });
    expect(await elapsed()).toEqual([0, 30, 395]);

    const now = await currentTimeOf(connection, namespace, workflowId);
    expect(Math.round((now.getTime() - begin) / day)).toBe(431);
  });

  test('goes on across continue-as-new', async () => {
    const workflowId = 'every-day';
    const handle = await client.workflow.start(everyDay, { workflowId, taskQueue, args: [30] });
    const begin = Date.now();
    await advanceWorkflow(connection, namespace, workflowId, { seconds: 100.5 * 86_400, id: 'a-hundred-days' });
    expect(await client.workflow.getHandle(workflowId).query(moments)).toEqual([100]);
    const now = await currentTimeOf(connection, namespace, workflowId);
    expect((now.getTime() - begin) / day).toBeCloseTo(100.5, 2);
    await handle.terminate();
  });

  test('goes on when a session has used up its skips', async () => {
    const workflowId = 'fifty-days';
    await client.workflow.start(everyDay, { workflowId, taskQueue, args: [30] });
    const advance = { seconds: 50.5 * 86_400, id: 'fifty-days', skipsPerSession: 20 };
    await advanceWorkflow(connection, namespace, workflowId, advance);
    expect(await client.workflow.getHandle(workflowId).query(moments)).toEqual([50]);
    await client.workflow.getHandle(workflowId).terminate();
  });

  test('says where a workflow that ends on the way stopped', async () => {
    const workflowId = 'one-day';
    await client.workflow.start(oneDay, { workflowId, taskQueue });
    const advance = advanceWorkflow(connection, namespace, workflowId, { seconds: 10 * 86_400, id: 'too-far' });
    await expect(advance).rejects.toThrow(/Workflow one-day stopped at .*: the workflow ended/);
  });
});
