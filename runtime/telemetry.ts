/** What sends the traces, loaded only when there are some. A span says names and identifiers of ours, never a value that someone gave. */
import { createRequire } from 'node:module';
import { context, propagation, trace, type Attributes } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { ClientInterceptors } from '@temporalio/client';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js';
import { OpenTelemetryActivityInboundInterceptor } from '@temporalio/interceptors-opentelemetry/lib/worker/index.js';
import type { WorkerInterceptors } from '@temporalio/worker';

export interface Traces {
  /** A span for each Update or Query, whose identifier goes with it into the history of the case. */
  readonly client: ClientInterceptors;
  /** A span for each activity, child of the command that caused it. */
  readonly worker: WorkerInterceptors;
  /** Sends what waits, then stops. */
  stop(): Promise<void>;
}

/** What may leave: declared routes, statuses, names of commands and activities, ids of cases, SQL without its values. */
const ALLOWED: ReadonlySet<string> = new Set([
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'ess.requete',
  'run_id',
  'temporalWorkflowId',
  'temporalActivityId',
  'temporalUpdateId',
  'db.system',
  'db.system.name',
  'db.namespace',
  'db.operation.name',
  'db.query.text',
  'db.statement',
]);

const allowed = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => ALLOWED.has(name)));

/** Messages of errors may quote an address that a server refused, or what someone typed: only their being is told. */
const discreet = (span: ReadableSpan): ReadableSpan => ({
  name: span.name,
  kind: span.kind,
  spanContext: () => span.spanContext(),
  ...(span.parentSpanContext === undefined ? {} : { parentSpanContext: span.parentSpanContext }),
  startTime: span.startTime,
  endTime: span.endTime,
  status: { code: span.status.code },
  attributes: allowed(span.attributes),
  links: span.links,
  events: [],
  duration: span.duration,
  ended: span.ended,
  resource: span.resource,
  instrumentationScope: span.instrumentationScope,
  droppedAttributesCount: span.droppedAttributesCount,
  droppedEventsCount: span.droppedEventsCount,
  droppedLinksCount: span.droppedLinksCount,
});

const discreetly = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(discreet), done),
  shutdown: () => exporter.shutdown(),
});

/** Once per process, before its first connection. */
export function openTelemetry(service: string): Traces {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor({ exporter: discreetly(new OTLPTraceExporter()) })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  const sql = new PgInstrumentation({ requireParentSpan: true });
  // It wraps what `require` gives, once asked for; modules of ours imported the same object before.
  createRequire(import.meta.url)('pg');
  return {
    client: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] },
    worker: { activity: [(context) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(context) })] },
    async stop() {
      sql.disable();
      await provider.shutdown();
    },
  };
}
