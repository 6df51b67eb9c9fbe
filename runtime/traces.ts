/**
 * Traces (OpenTelemetry), off unless OTEL_EXPORTER_OTLP_ENDPOINT names a collector: from a request through its Update to
 * the activities it causes and their SQL. Off, nothing of it is loaded.
 */
import type { ClientInterceptors } from '@temporalio/client';
import type { WorkerInterceptors } from '@temporalio/worker';

export interface Traces {
  /** A span for each Update or Query, whose identifier goes with it into the history of the case. */
  readonly client: ClientInterceptors;
  /** A span for each activity, child of the command that caused it. */
  readonly worker: WorkerInterceptors;
  /** Sends what waits, then stops. */
  stop(): Promise<void>;
}

/** Once per process, before its first connection. Undefined when no collector is named. */
export async function startTraces(env: NodeJS.ProcessEnv, service: string): Promise<Traces | undefined> {
  if ((env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '') === '') return undefined;
  const { openTelemetry } = await import('./telemetry.ts');
  return openTelemetry(env['OTEL_SERVICE_NAME'] ?? service);
}
