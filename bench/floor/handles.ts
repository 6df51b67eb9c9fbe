/** Floor workflows, from the outside. */
import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { inParallel } from '../rounds.ts';
import type { BenchGround } from '../ground.ts';
import { FLOOR_QUEUE } from './worker.ts';
import { floor } from './workflows.ts';

export type FloorHandle = WorkflowHandle<typeof floor>;

/** That many floor workflows, started and answering. */
export const startFloors = ({ client }: BenchGround, nombre: number): Promise<FloorHandle[]> =>
  inParallel(Array.from({ length: nombre }), 8, async () => {
    const poignee = await client.workflow.start(floor, {
      taskQueue: FLOOR_QUEUE,
      workflowId: `plancher-${randomUUID()}`,
    });
    await poignee.executeUpdate('nu');
    return poignee;
  });
