/**
 * Traces (OpenTelemetry), off unless OTEL_EXPORTER_OTLP_ENDPOINT names a collector: from a request through its Update to
 * the activities it causes and their SQL. Off, nothing of it is loaded.
 */
import type { Traces } from './telemetry.ts';

/** Once per process, before its first connection. Undefined when no collector is named. */
export async function startTraces(env: NodeJS.ProcessEnv, service: string): Promise<Traces | undefined> {
  if ((env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '') === '') return undefined;
  const { openTelemetry } = await import('./telemetry.ts');
  return openTelemetry(env['OTEL_SERVICE_NAME'] ?? service);
}
