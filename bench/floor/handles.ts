/** Floor workflows, from the outside. */
import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { enParallele } from '../rounds.ts';
import type { TerrainDeMesure } from '../ground.ts';
import { FILE_PLANCHER } from './worker.ts';
import { plancher } from './workflows.ts';

export type Poignee = WorkflowHandle<typeof plancher>;

/** That many floor workflows, started and answering. */
export const demarrerPlanchers = ({ client }: TerrainDeMesure, nombre: number): Promise<Poignee[]> =>
  enParallele(Array.from({ length: nombre }), 8, async () => {
    const poignee = await client.workflow.start(plancher, {
      taskQueue: FILE_PLANCHER,
      workflowId: `plancher-${randomUUID()}`,
    });
    await poignee.executeUpdate('nu');
    return poignee;
  });
