import { setTimeout as pause } from 'node:timers/promises';
import { Connection, isGrpcServiceError, type ConnectionOptions } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { type EngineOptions, PassedOver, reasonOf, searchAttributeTypes } from './options.ts';

const grpc = { invalidArgument: 3, notFound: 5, unimplemented: 12 } as const;
const millisecondsPerDay = 86_400_000;
const patienceMs = 30_000;
const pollMs = 100;

function hasCode(error: unknown, code: number): boolean {
  return isGrpcServiceError(error) && (error.code as number) === code;
}

/**
 * Gives a running server the namespace, retention and search attributes asked for, and checks that it can skip time
 * when that is asked. Changes only what lacks.
 * @throws PassedOver when the server cannot skip time; Error when an attribute exists with another type.
 */
export async function prepare(server: string | ConnectionOptions, options: EngineOptions): Promise<void> {
  const reach = typeof server === 'string' ? { address: server } : server;
  const connection = await Connection.connect({ ...reach, connectTimeout: '5s' });
  try {
    await ensureNamespace(connection, options);
    await ensureSearchAttributes(connection, options);
    if (options.timeSkipping && !(await skipsTime(connection, options.namespace))) {
      throw new PassedOver(
        'it cannot skip time (frontend.WorkflowTimeSkippingEnabled is off, or the server is too old)',
      );
    }
  } finally {
    await connection.close();
  }
}

async function ensureNamespace(connection: Connection, { namespace, retentionDays }: EngineOptions): Promise<void> {
  const milliseconds = retentionDays * millisecondsPerDay;
  const retention = msToTs(milliseconds);
  const service = connection.workflowService;
  const known = await service.describeNamespace({ namespace }).catch((error: unknown) => {
    if (!hasCode(error, grpc.notFound)) throw error;
  });
  if (!known) {
    await service.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention });
  } else if ((optionalTsToMs(known.config?.workflowExecutionRetentionTtl) ?? 0) < milliseconds) {
    // Never shortened: that would delete the history of somebody's closed workflows.
    await service.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: retention } });
  }
}

async function ensureSearchAttributes(connection: Connection, options: EngineOptions): Promise<void> {
  const { namespace, searchAttributes } = options;
  // A namespace just made is not yet known to every part of a server that runs elsewhere.
  const known = await patiently(grpc.notFound, () => connection.operatorService.listSearchAttributes({ namespace }));
  const lacking: Record<string, number> = {};
  for (const [name, type] of Object.entries(searchAttributes)) {
    const existing: number | undefined = known.customAttributes[name];
    if (existing === undefined) lacking[name] = searchAttributeTypes[type];
    else if (existing !== searchAttributeTypes[type]) {
      throw new Error(`Search attribute ${name} of namespace ${namespace} exists with another type than ${type}.`);
    }
  }
  if (Object.keys(lacking).length > 0) {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: lacking });
  }
  // The frontend refuses to start a workflow with an attribute it does not know yet: ask until it knows them all.
  const query = Object.keys(searchAttributes)
    .map((name) => `\`${name}\` is null`)
    .join(' and ');
  await patiently(grpc.invalidArgument, () => connection.workflowService.countWorkflowExecutions({ namespace, query }));
}

async function skipsTime(connection: Connection, namespace: string): Promise<boolean> {
  try {
    // A question without an id is refused by servers that skip time, and unknown to the others.
    await connection.workflowService.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution: { workflowId: 'is-time-skipping-on' },
    });
  } catch (error) {
    if (hasCode(error, grpc.invalidArgument)) return true;
    if (!hasCode(error, grpc.unimplemented)) throw error;
  }
  return false;
}

/** Repeats a request that is answered with `code` while the server has not caught up yet. */
async function patiently<T>(code: number, request: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ;) {
    try {
      return await request();
    } catch (error) {
      if (!hasCode(error, code)) throw error;
      if (Date.now() > deadline) throw new Error(`The server has not caught up: ${reasonOf(error)}`, { cause: error });
    }
    await pause(pollMs);
  }
}
